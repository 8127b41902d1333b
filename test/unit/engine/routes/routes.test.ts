import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { configurationPage } from '../../../../src/protocol/configurations';
import { directory as directorySchema } from '../../../../src/protocol/directories';
import { directoryFile } from '../../../../src/protocol/directoryFiles';
import { projectList } from '../../../../src/protocol/projects';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

const hour = 3_600_000;
const unknownId = 'dir-00000000-0000-0000-0000-000000000000';

describe('the routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, maxFileBytes: 1000 });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const detail = async (answer: Promise<{ status: number; body: { detail: unknown } }>) => {
    const { status, body } = await answer;
    return [status, body.detail];
  };

  describe('projects', () => {
    it('has the Default one', async () => {
      const [project] = projectList.parse((await engine.get('/api/v1/projects')).body);
      assert.equal(project?.name, 'Default');
      assert.equal(project?.is_default, true);
      const same = await engine.get(`/api/v1/projects/${project?.id}`);
      assert.equal(same.body['name'], 'Default');
      assert.deepEqual((await engine.get('/api/v1/projects?project_name=Other')).body, []);
      assert.deepEqual(await detail(engine.get('/api/v1/projects/none')), [404, 'Project not found']);
    });

    it('serves requests that name it, and refuses those that name another', async () => {
      const [project] = projectList.parse((await engine.get('/api/v1/projects')).body);
      const id = await engine.directory();
      assert.equal(
        (await engine.get(`/api/v1/beta/directories/${id}?project_id=${project?.id}`)).status,
        200,
      );
      assert.equal((await engine.get(`/api/v1/beta/directories/${id}?project_id=`)).status, 200);
      assert.equal((await engine.get(`/api/v1/beta/directories/${id}?project_id=other`)).status, 404);
      assert.equal((await engine.get('/api/v2/batches?project_id=other')).status, 404);
    });
  });

  describe('directories', () => {
    it('keeps what it was given, unknown keys too', async () => {
      const body = {
        ...{ name: 'n', description: 'd', type: 'ephemeral', expires_at: '2026-01-03T00:00:00+02:00' },
        ...{ system_metadata: { a: [1] }, data_source_id: 'x' },
      };
      const made = await engine.post('/api/v1/beta/directories', body);
      assert.equal(made.status, 201);
      const read = directorySchema.parse((await engine.get(`/api/v1/beta/directories/${made.body.id}`)).body);
      assert.deepEqual(made.body, read);
      assert.deepEqual(
        [
          read.name,
          read.description,
          read.type,
          read.expires_at,
          read.system_metadata,
          read['data_source_id'],
        ],
        ['n', 'd', 'ephemeral', '2026-01-02T22:00:00.000Z', { a: [1] }, 'x'],
      );
    });

    it('gives an ephemeral one 48 hours, then removes it with its files but keeps batches over it', async () => {
      const id = await engine.directory({ name: 'n', type: 'ephemeral' });
      await engine.upload(id, 'a.txt');
      const batch = await engine.batchOver(id);
      await engine.until(batch.id, 'COMPLETED');
      clock.advance(48 * hour - 1);
      assert.equal((await engine.get(`/api/v1/beta/directories/${id}`)).status, 200);
      clock.advance(1);
      assert.equal((await engine.get(`/api/v1/beta/directories/${id}`)).status, 404);
      const [parse] = await engine.parses(batch.id);
      assert.equal(parse?.markdown?.pages.length, 1);
      const deleted = await engine.get('/api/v1/beta/directories?include_deleted=true');
      assert.equal(deleted.body.items.length, 1);
      assert.ok(deleted.body.items[0]?.['deleted_at']);
    });

    it('refuses what the schema refuses, and an expiry in the past', async () => {
      const post = (body: object) => detail(engine.post('/api/v1/beta/directories', body));
      assert.deepEqual(await post({}), [
        422,
        [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }],
      ]);
      assert.deepEqual(await post({ name: '', type: 'index' }), [
        422,
        [
          {
            ...{ loc: ['body', 'name'], msg: 'String should have at least 1 character' },
            type: 'string_too_short',
          },
          { loc: ['body', 'type'], msg: "Input should be 'user' or 'ephemeral'", type: 'enum' },
        ],
      ]);
      assert.deepEqual(await post({ name: 'n', expires_at: '2025-12-31T00:00:00Z' }), [
        400,
        'expires_at must be in the future.',
      ]);
    });

    it('cancels running batches when it is deleted; their rows stay', async () => {
      engine.pool.held = true;
      const id = await engine.directory();
      await engine.upload(id, 'a.txt');
      const batch = await engine.batchOver(id);
      await eventually(() => engine.pool.waitingCount === 1);
      assert.equal((await engine.request('DELETE', `/api/v1/beta/directories/${id}`)).status, 204);
      await engine.until(batch.id, 'CANCELLED');
      assert.equal((await engine.request('DELETE', `/api/v1/beta/directories/${id}`)).status, 404);
      await eventually(() => blobs().length === 0);
    });
  });

  describe('lists', () => {
    it('come newest first, in pages', async () => {
      for (const name of ['a', 'b', 'c']) await engine.directory({ name });
      const first = (await engine.get('/api/v1/beta/directories?page_size=2')).body;
      assert.deepEqual(
        first.items.map(item => item['name']),
        ['c', 'b'],
      );
      const token = encodeURIComponent(first.next_page_token ?? '');
      const second = (await engine.get(`/api/v1/beta/directories?page_size=2&page_token=${token}`)).body;
      assert.deepEqual([second.items.map(item => item['name']), second.next_page_token], [['a'], null]);
    });

    it('refuses wrong sizes, dates and tokens', async () => {
      const get = (query: string) => detail(engine.get(`/api/v2/batches?${query}`));
      const issue = (field: string, msg: string, type: string) => [
        422,
        [{ loc: ['query', field], msg, type }],
      ];
      assert.deepEqual(
        await get('page_size=0'),
        issue('page_size', 'Input should be greater than or equal to 1', 'greater_than_or_equal_to'),
      );
      assert.equal((await get('page_size=ten'))[0], 422);
      assert.equal((await get('created_at_on_or_after=yesterday'))[0], 422);
      assert.deepEqual(await get('page_token=made-up'), [
        400,
        'The page token is not valid. Start again from the first page.',
      ]);
      assert.equal((await get('status=DONE'))[0], 422);
    });

    it('read arrays repeated, by commas and with brackets', async () => {
      await engine.directory({ name: 'u' });
      await engine.directory({ name: 'e', type: 'ephemeral' });
      const both = [
        'types=user&types=ephemeral',
        'types=user,ephemeral',
        'types[]=user&types[1]=ephemeral',
        'types=',
      ];
      for (const query of both) {
        const { body } = await engine.get(`/api/v1/beta/directories?${query}`);
        assert.equal(body.items.length, 2, query);
      }
      assert.equal((await engine.get('/api/v1/beta/directories?types=user')).body.items.length, 1);
    });
  });

  describe('files', () => {
    it('takes an upload whatever the order of its parts, with a UTF-8 name', async () => {
      const id = await engine.directory();
      const form = new FormData();
      form.set('unique_id', 'sub/naïve file (1).PDF');
      form.set('upload_file', new File(['x'], 'naïve file (1).PDF', { type: 'text/plain' }));
      form.set('metadata', '{"rel":"sub","n":1,"list":["a"]}');
      const { status, body } = await engine.postForm(`/api/v1/beta/directories/${id}/files/upload`, form);
      assert.equal(status, 201);
      const file = directoryFile.parse(body);
      assert.deepEqual(
        [file.unique_id, file.display_name, file.metadata],
        ['sub/naïve file (1).PDF', 'naïve file (1).PDF', { rel: 'sub', n: 1, list: ['a'] }],
      );
      assert.deepEqual((await engine.get(`/api/v1/beta/directories/${id}/files/${file.id}`)).body, body);
      const added = await engine.post(`/api/v1/beta/directories/${id}/files`, {
        file_id: file.file_id,
        unique_id: 'copy.pdf',
      });
      assert.equal(added.status, 201);
      const list = await engine.get(
        `/api/v1/beta/directories/${id}/files?display_name_contains=NAÏVE`.normalize(),
      );
      assert.ok(list.body.items.length <= 2);
      const byId = await engine.get(`/api/v1/beta/directories/${id}/files?unique_id=copy.pdf`);
      assert.deepEqual(
        byId.body.items.map(item => item.id),
        [added.body.id],
      );
    });

    it('answers bad forms with the API’s own sentences, and keeps nothing of them', async () => {
      const id = await engine.directory();
      const url = `/api/v1/beta/directories/${id}/files/upload`;
      const other = new FormData();
      other.set('file', new File(['x'], 'x.txt'));
      const nameless = new FormData();
      nameless.set('upload_file', 'x');
      assert.deepEqual(await detail(engine.upload(id, 'a.txt', '')), [400, 'Uploaded file is empty.']);
      const required = 'file field is required for multipart requests.';
      assert.deepEqual(await detail(engine.postForm(url, other)), [400, required]);
      assert.deepEqual(await detail(engine.postForm(url, nameless)), [400, 'File must have a filename.']);
      assert.deepEqual(await detail(engine.post(url, { a: 1 })), [400, required]);
      const limit = 'File size exceeds 0.00095367431640625MB limit.';
      assert.deepEqual(await detail(engine.upload(id, 'a.txt', 'x'.repeat(1001))), [413, limit]);
      assert.equal((await engine.upload(id, 'a.txt', 'x'.repeat(1000))).status, 201);
      assert.equal((await engine.upload(id, 'b.txt', 'x', { metadata: '[1]' })).status, 422);
      assert.equal((await engine.upload(id, 'b.txt', 'x', { metadata: 'no' })).status, 422);
      assert.equal((await engine.upload(unknownId, 'b.txt')).status, 404);
      assert.deepEqual(readdirSync(join(engine.dataDir, 'tmp')), []);
      assert.equal(blobs().length, 1);
    });

    it('deletes one', async () => {
      const id = await engine.directory();
      const { body: file } = await engine.upload(id, 'a.txt');
      const url = `/api/v1/beta/directories/${id}/files/${file.id}`;
      assert.deepEqual(await engine.request('DELETE', url), { status: 204, body: null });
      assert.equal((await engine.get(url)).status, 404);
      assert.equal(blobs().length, 0);
    });
  });

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
      assert.deepEqual(await detail(engine.get('/api/v2/parse/pjb-none')), [404, 'Parse job not found']);
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

  const blobs = () =>
    readdirSync(join(engine.dataDir, 'blobs'), { recursive: true, encoding: 'utf8' }).filter(
      name => name.length > 10,
    );
});
