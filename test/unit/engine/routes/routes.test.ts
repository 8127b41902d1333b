import assert from 'node:assert/strict';
import { configurationPage } from '../../../../src/protocol/configurations';
import { FakeClock } from '../fakes';
import { refusal, TestEngine } from '../testEngine';

describe('the routes', () => {
  let engine: TestEngine;
  beforeEach(() => {
    engine = new TestEngine({ clock: new FakeClock() });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  describe('configurations', () => {
    it('are the four presets', async () => {
      const page = configurationPage.parse(
        (await engine.get('/api/v1/beta/configurations?latest_only=true')).body,
      );
      assert.deepEqual(
        page.items.map(item => [item.id, item.parameters.tier]),
        [
          ['cfg-PARSE_FAST', 'fast'],
          ['cfg-PARSE_COST_EFFECTIVE', 'cost_effective'],
          ['cfg-PARSE_AGENTIC', 'agentic'],
          ['cfg-PARSE_AGENTIC_PLUS', 'agentic_plus'],
        ],
      );
      const list = async (query: string) => (await engine.get(`/api/v1/beta/configurations?${query}`)).body;
      assert.equal((await list('product_type=extract_v2')).items.length, 0);
      assert.equal((await list('name=Agentic')).items[0]?.id, 'cfg-PARSE_AGENTIC');
      const half = await list('page_size=3');
      assert.equal(half.items.length, 3);
      assert.equal((await list(`page_size=3&page_token=${half.next_page_token}`)).items.length, 1);
      assert.equal((await engine.get('/api/v1/beta/configurations/cfg-PARSE_FAST')).body['name'], 'Fast');
      assert.equal((await engine.get('/api/v1/beta/configurations/cfg-X')).status, 404);
    });
  });

  describe('parse jobs', () => {
    it('lists by id and status, and fills only what is asked for', async () => {
      const batch = await engine.batch('a.txt', 'protected.pdf', 'scan.pdf');
      await engine.until(batch.id, 'COMPLETED');
      const list = async (query: string) => (await engine.get(`/api/v2/parse?${query}`)).body.items;
      const all = await list('');
      assert.equal(all.length, 3);
      assert.deepEqual(
        (await list('status=FAILED')).map(job => job['name']),
        ['protected.pdf'],
      );
      const ids = all.slice(0, 2).map(job => job.id);
      assert.deepEqual(
        (await list(ids.map(id => `job_ids=${id}`).join('&'))).map(job => job.id),
        ids,
      );
      const [bare] = await engine.parses(batch.id, '');
      assert.deepEqual(
        [bare?.text, bare?.markdown, bare?.job_metadata, bare?.job.usage],
        [null, null, null, null],
      );
      const [, , scan] = await engine.parses(batch.id, 'markdown_full,text_full,metadata,job_metadata,usage');
      assert.equal(scan?.markdown_full, '# scan.pdf page 1');
      assert.equal(scan?.text_full, 'scan.pdf page 1');
      assert.equal(scan?.metadata?.pages[0]?.confidence, 0.9);
      assert.equal(scan?.metadata?.pages[0]?.printed_page_number, '1');
      assert.deepEqual(scan?.job_metadata?.['ocr_pages'], [1]);
      assert.equal(scan?.job.usage?.credits, 0);
      assert.deepEqual(await refusal(engine.get('/api/v2/parse/pjb-none')), [404, 'Parse job not found']);
    });

    it('tells versions and extensions', async () => {
      const { body } = await engine.get('/api/v2/parse/versions');
      assert.deepEqual(Object.keys(body), ['fast', 'cost_effective', 'agentic', 'agentic_plus', 'latest']);
      const extensions = await engine.get('/api/v1/parsing/supported_file_extensions');
      assert.ok(Array.isArray(extensions.body) && extensions.body.includes('.pdf'));
    });
  });

  it('tells no path of the machine', async () => {
    const batch = await engine.batch('a.txt', 'crash.pdf');
    await engine.until(batch.id, 'COMPLETED');
    const answers = [
      await engine.results(batch.id),
      await engine.parses(batch.id),
      await engine.get('/api/v1/projects'),
    ];
    assert.ok(!JSON.stringify(answers).includes(engine.dataDir));
  });
});
