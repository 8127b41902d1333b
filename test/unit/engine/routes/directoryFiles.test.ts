import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { directoryFile } from '../../../../src/protocol/directoryFiles';
import { FakeClock } from '../fakes';
import { eventually, refusal, TestEngine } from '../testEngine';

const unknownId = 'dir-00000000-0000-0000-0000-000000000000';
const of = (directory: string, file = '') =>
  `/api/v1/beta/directories/${directory}/files${file && `/${file}`}`;

describe('the directory file routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let id: string;
  beforeEach(async () => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, maxFileBytes: 1000 });
    engine.engine.start();
    id = await engine.directory();
  });
  afterEach(() => engine.dispose());

  const put = async (name: string, content = name, fields: Record<string, string> = {}) =>
    directoryFile.parse((await engine.upload(id, name, content, fields)).body);
  const uniqueIds = async (query = '', directory = id) =>
    (await engine.get(`${of(directory)}?${query}`)).body.items.map(item => item['unique_id']);

  describe('uploading', () => {
    it('takes a form whatever the order of its parts, with a UTF-8 name', async () => {
      const form = new FormData();
      form.set('unique_id', 'sub/naïve file (1).PDF');
      form.set('upload_file', new File(['x'], 'naïve file (1).PDF', { type: 'text/plain' }));
      form.set('metadata', '{"rel":"sub","n":1,"list":["a"]}');
      const { status, body } = await engine.postForm(`${of(id)}/upload`, form);
      assert.equal(status, 201);
      const file = directoryFile.parse(body);
      assert.deepEqual(
        [file.unique_id, file.display_name, file.metadata],
        ['sub/naïve file (1).PDF', 'naïve file (1).PDF', { rel: 'sub', n: 1, list: ['a'] }],
      );
      assert.deepEqual((await engine.get(of(id, file.id))).body, body);
    });

    it('names a file by its external id, which the stored file keeps', async () => {
      const file = await put('a.txt', 'a', { external_file_id: 'crm-7' });
      assert.deepEqual([file.unique_id, file.display_name], ['crm-7', 'a.txt']);
      const stored = await engine.get(`/api/v1/beta/files/${file.file_id}`);
      assert.equal(stored.body['external_file_id'], 'crm-7');
      const both = await put('b.txt', 'b', { external_file_id: 'crm-8', unique_id: 'u' });
      assert.equal(both.unique_id, 'u');
    });

    it('answers bad forms with the API’s own sentences, and keeps nothing of them', async () => {
      const url = `${of(id)}/upload`;
      const other = new FormData();
      other.set('file', new File(['x'], 'x.txt'));
      const nameless = new FormData();
      nameless.set('upload_file', 'x');
      assert.deepEqual(await refusal(engine.upload(id, 'a.txt', '')), [400, 'Uploaded file is empty.']);
      const required = 'file field is required for multipart requests.';
      assert.deepEqual(await refusal(engine.postForm(url, other)), [400, required]);
      assert.deepEqual(await refusal(engine.postForm(url, nameless)), [400, 'File must have a filename.']);
      assert.deepEqual(await refusal(engine.post(url, { a: 1 })), [400, required]);
      const limit = 'File size exceeds 0.00095367431640625MB limit.';
      assert.deepEqual(await refusal(engine.upload(id, 'a.txt', 'x'.repeat(1001))), [413, limit]);
      assert.equal((await engine.upload(id, 'a.txt', 'x'.repeat(1000))).status, 201);
      assert.deepEqual(await refusal(engine.upload(id, 'b.txt', 'x', { metadata: '[1]' })), [
        422,
        [{ loc: ['body', 'metadata'], msg: 'Input should be a valid dictionary', type: 'dict_type' }],
      ]);
      assert.deepEqual(await refusal(engine.upload(id, 'b.txt', 'x', { metadata: 'no' })), [
        422,
        [{ loc: ['body', 'metadata'], msg: 'Input should be a JSON object', type: 'json_invalid' }],
      ]);
      assert.equal((await engine.upload(unknownId, 'b.txt')).status, 404);
      assert.deepEqual(readdirSync(join(engine.dataDir, 'tmp')), []);
      assert.equal(engine.blobs().length, 1);
    });
  });

  describe('adding a stored file', () => {
    const add = (body: object) => engine.post(of(id), body);

    it('refers to that file, and names the place by its external id, else its name', async () => {
      const { file_id } = await put('a.txt', 'x', { external_file_id: 'crm-7' });
      const other = await engine.directory();
      const added = await engine.post(of(other), { file_id });
      assert.equal(added.status, 201);
      assert.deepEqual(
        [added.body['file_id'], added.body['unique_id'], added.body['display_name'], added.body['metadata']],
        [file_id, 'crm-7', 'a.txt', {}],
      );
      const named = await engine.post(of(other), {
        ...{ file_id, unique_id: 'u', display_name: 'd', metadata: { n: 1.5, t: true, l: ['x'], z: null } },
      });
      assert.deepEqual(
        [named.body['unique_id'], named.body['display_name'], named.body['metadata']],
        ['u', 'd', { n: 1.5, t: true, l: ['x'], z: null }],
      );
      // Now nothing of the first directory is needed for it.
      await engine.delete(`/api/v1/beta/directories/${id}`);
      assert.equal((await engine.get(`/api/v1/beta/files/${file_id}`)).status, 200);
      assert.equal(engine.blobs().length, 1);
    });

    it('keeps other bytes of the same name apart, and one place for a repeated unique id', async () => {
      await put('a.txt', '1');
      const elsewhere = await engine.directory();
      const { body: second } = await engine.upload(elsewhere, 'a.txt', '2');
      assert.equal((await add({ file_id: second['file_id'] })).body['unique_id'], 'a.txt (2)');
      const replaced = await add({ file_id: second['file_id'], unique_id: 'a.txt' });
      assert.equal(replaced.status, 201);
      assert.deepEqual(await uniqueIds(), ['a.txt (2)', 'a.txt']);
      assert.equal(engine.blobs().length, 1);
    });

    it('refuses a file that is not there or is another project’s, and what the schema refuses', async () => {
      assert.deepEqual(await refusal(add({ file_id: 'none' })), [404, 'File not found']);
      const { body: project } = await engine.post('/local/projects', { name: 'p', workspace_key: 'k' });
      const { body: foreign } = await engine.post(`/api/v1/beta/directories?project_id=${project.id}`, {
        name: 'n',
      });
      const { body: file } = await engine.upload(foreign.id, 'a.txt');
      assert.deepEqual(await refusal(add({ file_id: file['file_id'] })), [404, 'File not found']);
      assert.equal((await add({})).status, 422);
      assert.equal((await add({ file_id: 'x', unique_id: '' })).status, 422);
      assert.equal((await add({ file_id: 'x', metadata: { a: {} } })).status, 422);
      assert.equal((await engine.post(of(unknownId), { file_id: 'x' })).status, 404);
    });
  });

  describe('listing', () => {
    it('has every filter', async () => {
      const a = await put('Annual Report.pdf', '1', { unique_id: 'x/1' });
      clock.advance(3_600_000);
      const b = await put('invoice.pdf', '2', { unique_id: 'x/2' });
      clock.advance(3_600_000);
      await put('Überstraße.pdf', '3', { unique_id: 'x/3' });
      assert.deepEqual(await uniqueIds(), ['x/3', 'x/2', 'x/1']);
      assert.deepEqual(await uniqueIds('display_name=invoice.pdf'), ['x/2']);
      assert.deepEqual(await uniqueIds('display_name=invoice'), []);
      assert.deepEqual(await uniqueIds('display_name_contains=REPORT'), ['x/1']);
      assert.deepEqual(await uniqueIds('display_name_contains=%25'), []);
      assert.deepEqual(await uniqueIds(`display_name_contains=${encodeURIComponent('über')}`), ['x/3']);
      assert.deepEqual(await uniqueIds('unique_id=x/2'), ['x/2']);
      assert.deepEqual(await uniqueIds(`file_id=${a.file_id}`), ['x/1']);
      assert.deepEqual(await uniqueIds('updated_at_on_or_after=2026-01-01T01:00:00Z'), ['x/3', 'x/2']);
      assert.deepEqual(await uniqueIds('updated_at_on_or_before=2026-01-01T01:00:00Z'), ['x/2', 'x/1']);
      assert.deepEqual(await uniqueIds('display_name=&unique_id=&updated_at_on_or_after='), [
        'x/3',
        'x/2',
        'x/1',
      ]);
      const counted = await engine.get(`${of(id)}?page_size=1&include_total=true`);
      assert.deepEqual([counted.body.items.length, counted.body['total_size']], [1, 3]);
      await engine.delete(of(id, b.id));
      assert.deepEqual(await uniqueIds(), ['x/3', 'x/1']);
      const all = await engine.get(`${of(id)}?include_deleted=true&expand=download_url`);
      assert.deepEqual(
        all.body.items.map(item => [
          item['unique_id'],
          item['deleted_at'] !== null,
          item['download_url'] !== null,
        ]),
        [
          ['x/3', false, true],
          ['x/2', true, false],
          ['x/1', false, true],
        ],
      );
      assert.equal((await engine.get(of(unknownId))).status, 404);
    });

    it('gives download URLs where asked for', async () => {
      const file = await put('a.txt', 'hello');
      assert.equal(file.download_url, null);
      assert.equal((await engine.get(of(id, file.id))).body['download_url'], null);
      const [listed] = (await engine.get(`${of(id)}?expand=download_url`)).body.items;
      const read = directoryFile.parse((await engine.get(`${of(id, file.id)}?expand=download_url`)).body);
      assert.deepEqual(listed?.['download_url'], read.download_url);
      const { pathname, search } = new URL(read.download_url?.url ?? '');
      const answer = await engine.engine.app.inject(pathname + search);
      assert.equal(answer.body, 'hello');
      assert.equal((await engine.get(`${of(id)}?expand=everything`)).status, 422);
    });
  });

  describe('changing one', () => {
    const change = (file: string, body: object, directory = id) => engine.patch(of(directory, file), body);

    it('takes names and metadata; what is left out or null stays, null metadata is cleared', async () => {
      const file = await put('a.txt', 'x', { metadata: '{"a":1,"b":2}' });
      clock.advance(1000);
      const named = await change(file.id, { display_name: 'b.txt', unique_id: 'u', metadata: { c: 3 } });
      assert.equal(named.status, 200);
      assert.deepEqual(named.body, {
        ...{ ...file, display_name: 'b.txt', unique_id: 'u', metadata: { c: 3 } },
        updated_at: '2026-01-01T00:00:01.000Z',
      });
      assert.deepEqual((await engine.get(of(id, file.id))).body, named.body);
      const same = await change(file.id, { display_name: null, unique_id: null, target_directory_id: null });
      assert.deepEqual(same.body, named.body);
      assert.deepEqual((await change(file.id, { metadata: null })).body['metadata'], {});
      assert.equal((await change(file.id, { unique_id: 'u' })).status, 200, 'its own');
    });

    it('moves it, under its id, by the new field name and the old', async () => {
      const file = await put('a.txt');
      const other = await engine.directory();
      const moved = await change(file.id, { target_directory_id: other });
      assert.deepEqual([moved.body.id, moved.body['directory_id']], [file.id, other]);
      assert.equal((await engine.get(of(id, file.id))).status, 404);
      assert.deepEqual([await uniqueIds(), await uniqueIds('', other)], [[], ['a.txt']]);
      const back = await change(file.id, { directory_id: id, unique_id: 'back' }, other);
      assert.deepEqual([back.body['directory_id'], back.body['unique_id']], [id, 'back']);
    });

    it('refuses a unique id that is taken, here or where it goes, with 400', async () => {
      const file = await put('a.txt');
      await put('b.txt');
      const other = await engine.directory();
      await engine.upload(other, 'a.txt', 'other');
      const taken = (name: string) => [
        400,
        `Another file of the directory has the unique_id "${name}". Choose another one.`,
      ];
      assert.deepEqual(await refusal(change(file.id, { unique_id: 'b.txt' })), taken('b.txt'));
      assert.deepEqual(await refusal(change(file.id, { target_directory_id: other })), taken('a.txt'));
      assert.deepEqual(await uniqueIds(), ['b.txt', 'a.txt']);
      const free = await change(file.id, { target_directory_id: other, unique_id: 'free' });
      assert.equal(free.status, 200);
    });

    it('refuses a directory that is not there, deleted, or another project’s', async () => {
      const file = await put('a.txt');
      const gone = await engine.directory();
      await engine.delete(`/api/v1/beta/directories/${gone}`);
      const { body: project } = await engine.post('/local/projects', { name: 'p', workspace_key: 'k' });
      const { body: foreign } = await engine.post(`/api/v1/beta/directories?project_id=${project.id}`, {
        name: 'n',
      });
      for (const target_directory_id of [unknownId, gone, foreign.id]) {
        assert.deepEqual(await refusal(change(file.id, { target_directory_id })), [
          404,
          'Target directory not found',
        ]);
      }
      assert.equal((await change(file.id, { display_name: '' })).status, 422);
      assert.equal((await change(file.id, { name: 'x' })).body['display_name'], 'a.txt');
      assert.equal((await change('dfl-none', { unique_id: 'x' })).status, 404);
    });

    it('survives a restart', async () => {
      const file = await put('a.txt');
      const other = await engine.directory();
      const { body } = await change(file.id, { target_directory_id: other, metadata: { a: 'b' } });
      await engine.reopen();
      assert.deepEqual((await engine.get(of(other, file.id))).body, body);
    });
  });

  describe('deleting', () => {
    it('removes one with its bytes', async () => {
      const file = await put('a.txt');
      assert.deepEqual(await engine.delete(of(id, file.id)), { status: 204, body: null });
      assert.equal((await engine.get(of(id, file.id))).status, 404);
      assert.equal((await engine.delete(of(id, file.id))).status, 404);
      assert.equal(engine.blobs().length, 0);
      assert.equal((await put('a.txt')).unique_id, 'a.txt', 'its unique id is free again');
    });

    it('leaves the bytes to a job that has not ended', async () => {
      engine.pool.held = true;
      const file = await put('a.txt');
      const batch = await engine.batchOver(id);
      await eventually(() => engine.pool.waitingCount === 1);
      await engine.delete(of(id, file.id));
      assert.equal(engine.blobs().length, 1);
      engine.pool.release();
      await engine.until(batch.id, 'COMPLETED');
      assert.equal((await engine.parses(batch.id))[0]?.job.status, 'COMPLETED');
    });

    it('removes many, all or none', async () => {
      const files = [await put('1'), await put('2'), await put('3')];
      const [one = '', two = '', three = ''] = files.map(file => file.id);
      const other = await engine.directory();
      const { body: foreign } = await engine.upload(other, '4');
      const bulk = (ids: unknown) => engine.post(`${of(id)}/bulk-delete`, { directory_file_ids: ids });
      for (const ids of [
        [one, foreign.id],
        [one, 'dfl-none'],
      ]) {
        assert.deepEqual(await refusal(bulk(ids)), [404, 'Directory file not found']);
      }
      assert.equal((await uniqueIds()).length, 3);
      assert.deepEqual(await bulk([one, two, one]), { status: 204, body: null });
      assert.deepEqual(await uniqueIds(), ['3']);
      assert.equal((await bulk([])).status, 422);
      assert.equal((await bulk(Array(101).fill(three))).status, 422);
      assert.equal((await bulk(Array(100).fill(three))).status, 204);
      assert.equal((await bulk(three)).status, 422);
      assert.equal(engine.blobs().length, 1);
    });
  });
});
