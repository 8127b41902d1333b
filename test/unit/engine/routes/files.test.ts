import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { presignedUrl } from '../../../../src/protocol/directoryFiles';
import { file as fileSchema } from '../../../../src/protocol/files';
import { FakeClock } from '../fakes';
import { eventually, refusal, TestEngine } from '../testEngine';

const base = '/api/v1/beta/files';

describe('the file routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, maxFileBytes: 1000 });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const create = (name: string, fields: Record<string, string> = {}, content = name, query = '') => {
    const form = new FormData();
    for (const [key, value] of Object.entries({ purpose: 'parse', ...fields })) form.set(key, value);
    form.set('file', new File([content], name));
    return engine.postForm(base + query, form);
  };
  const made = async (...args: Parameters<typeof create>) => {
    const { status, body } = await create(...args);
    assert.equal(status, 201, JSON.stringify(body));
    return fileSchema.parse(body);
  };
  const names = async (query = '') =>
    (await engine.get(`${base}?${query}`)).body.items.map(item => item['name']);

  describe('creating', () => {
    it('keeps the file until it is deleted, over restarts', async () => {
      const file = await made('Report.final.PDF', { purpose: 'user_data', external_file_id: 'crm-7' });
      const { id, project_id, ...rest } = file;
      assert.deepEqual(rest, {
        name: 'Report.final.PDF',
        external_file_id: 'crm-7',
        file_type: 'pdf',
        last_modified_at: '2026-01-01T00:00:00.000Z',
        expires_at: null,
        purpose: 'user_data',
        download_url: null,
      });
      await engine.reopen();
      assert.deepEqual((await engine.get(`${base}/${id}`)).body, file);
      assert.equal((await engine.get(`${base}/${id}?project_id=${project_id}`)).status, 200);
      assert.equal((await made('README')).file_type, null);
      assert.equal((await made('.env')).file_type, null);
    });

    it('stores equal bytes once, as files of their own', async () => {
      const one = await made('a.txt', {}, 'same');
      const two = await made('a.txt', {}, 'same');
      assert.notEqual(one.id, two.id);
      assert.equal(engine.blobs().length, 1);
      await engine.delete(`${base}/${one.id}`);
      assert.equal(engine.blobs().length, 1);
      assert.equal((await engine.get(`${base}/${two.id}`)).status, 200);
    });

    it('refuses a repeated external id within a project with 400, and keeps nothing of it', async () => {
      await made('a.txt', { external_file_id: 'crm-7' });
      const [status, sentence] = await refusal(create('b.txt', { external_file_id: 'crm-7' }));
      assert.equal(status, 400);
      assert.match(String(sentence), /"crm-7" exists already \(duplicate key\)/);
      assert.equal(engine.blobs().length, 1);
      const { body: project } = await engine.post('/local/projects', { name: 'p', workspace_key: 'k' });
      await made('b.txt', { external_file_id: 'crm-7' }, 'b', `?project_id=${project.id}`);
      assert.deepEqual(await names('external_file_id=crm-7'), ['a.txt']);
      // A directory tells its files apart by their unique ids.
      const { body: upload } = await engine.upload(await engine.directory(), 'e.txt', 'e', {
        external_file_id: 'crm-9',
      });
      assert.equal(upload['unique_id'], 'crm-9');
      await made('f.txt', { external_file_id: 'crm-9' });
      await made('c.txt', { external_file_id: '' });
      await made('d.txt', { external_file_id: '' });
    });

    it('refuses what is not a file for a purpose, and keeps nothing of it', async () => {
      const purposes = "'user_data', 'parse', 'extract', 'classify', 'split', 'sheet' or 'agent_app'";
      assert.deepEqual(await refusal(create('a.txt', { purpose: 'fun' })), [
        422,
        [{ loc: ['body', 'purpose'], msg: `Input should be ${purposes}`, type: 'enum' }],
      ]);
      const form = new FormData();
      form.set('file', new File(['x'], 'a.txt'));
      assert.deepEqual(await refusal(engine.postForm(base, form)), [
        422,
        [{ loc: ['body', 'purpose'], msg: 'Field required', type: 'missing' }],
      ]);
      assert.deepEqual(await refusal(create('a.txt', {}, '')), [400, 'Uploaded file is empty.']);
      assert.equal((await create('a.txt', {}, 'x'.repeat(1001))).status, 413);
      assert.deepEqual(await refusal(create('x'.repeat(3001), {}, 'x')), [
        400,
        'The file name is longer than 3000 characters.',
      ]);
      assert.equal((await create('a.txt', {}, 'x', '?project_id=none')).status, 404);
      assert.deepEqual([engine.blobs(), readdirSync(join(engine.dataDir, 'tmp'))], [[], []]);
    });
  });

  describe('listing', () => {
    it('comes newest first, with every filter, and has files of directories too', async () => {
      const a = await made('a.txt', { external_file_id: 'x' });
      const b = await made('b.txt');
      const { body: inDirectory } = await engine.upload(await engine.directory(), 'c.txt');
      assert.deepEqual(await names(), ['c.txt', 'b.txt', 'a.txt']);
      assert.deepEqual(await names(`file_ids=${a.id}&file_ids=${b.id}`), ['b.txt', 'a.txt']);
      assert.deepEqual(await names(`file_ids=${a.id},${inDirectory['file_id']},none`), ['c.txt', 'a.txt']);
      assert.deepEqual(await names('file_name=b.txt'), ['b.txt']);
      assert.deepEqual(await names('file_name=b'), []);
      assert.deepEqual(await names('external_file_id=x'), ['a.txt']);
      assert.deepEqual(await names('file_ids=&file_name=&external_file_id=&order_by=&expand='), [
        'c.txt',
        'b.txt',
        'a.txt',
      ]);
      const { body: project } = await engine.post('/local/projects', { name: 'p', workspace_key: 'k' });
      assert.deepEqual(await names(`project_id=${project.id}`), []);
    });

    it('has pages of 50, of 1,000 at most', async () => {
      for (let i = 0; i < 51; i++) await made(`${i}`);
      const first = (await engine.get(`${base}?include_total=true`)).body;
      assert.deepEqual([first.items.length, first['total_size']], [50, 51]);
      assert.deepEqual(await names(`page_token=${first.next_page_token}`), ['0']);
      assert.equal((await names('page_size=1000')).length, 51);
      assert.equal((await engine.get(`${base}?page_size=1001`)).status, 422);
    });

    it('gives download URLs where asked for', async () => {
      const { id } = await made('a.txt');
      const [listed] = (await engine.get(`${base}?expand=download_url`)).body.items;
      const one = await engine.get(`${base}/${id}?expand=download_url`);
      assert.deepEqual(listed, one.body);
      assert.equal(presignedUrl.parse(one.body['download_url']).expires_at, '2026-01-01T01:00:00.000Z');
    });
  });

  describe('ordering', () => {
    /** All names over pages of one, so that each page begins where the last ended. */
    const walk = async (order: string) => {
      const found: unknown[] = [];
      for (let token: string | null = ''; token !== null; ) {
        const url = `${base}?page_size=1&order_by=${encodeURIComponent(order)}&page_token=${token}`;
        const { body } = await engine.get(url);
        found.push(...body.items.map(item => item['name']));
        token = body.next_page_token;
      }
      return found.join(' ');
    };
    beforeEach(async () => {
      for (const name of ['b', 'c', 'a']) await made(name);
      clock.advance(1000);
      for (const name of ['c', 'd']) await made(name);
    });

    it('is by one field or several, up or down, across pages', async () => {
      assert.equal(await walk(''), 'd c a c b');
      assert.equal(await walk('name'), 'a b c c d');
      assert.equal(await walk('name desc'), 'd c c b a');
      assert.equal(await walk('created_at'), 'd c a c b');
      assert.equal(await walk('created_at asc'), 'a c b d c');
      assert.equal(await walk('created_at asc, name desc'), 'c b a d c');
      assert.equal(await walk('last_modified_at DESC,name ASC'), 'c d a b c');
      assert.equal((await walk('id')).length, 9);
      // Only the first time counts, however often: a database sorts by so many columns at most.
      assert.equal(
        await walk(`created_at asc,${'name desc,name,last_modified_at,'.repeat(50)}id`),
        'c b a d c',
      );
    });

    it('goes on where it was after the last row of a page was deleted', async () => {
      const first = (await engine.get(`${base}?page_size=2&order_by=name`)).body;
      await engine.delete(`${base}/${first.items[1]?.id}`);
      assert.deepEqual(await names(`order_by=name&page_token=${first.next_page_token}`), ['c', 'c', 'd']);
    });

    it('refuses other fields, and a token of another order', async () => {
      for (const order of ['size', 'name up', 'name,', 'constructor', 'name desc asc']) {
        const [status, issues] = await refusal(engine.get(`${base}?order_by=${encodeURIComponent(order)}`));
        assert.equal(status, 422, order);
        assert.deepEqual((issues as { loc: unknown }[])[0]?.loc, ['query', 'order_by']);
      }
      const first = (await engine.get(`${base}?page_size=2&order_by=name`)).body;
      const other = engine.get(`${base}?page_token=${first.next_page_token}`);
      assert.deepEqual(await refusal(other), [
        400,
        'The page token is not valid. Start again from the first page.',
      ]);
    });
  });

  it('answers the deprecated query', async () => {
    const a = await made('a.txt', { external_file_id: 'x' });
    const b = await made('b.txt');
    const query = async (body: object) => {
      const answer = await engine.post(`${base}/query`, body);
      assert.equal(answer.status, 200);
      return answer.body;
    };
    const found = async (filter: object) => (await query({ filter })).items.map(item => item['name']);
    assert.deepEqual(await found({}), ['b.txt', 'a.txt']);
    assert.deepEqual(await found({ file_ids: [a.id], project_id: a.project_id }), ['a.txt']);
    assert.deepEqual(await found({ file_name: 'b.txt', only_manually_uploaded: true }), ['b.txt']);
    assert.deepEqual(await found({ external_file_id: 'x', file_ids: null }), ['a.txt']);
    assert.deepEqual(await found({ data_source_id: 'any' }), []);
    const first = await query({ page_size: 1, order_by: 'name' });
    assert.equal(first.items[0]?.id, a.id);
    const second = await query({ page_size: 5000, order_by: 'name', page_token: first.next_page_token });
    assert.deepEqual([second.items[0]?.id, second.next_page_token], [b.id, null]);
    assert.deepEqual(
      (await query({ filter: null, page_size: null, page_token: null, order_by: null })).items.length,
      2,
    );
    for (const wrong of [{ page_size: 0 }, { order_by: 'x' }, { filter: { file_ids: 'a' } }, []]) {
      assert.equal((await engine.post(`${base}/query`, wrong)).status, 422, JSON.stringify(wrong));
    }
    assert.equal((await engine.post(`${base}/query`, { filter: { project_id: 'none' } })).status, 404);
  });

  it('gives a URL to the content that lives as long as asked, a week at most', async () => {
    const { id } = await made('a.txt');
    const life = async (query: string) => {
      const { status, body } = await engine.get(`${base}/${id}/content?${query}`);
      assert.equal(status, 200);
      return (Date.parse(presignedUrl.parse(body).expires_at) - clock.now()) / 1000;
    };
    assert.equal(await life(''), 3600);
    assert.equal(await life('expires_at_seconds='), 3600);
    assert.equal(await life('expires_at_seconds=60'), 60);
    assert.equal(await life('expires_at_seconds=99999999'), 7 * 24 * 3600);
    for (const wrong of ['0', '-1', 'soon', '1.5']) {
      assert.equal((await engine.get(`${base}/${id}/content?expires_at_seconds=${wrong}`)).status, 422);
    }
    assert.deepEqual(await refusal(engine.get(`${base}/none/content`)), [404, 'File not found']);
  });

  describe('deleting', () => {
    it('removes the file, its bytes, and what refers to it in directories', async () => {
      const file = await made('a.txt');
      const directory = await engine.directory();
      const files = `/api/v1/beta/directories/${directory}/files`;
      const { body: added } = await engine.post(files, { file_id: file.id });
      assert.deepEqual(await engine.delete(`${base}/${file.id}`), { status: 204, body: null });
      assert.deepEqual(await refusal(engine.get(`${base}/${file.id}`)), [404, 'File not found']);
      assert.deepEqual(await refusal(engine.delete(`${base}/${file.id}`)), [404, 'File not found']);
      assert.equal((await engine.get(`${files}/${added.id}`)).status, 404);
      const [gone] = (await engine.get(`${files}?include_deleted=true`)).body.items;
      assert.ok(gone?.['deleted_at']);
      assert.equal(engine.blobs().length, 0);
    });

    it('leaves the file alone when only a directory lets go of it', async () => {
      const file = await made('a.txt');
      const directory = await engine.directory();
      const { body: added } = await engine.post(`/api/v1/beta/directories/${directory}/files`, {
        file_id: file.id,
      });
      await engine.delete(`/api/v1/beta/directories/${directory}/files/${added.id}`);
      await engine.delete(`/api/v1/beta/directories/${directory}`);
      assert.equal((await engine.get(`${base}/${file.id}`)).status, 200);
      assert.equal(engine.blobs().length, 1);
    });

    it('leaves the bytes to a job that has not ended', async () => {
      engine.pool.held = true;
      const file = await made('a.txt');
      const directory = await engine.directory();
      await engine.post(`/api/v1/beta/directories/${directory}/files`, { file_id: file.id });
      const batch = await engine.batchOver(directory);
      await eventually(() => engine.pool.waitingCount === 1);
      await engine.delete(`${base}/${file.id}`);
      assert.equal(engine.blobs().length, 1);
      engine.pool.release();
      await engine.until(batch.id, 'COMPLETED');
      const [parse] = await engine.parses(batch.id);
      assert.equal(parse?.job.status, 'COMPLETED');
    });

    it('knows no file of another project', async () => {
      const file = await made('a.txt');
      const { body: project } = await engine.post('/local/projects', { name: 'p', workspace_key: 'k' });
      for (const answer of [
        engine.get(`${base}/${file.id}?project_id=${project.id}`),
        engine.get(`${base}/${file.id}/content?project_id=${project.id}`),
        engine.delete(`${base}/${file.id}?project_id=${project.id}`),
      ]) {
        assert.deepEqual(await refusal(answer), [404, 'File not found']);
      }
      assert.deepEqual(await names(), ['a.txt']);
    });
  });
});
