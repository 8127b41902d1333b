import assert from 'node:assert/strict';
import { useServer } from './harness/contractServer';
import { collect } from './harness/pages';
import { refused } from './harness/refusals';
import { until } from './harness/until';

describe('directories', () => {
  const server = useServer();
  const directories = () => server.sdk.beta.directories;
  /** The SDK's newest type of the request lacks `expires_at`, which the guides send all the same. */
  const expiring = (name: string, expires_at: string) =>
    directories().create({ name, type: 'ephemeral', expires_at } as { name: string; type: 'ephemeral' });

  it('makes one of type user that never expires', async () => {
    const made = await directories().create({
      name: 'Gauges',
      description: 'Station logs',
      system_metadata: { season: 'spring', stations: [170, 171] },
    });
    assert.match(made.id, /^dir-/);
    const { name, description, type, expires_at, deleted_at, system_metadata } = made;
    assert.deepEqual(
      { name, description, type, expires_at, deleted_at, system_metadata },
      {
        name: 'Gauges',
        description: 'Station logs',
        type: 'user',
        expires_at: null,
        deleted_at: null,
        system_metadata: { season: 'spring', stations: [170, 171] },
      },
    );
    assert.deepEqual(await directories().get(made.id), made);
  });

  it('makes an ephemeral one, which expires when asked', async () => {
    const expires_at = '2099-01-01T12:00:00+01:00';
    const made = await expiring('Short', expires_at);
    assert.equal(made.type, 'ephemeral');
    assert.equal(Date.parse(made.expires_at ?? ''), Date.parse(expires_at));
  });

  it('expires an ephemeral one that names no time', async () => {
    const { expires_at } = await directories().create({ name: 'Short', type: 'ephemeral' });
    assert.ok(Date.parse(expires_at ?? '') > Date.now());
  });

  it('removes what has expired', async () => {
    const { id } = await expiring('Gone soon', new Date(Date.now() + 400).toISOString());
    const upload_file = new File(['a'], 'a.txt');
    const file = await directories().files.upload(id, { upload_file });
    await until(async () => (await server.request('GET', `/api/v1/beta/directories/${id}`)).status === 404);
    await refused(server, 404, 'Directory not found', () => directories().files.list(id));
    assert.ok(file.file_id);
    const { file_id } = file;
    await refused(server, 404, 'File not found', () => server.sdk.files.retrieve(file_id));
  });

  it('refuses an expiry that has passed', () =>
    refused(server, 400, /expires_at/, () => expiring('Late', '2020-01-01T00:00:00Z')));

  it('lists the newest first, in pages of one', async () => {
    const ids: string[] = [];
    for (const name of ['page 1', 'page 2', 'page 3']) ids.unshift((await directories().create({ name })).id);
    const listed = await collect(directories().list({ page_size: 1 }));
    assert.deepEqual(
      listed.slice(0, 3).map(one => one.id),
      ids,
    );
    assert.equal(new Set(listed.map(one => one.id)).size, listed.length);
  });

  it('lists by name and by type', async () => {
    const user = await directories().create({ name: 'by type' });
    const short = await directories().create({ name: 'by type', type: 'ephemeral' });
    const idsOf = async (query: object) =>
      (await collect(directories().list({ name: 'by type', ...query }))).map(one => one.id);
    assert.deepEqual(await idsOf({}), [short.id, user.id]);
    assert.deepEqual(await idsOf({ type: 'ephemeral' }), [short.id]);
    assert.deepEqual(await idsOf({ types: ['user'] }), [user.id]);
    assert.deepEqual(await idsOf({ types: ['user', 'ephemeral'] }), [short.id, user.id]);
    assert.deepEqual(await idsOf({ type: 'index' }), []);
    assert.deepEqual(await idsOf({ name: 'by' }), []);
    assert.deepEqual(await idsOf({ type: null }), [short.id, user.id]);
  });

  it('changes the name and the description, and nothing else', async () => {
    const made = await directories().create({ name: 'Old', description: 'Old', system_metadata: { a: 1 } });
    const renamed = await directories().update(made.id, { name: 'New' });
    assert.deepEqual({ ...renamed, updated_at: made.updated_at }, { ...made, name: 'New' });
    assert.ok(Date.parse(renamed.updated_at ?? '') >= Date.parse(made.updated_at ?? ''));
    assert.equal((await directories().update(made.id, { description: null })).description, null);
    assert.equal((await directories().update(made.id, { name: null })).name, 'New');
    assert.equal((await directories().get(made.id)).name, 'New');
  });

  it('deletes one, which is still shown to whoever asks for deleted ones', async () => {
    const { id } = await directories().create({ name: 'deleted' });
    assert.equal(await directories().delete(id), null);
    assert.deepEqual(await collect(directories().list({ name: 'deleted' })), []);
    const [shown] = await collect(directories().list({ name: 'deleted', include_deleted: true }));
    assert.equal(shown?.id, id);
    assert.ok(Date.parse(shown.deleted_at ?? '') <= Date.now());
    await refused(server, 404, 'Directory not found', () => directories().get(id));
    await refused(server, 404, 'Directory not found', () => directories().delete(id));
    await refused(server, 404, 'Directory not found', () => directories().update(id, { name: 'a' }));
  });

  it('keeps the directories of projects apart', async () => {
    const [project] = await server.sdk.projects.list();
    const { id } = await directories().create({ name: 'mine', project_id: project?.id ?? null });
    assert.equal((await directories().get(id, { project_id: project?.id ?? null })).id, id);
    const project_id = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
    await refused(server, 404, /not found$/, () => directories().get(id, { project_id }));
  });

  it('422: what no directory is made of', async () => {
    await refused(server, 422, /"loc":\["body","name"\]/, () => directories().create({ name: '' }));
    await refused(server, 422, /"loc":\["query","type"\]/, () =>
      directories().list({ type: 'folder' as 'user' }),
    );
  });
});
