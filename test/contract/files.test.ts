import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';
import { until } from './harness/until';
import { samplePath } from './sample';

const sheet = samplePath({ path: 'finance/budget 2026.xlsx' });

describe('files', () => {
  const server = useServer();
  const files = () => server.sdk.files;
  const text = (name: string) => new File([name], name);

  it('takes an upload for a purpose', async () => {
    const file = await files().create({
      file: createReadStream(sheet),
      purpose: 'parse',
      external_file_id: 'ext-budget',
    });
    const { name, purpose, external_file_id, file_type, download_url } = file;
    assert.deepEqual(
      { name, purpose, external_file_id, file_type, download_url },
      {
        name: 'budget 2026.xlsx',
        purpose: 'parse',
        external_file_id: 'ext-budget',
        file_type: 'xlsx',
        download_url: null,
      },
    );
    assert.deepEqual(await files().retrieve(file.id), file);
    const expanded = await files().retrieve(file.id, { expand: ['download_url'] });
    assert.ok(expanded.download_url);
    assert.deepEqual(
      Buffer.from(await (await fetch(expanded.download_url.url)).arrayBuffer()),
      await readFile(sheet),
    );
  });

  it('takes the file before the purpose too', async () => {
    const form = new FormData();
    form.append('file', text('a.txt'));
    form.append('purpose', 'user_data');
    assert.equal((await server.request('POST', '/api/v1/beta/files', { form })).status, 201);
  });

  it('refuses a form without what it needs', async () => {
    await refused(server, 400, 'Uploaded file is empty.', () =>
      files().create({ file: new File([], 'a.txt'), purpose: 'parse' }),
    );
    const form = new FormData();
    form.append('file', text('a.txt'));
    const { status, body } = await server.request('POST', '/api/v1/beta/files', { form });
    assert.equal(status, 422);
    assert.match(JSON.stringify(body), /"loc":\["body","purpose"\]/);
  });

  it('lists them newest first, in pages of one', async () => {
    const ids: string[] = [];
    for (const name of ['1.txt', '2.txt'])
      ids.unshift((await files().create({ file: text(name), purpose: 'parse' })).id);
    const listed = await collect(files().list({ page_size: 1 }));
    assert.deepEqual(
      listed.slice(0, 2).map(file => file.id),
      ids,
    );
    assert.equal(new Set(listed.map(file => file.id)).size, listed.length);
  });

  it('lists by id, name and external id, in a chosen order', async () => {
    const b = await files().create({ file: text('b.md'), purpose: 'parse', external_file_id: 'ext-b' });
    const a = await files().create({ file: text('a.md'), purpose: 'extract' });
    const ids = async (query: object) => (await collect(files().list(query))).map(file => file.id);
    const both = { file_ids: [a.id, b.id] };
    assert.deepEqual((await ids(both)).sort(), [a.id, b.id].sort());
    assert.deepEqual(await ids({ file_ids: [b.id] }), [b.id]);
    assert.deepEqual(await ids({ file_name: 'a.md' }), [a.id]);
    assert.deepEqual(await ids({ file_name: 'a' }), []);
    assert.deepEqual(await ids({ external_file_id: 'ext-b' }), [b.id]);
    assert.deepEqual(await ids({ ...both, order_by: 'name' }), [a.id, b.id]);
    assert.deepEqual(await ids({ ...both, order_by: 'name desc' }), [b.id, a.id]);
    assert.deepEqual(await ids({ ...both, order_by: 'name desc', page_size: 1 }), [b.id, a.id]);
    const [expanded] = await collect(files().list({ file_ids: [a.id], expand: ['download_url'] }));
    assert.ok(expanded?.download_url);
    assert.equal(await (await fetch(expanded.download_url.url)).text(), 'a.md');
  });

  it('answers the older query route', async () => {
    const file = await files().create({ file: text('q.md'), purpose: 'parse', external_file_id: 'ext-q' });
    for (const filter of [{ file_name: 'q.md' }, { file_ids: [file.id] }, { external_file_id: 'ext-q' }]) {
      const { items } = await files().query({ filter, page_size: 5 });
      assert.deepEqual(
        items.map(one => one.id),
        [file.id],
        JSON.stringify(filter),
      );
    }
    assert.equal((await files().query({ filter: { file_name: 'none' } })).items.length, 0);
    const first = await files().query({ page_size: 1 });
    const page_token = first.next_page_token ?? null;
    const second = await files().query({ page_size: 1, page_token });
    assert.notEqual(second.items[0]?.id, first.items[0]?.id);
  });

  it('gives a URL of the content, which ends when asked', async () => {
    const { id } = await files().create({ file: text('c.txt'), purpose: 'parse' });
    const { url } = await files().content(id, { expires_at_seconds: 60 });
    assert.equal(await (await fetch(url)).text(), 'c.txt');
    const forged = new URL(url);
    forged.pathname = forged.pathname.replace(id, 'dfl-other');
    assert.equal((await fetch(forged)).status, 403);
    const brief = await files().content(id, { expires_at_seconds: 1 });
    assert.ok(Math.abs(Date.parse(brief.expires_at) - Date.now() - 500) < 2_000);
    await until(async () => (await fetch(brief.url)).status === 403);
  });

  it('deletes one, and the URL with it', async () => {
    const { id } = await files().create({ file: text('d.txt'), purpose: 'parse' });
    const { url } = await files().content(id);
    assert.equal(await files().delete(id), null);
    assert.equal((await fetch(url)).status, 404);
    await refused(server, 404, 'File not found', () => files().retrieve(id));
    await refused(server, 404, 'File not found', () => files().content(id));
    await refused(server, 404, 'File not found', () => files().delete(id));
    assert.deepEqual(await collect(files().list({ file_ids: [id] })), []);
  });

  it('422: a page size that no page has', async () => {
    for (const page_size of [0, 1001]) {
      await refused(server, 422, /"loc":\["query","page_size"\]/, () => files().list({ page_size }));
    }
  });
});
