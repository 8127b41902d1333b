import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { toFile } from '@llamaindex/llama-cloud';
import type { FileUploadResponse } from '@llamaindex/llama-cloud/resources/beta/directories/files';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';
import { samplePath } from './sample';

const report = samplePath({ path: 'Annual Report 2025.pdf' });
const nothing = 'dfl-none';

describe('directory files', () => {
  const server = useServer();
  const files = () => server.sdk.beta.directories.files;
  const newDirectory = async () => (await server.sdk.beta.directories.create({ name: 'files' })).id;
  const text = (name: string, content = name) => new File([content], name, { type: 'application/pdf' });
  let directory_id: string;
  const put = (name: string, fields: object = {}) =>
    files().upload(directory_id, { upload_file: text(name), ...fields });
  const path = (rest: string) => `/api/v1/beta/directories/${directory_id}/files${rest}`;

  beforeEach(async () => {
    directory_id = await newDirectory();
  });

  describe('uploads', () => {
    it('takes a stream from disk with all fields', async () => {
      const made = await files().upload(directory_id, {
        upload_file: createReadStream(report),
        display_name: 'Report',
        unique_id: 'board/Annual Report 2025.pdf',
        external_file_id: 'ext-1',
        metadata: '{"year":2025,"final":true,"tags":["a","b"],"note":null,"title":"Übersicht"}',
      });
      assert.match(made.id, /^dfl-/);
      const { display_name, unique_id, metadata, deleted_at, download_url } = made;
      assert.deepEqual(
        [made.directory_id, display_name, unique_id],
        [directory_id, 'Report', 'board/Annual Report 2025.pdf'],
      );
      assert.deepEqual(metadata, {
        year: 2025,
        final: true,
        tags: ['a', 'b'],
        note: null,
        title: 'Übersicht',
      });
      assert.deepEqual([deleted_at, download_url], [null, null]);
      assert.deepEqual(await files().get(made.id, { directory_id }), made);
    });

    it('names a file that says nothing about itself', async () => {
      const made = await put('naïve file (1).pdf');
      assert.equal(made.display_name, 'naïve file (1).pdf');
      assert.equal(made.unique_id, 'naïve file (1).pdf');
      assert.deepEqual(made.metadata, {});
      assert.equal((await put('b.pdf', { external_file_id: 'ext-2' })).unique_id, 'ext-2');
    });

    it('takes a buffer whose type nobody knows', async () => {
      const upload_file = await toFile(await readFile(report), 'Jahresbericht März.pdf');
      const made = await files().upload(directory_id, { upload_file });
      assert.equal(made.display_name, 'Jahresbericht März.pdf');
    });

    it('takes the parts in any order', async () => {
      const form = new FormData();
      form.append('upload_file', text('a.txt'));
      form.append('metadata', '{"late":"yes"}');
      form.append('unique_id', 'late/a.txt');
      const { status, body } = await server.request('POST', path('/upload'), { form });
      assert.equal(status, 201);
      const { unique_id, metadata } = body as FileUploadResponse;
      assert.deepEqual([unique_id, metadata], ['late/a.txt', { late: 'yes' }]);
    });

    it('replaces what has the same unique_id', async () => {
      await put('a.txt', { unique_id: 'a' });
      const second = await put('b.txt', { unique_id: 'a' });
      const [only, ...others] = await collect(files().list(directory_id));
      assert.deepEqual([only?.id, only?.display_name, others], [second.id, 'b.txt', []]);
    });

    it('400: a form without what it needs', async () => {
      await refused(server, 400, 'Uploaded file is empty.', () =>
        files().upload(directory_id, { upload_file: new File([], 'a.txt') }),
      );
      const send = async (form: FormData) => {
        const { status, body } = await server.request('POST', path('/upload'), { form });
        return [status, (body as { detail: string }).detail];
      };
      const other = new FormData();
      other.append('unique_id', 'a');
      assert.deepEqual(await send(other), [400, 'file field is required for multipart requests.']);
      const nameless = new FormData();
      nameless.append('upload_file', new File(['a'], ''));
      assert.deepEqual(await send(nameless), [400, 'File must have a filename.']);
      assert.deepEqual(await collect(files().list(directory_id)), []);
    });

    it('refuses metadata that is none', async () => {
      for (const metadata of ['no json', '[]', '{"a":{"b":1}}', '{"a":[1]}']) {
        const error = await put('a.txt', { metadata }).catch((e: unknown) => e as { status: number });
        assert.ok([400, 422].includes(Number('status' in error && error.status)), metadata);
      }
    });

    it('404: no such directory', () =>
      refused(server, 404, 'Directory not found', () =>
        files().upload('dir-none', { upload_file: text('a.txt') }),
      ));
  });

  describe('a file that is there already', () => {
    it('is added by its id', async () => {
      const { id: file_id } = await server.sdk.files.create({ file: text('a.txt'), purpose: 'parse' });
      const made = await files().add(directory_id, { file_id });
      assert.deepEqual(
        [made.file_id, made.display_name, made.unique_id, made.metadata],
        [file_id, 'a.txt', 'a.txt', {}],
      );
      const named = await files().add(directory_id, {
        file_id,
        display_name: 'b.txt',
        unique_id: 'b',
        metadata: { tags: ['x'] },
      });
      assert.deepEqual(
        [named.display_name, named.unique_id, named.metadata],
        ['b.txt', 'b', { tags: ['x'] }],
      );
    });

    it('404: there is none', () =>
      refused(server, 404, 'File not found', () => files().add(directory_id, { file_id: 'dfl-none' })));
  });

  describe('lists', () => {
    it('shows the newest first, in pages of one', async () => {
      const ids: string[] = [];
      for (const name of ['a.txt', 'b.txt', 'c.txt']) ids.unshift((await put(name)).id);
      const lines = await server.linesOf(async () => {
        assert.deepEqual(
          (await collect(files().list(directory_id, { page_size: 1 }))).map(f => f.id),
          ids,
        );
      });
      assert.ok(lines.length === 3 || lines.length === 4, `${lines.length} requests`);
      assert.match(lines[1] ?? '', /\?page_size=1&page_token=/);
    });

    it('filters by every field', async () => {
      const a = await put('Tide table.txt', { unique_id: 'coast/tide' });
      const b = await put('Table of gauges.txt', { unique_id: 'river/gauges' });
      const names = async (query: object) =>
        (await collect(files().list(directory_id, query))).map(file => file.unique_id);
      assert.deepEqual(await names({ display_name: 'Tide table.txt' }), [a.unique_id]);
      assert.deepEqual(await names({ display_name: 'Tide' }), []);
      assert.deepEqual(await names({ display_name_contains: 'table.' }), [a.unique_id]);
      assert.deepEqual(await names({ display_name_contains: 'of g' }), [b.unique_id]);
      assert.deepEqual(await names({ display_name_contains: '%' }), []);
      assert.deepEqual(await names({ unique_id: 'river/gauges' }), [b.unique_id]);
      assert.deepEqual(await names({ file_id: a.file_id }), [a.unique_id]);
      assert.deepEqual(await names({ unique_id: null, display_name: null }), [b.unique_id, a.unique_id]);
    });

    it('filters by the time of the last change', async () => {
      const made = await put('a.txt');
      const at = Date.parse(made.updated_at ?? '');
      const iso = (offsetMs: number) => new Date(at + offsetMs).toISOString();
      const count = async (query: object) => (await collect(files().list(directory_id, query))).length;
      assert.equal(await count({ updated_at_on_or_after: iso(0), updated_at_on_or_before: iso(0) }), 1);
      assert.equal(await count({ updated_at_on_or_after: iso(1) }), 0);
      assert.equal(await count({ updated_at_on_or_before: iso(-1) }), 0);
      const offset = iso(0).replace('Z', '+00:00');
      assert.equal(await count({ updated_at_on_or_after: offset }), 1);
    });

    it('404: no such directory', () =>
      refused(server, 404, 'Directory not found', () => files().list('dir-none')));
  });

  describe('download URLs', () => {
    it('lead to the bytes without the key', async () => {
      const { id } = await files().upload(directory_id, { upload_file: createReadStream(report) });
      const one = await files().get(id, { directory_id, expand: ['download_url'] });
      const [listed] = await collect(files().list(directory_id, { expand: ['download_url'] }));
      for (const file of [one, listed]) {
        assert.ok(file?.download_url);
        assert.ok(Date.parse(file.download_url.expires_at) > Date.now());
        assert.equal(new URL(file.download_url.url).origin, server.url);
        const response = await fetch(file.download_url.url);
        assert.equal(response.status, 200);
        assert.deepEqual(Buffer.from(await response.arrayBuffer()), await readFile(report));
      }
    });
  });

  describe('changes', () => {
    it('renames, and replaces the metadata', async () => {
      const made = await put('a.txt', { metadata: '{"a":1,"b":2}' });
      const changed = await files().update(made.id, {
        directory_id,
        display_name: 'b.txt',
        unique_id: 'folder/b.txt',
        metadata: { c: ['d'] },
      });
      assert.deepEqual(
        { ...changed, updated_at: made.updated_at },
        { ...made, display_name: 'b.txt', unique_id: 'folder/b.txt', metadata: { c: ['d'] } },
      );
      const same = await files().update(made.id, { directory_id, display_name: null });
      assert.deepEqual([same.display_name, same.metadata], ['b.txt', { c: ['d'] }]);
    });

    it('moves to another directory', async () => {
      const made = await put('a.txt');
      const target_directory_id = await newDirectory();
      const moved = await files().update(made.id, { directory_id, target_directory_id });
      assert.equal(moved.directory_id, target_directory_id);
      assert.deepEqual(await collect(files().list(directory_id)), []);
      const [there] = await collect(files().list(target_directory_id));
      assert.equal(there?.file_id, made.file_id);
      await refused(server, 404, /directory not found$/i, () =>
        files().update(moved.id, { directory_id: target_directory_id, target_directory_id: 'dir-none' }),
      );
    });

    it('404: no such file, or one of another directory', async () => {
      const made = await put('a.txt');
      const other = await newDirectory();
      for (const ids of [
        [nothing, directory_id],
        [made.id, other],
      ] as const) {
        const params = { directory_id: ids[1] };
        await refused(server, 404, /not found$/, () => files().get(ids[0], params));
        await refused(server, 404, /not found$/, () => files().update(ids[0], params));
        await refused(server, 404, /not found$/, () => files().delete(ids[0], params));
      }
    });
  });

  describe('deletes', () => {
    it('one, which is still shown to whoever asks for deleted ones', async () => {
      const made = await put('a.txt');
      assert.equal(await files().delete(made.id, { directory_id }), null);
      assert.deepEqual(await collect(files().list(directory_id)), []);
      const [shown] = await collect(files().list(directory_id, { include_deleted: true }));
      assert.equal(shown?.id, made.id);
      assert.ok(shown.deleted_at);
      await refused(server, 404, /not found$/, () => files().delete(made.id, { directory_id }));
    });

    it('many at once', async () => {
      const ids = [(await put('a.txt')).id, (await put('b.txt')).id];
      await put('c.txt');
      const json = { directory_file_ids: ids };
      assert.equal((await server.request('POST', path('/bulk-delete'), { json })).status, 204);
      assert.deepEqual(
        (await collect(files().list(directory_id))).map(f => f.display_name),
        ['c.txt'],
      );
    });

    it('none of many where one is of another directory', async () => {
      const made = await put('a.txt');
      const json = { directory_file_ids: [made.id, nothing] };
      const { status } = await server.request('POST', path('/bulk-delete'), { json });
      assert.ok(status === 400 || status === 404, String(status));
      assert.equal((await collect(files().list(directory_id))).length, 1);
    });
  });
});
