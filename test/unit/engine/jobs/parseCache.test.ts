import assert from 'node:assert/strict';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

const path = '/api/v2/parse';
const hour = 3_600_000;
const options = { tier: 'agentic', version: 'latest' };

describe('the parse cache', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  /** Makes a job and tells its status in the answer, once it has ended. */
  async function make(
    more: object = {},
    name = 'a.pdf',
    content = 'same',
    project = '',
  ): Promise<[string, string]> {
    const form = new FormData();
    form.set('configuration', JSON.stringify({ ...options, ...more }));
    form.set('file', new File([content], name));
    const { status, body } = await engine.postForm(`${path}/upload?project_id=${project}`, form);
    assert.equal(status, 200, JSON.stringify(body));
    await eventually(async () => ['COMPLETED', 'FAILED'].includes((await job(body.id))['status']));
    return [body.id, body.status];
  }
  const job = async (id: string) =>
    (await engine.get(`${path}/${id}`)).body['job'] as Record<'status' | 'error_message', string>;
  const facts = async (id: string) =>
    (await engine.get(`${path}/${id}?expand=job_metadata`)).body['job_metadata'] as Record<string, unknown>;
  const text = async (id: string) => (await engine.get(`${path}/${id}?expand=text_full`)).body['text_full'];
  const parses = () => engine.pool.calls.length;

  it('answers the same document with the same options at once', async () => {
    const [first] = await make();
    const [second, status] = await make();
    assert.equal(status, 'COMPLETED');
    assert.equal(parses(), 1);
    assert.notEqual(first, second);
    assert.equal(await text(second), await text(first));
    assert.deepEqual([(await facts(first))['cached'], (await facts(second))['cached']], [false, true]);
    assert.equal((await facts(second))['format'], 'pdf');
  });

  it('does so for another name, tier and project, and with options that change nothing', async () => {
    await make();
    const key = { workspace_key: 'k', name: 'Other' };
    const { body: project } = await engine.post('/local/projects', key);
    await make({ tier: 'fast' }, 'b.PDF');
    await make({ agentic_options: { custom_prompt: 'Be quick.' } }, 'a.pdf', 'same', project.id);
    await make({ processing_control: { timeouts: { base_in_seconds: 60 } }, client_name: 'me' });
    assert.equal(parses(), 1);
  });

  it('does not for another type of file, other bytes, or other options', async () => {
    await make();
    await make({}, 'a.txt');
    await make({}, 'a.pdf', 'other');
    await make({ crop_box: { top: 0.1 } });
    await make({ processing_control: { job_failure_conditions: { allowed_page_failure_ratio: 0.5 } } });
    assert.equal(parses(), 5);
  });

  it('is refreshed by disable_cache', async () => {
    const [first] = await make();
    clock.advance(40 * hour);
    const [second, status] = await make({ disable_cache: true });
    assert.equal(status, 'PENDING');
    assert.equal(parses(), 2);
    clock.advance(40 * hour);
    await make();
    assert.equal(parses(), 2, 'the newer result');
    assert.equal(await text(second), await text(first));
  });

  it('keeps a result for 48 hours, however often it is taken', async () => {
    await make();
    clock.advance(47 * hour);
    const [second] = await make();
    assert.equal((await facts(second))['cached'], true);
    clock.advance(2 * hour);
    await make();
    assert.equal(parses(), 2);
  });

  it('holds only results of jobs that were completed', async () => {
    await make({}, 'protected.pdf');
    await make({}, 'protected.pdf');
    assert.equal(parses(), 2);
  });

  it('outlives a restart, and the job that made the result', async () => {
    const [first] = await make();
    await engine.reopen();
    const [second] = await make();
    assert.equal((await engine.delete(`${path}/${first}`)).status, 200);
    const [third] = await make();
    assert.equal(parses(), 0);
    assert.equal(await text(second), 'a.pdf page 1');
    assert.equal((await engine.delete(`${path}/${second}`)).status, 200);
    assert.equal(await text(third), 'a.pdf page 1');
    assert.equal((await engine.delete(`${path}/${third}`)).status, 200);
    assert.deepEqual(engine.blobs(), []);
    await make();
    assert.equal(parses(), 1);
  });

  it('serves batches', async () => {
    await make();
    const directory = await engine.directory();
    await engine.upload(directory, 'a.pdf', 'same');
    await engine.upload(directory, 'b.pdf', 'other');
    const batch = await engine.batchOver(directory);
    await engine.until(batch.id, 'COMPLETED');
    assert.deepEqual(engine.pool.calls, ['parse a.pdf', 'parse b.pdf']);
    const again = await engine.batchOver(directory);
    await engine.until(again.id, 'COMPLETED');
    assert.equal(parses(), 2);
    const results = await engine.parses(again.id);
    assert.deepEqual(
      results.map(result => result?.text_full ?? result?.text?.pages[0]?.text),
      ['a.pdf page 1', 'b.pdf page 1'],
    );
  });

  it('tells of failed pages as the first job did', async () => {
    await make({}, 'odd.pdf');
    const [second, status] = await make({}, 'odd.pdf');
    assert.equal(status, 'COMPLETED');
    assert.deepEqual((await facts(second))['failed_pages'], [2]);
  });
});
