import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/client/errors';
import type { CloudConnection } from '../../../../src/connections/cloudConnection';
import { settle } from '../../../support/fakeClock';
import { FakeCloud, type FakeWindow, openWindow, SharedProfile } from './fakes';

describe('a connection to LlamaCloud', () => {
  let server: FakeCloud;
  let baseUrl: string;
  let profile: SharedProfile;
  let windows: FakeWindow[];

  beforeEach(async () => {
    server = new FakeCloud();
    baseUrl = `${await server.listen()}/prefix`;
    profile = new SharedProfile();
    windows = [];
  });
  afterEach(async () => {
    for (const window of windows) window.dispose();
    await server.close();
  });

  function open(env?: NodeJS.ProcessEnv): FakeWindow {
    const window = openWindow(profile, env);
    windows.push(window);
    return window;
  }
  const list = async (connection: CloudConnection) => (await connection.client()).listProjects();
  const refuses = (connection: CloudConnection, message: RegExp) =>
    assert.rejects(list(connection), (error: unknown) => {
      assert.ok(ApiError.is(error, 'auth'), String(error));
      assert.match(error.message, message);
      return true;
    });

  it('sends its key to its address, below its path, and takes the default project', async () => {
    const connection = await open().cloud.signIn('Own', baseUrl, { entered: 'llx-good' });
    assert.equal(await connection.projectFor(undefined), 'prj-2');
    assert.equal(await connection.projectFor({ name: 'w', key: 'k' }), 'prj-2');
    assert.deepEqual(server.seen, [{ path: '/prefix/api/v1/projects', key: 'llx-good' }]);
    assert.equal(connection.state, 'ready');
  });

  it('sends nothing where its address is another than the key was entered for', async () => {
    const { cloud } = open();
    const { id } = await cloud.signIn('Own', `${baseUrl}/elsewhere`, { entered: 'llx-good' });
    profile.edit([{ id, name: 'Own', baseUrl }]);
    const moved = cloud.get(id);
    assert.ok(moved);
    await refuses(moved, /entered for another address/);
    assert.equal(moved.state, 'signed_out');
    assert.deepEqual(server.seen, []);
  });

  it('follows no redirect with a key', async () => {
    const thief = new FakeCloud();
    try {
      server.answer = { status: 307, headers: { location: `${await thief.listen()}/api/v1/projects` } };
      const connection = await open().cloud.signIn('Own', baseUrl, { entered: 'llx-good' });
      await assert.rejects(list(connection));
      assert.deepEqual(thief.seen, []);
      assert.equal(server.seen.length, 1);
    } finally {
      await thief.close();
    }
  });

  it('stops all windows at the first 401, and only one of them asks', async () => {
    const first = open();
    const connection = await first.cloud.signIn('Own', baseUrl, { entered: 'llx-old' });
    const second = open();
    const other = second.cloud.get(connection.id);
    assert.ok(other);
    let asked = 0;
    for (const { cloud } of windows) cloud.onDidRefuse(() => asked++);
    let release = () => {};
    server.hold = new Promise(resolve => {
      release = resolve;
    });
    const underWay = [connection, connection, other, connection].map(list);
    while (server.seen.length < underWay.length) await settle();
    release();
    const ends = await Promise.allSettled(underWay);
    assert.ok(ends.every(end => end.status === 'rejected' && ApiError.is(end.reason, 'auth')));
    await settle();
    assert.equal(asked, 1);
    assert.deepEqual([connection.state, other.state], ['signed_out', 'signed_out']);
    const sent = server.seen.length;
    await refuses(connection, /did not accept its key/);
    await refuses(other, /did not accept its key/);
    assert.equal(server.seen.length, sent);
  });

  it('goes on in all windows when another key is entered, or the same one again', async () => {
    const first = open();
    const connection = await first.cloud.signIn('Own', baseUrl, { entered: 'llx-old' });
    const other = open().cloud.get(connection.id);
    assert.ok(other);
    await refuses(connection, /401/);
    const changes: string[] = [];
    other.onDidChange(() => changes.push(other.state));
    await first.cloud.changeKey(connection, { entered: 'llx-good' });
    await settle();
    assert.deepEqual(changes, ['ready']);
    assert.equal((await list(other)).length, 2);
    server.acceptedKey = 'llx-none';
    await refuses(other, /401/);
    assert.equal(connection.state, 'signed_out');
    server.acceptedKey = 'llx-good';
    await first.cloud.changeKey(connection, { entered: 'llx-good' });
    assert.equal((await list(other)).length, 2);
    assert.equal(connection.state, 'ready');
  });

  it('asks again with the new key where the one before was refused meanwhile', async () => {
    const { cloud, clock } = open();
    const connection = await cloud.signIn('Own', baseUrl, { entered: 'llx-old' });
    let asked = 0;
    cloud.onDidRefuse(() => asked++);
    let release = () => {};
    server.hold = new Promise(resolve => {
      release = resolve;
    });
    const underWay = list(connection);
    while (server.seen.length === 0) await settle();
    await cloud.changeKey(connection, { entered: 'llx-good' });
    release();
    while (server.seen.length < 2) await clock.advance(1_000);
    assert.equal((await underWay).length, 2);
    assert.deepEqual(
      server.seen.map(({ key }) => key),
      ['llx-old', 'llx-good'],
    );
    assert.equal(connection.state, 'ready');
    assert.equal(asked, 0);
  });

  it('uses the key of the environment without copying it', async () => {
    const { cloud } = open({ LLAMA_CLOUD_API_KEY: ' ', LLAMA_PARSE_API_KEY: 'llx-good' });
    const connection = await cloud.signIn('Own', baseUrl, 'environment');
    assert.equal((await list(connection)).length, 2);
    assert.equal(connection.keySource, 'environment');
    assert.ok(![...profile.secretTexts.values()].some(text => text.includes('llx-')));
    const without = open({}).cloud.get(connection.id);
    assert.ok(without);
    await refuses(without, /environment, which has none for this server now/);
  });

  it('sends no key of the environment that is meant for another server', async () => {
    const { cloud } = open({ LLAMA_CLOUD_API_KEY: 'llx-good', LLAMA_CLOUD_BASE_URL: baseUrl });
    const { id } = await cloud.signIn('Own', baseUrl, 'environment');
    const here = (env: NodeJS.ProcessEnv) => {
      const connection = open(env).cloud.get(id);
      assert.ok(connection);
      return connection;
    };
    const before = server.seen.length;
    await refuses(
      here({ LLAMA_CLOUD_API_KEY: 'llx-other', LLAMA_CLOUD_BASE_URL: 'https://other.example' }),
      /none for this server/,
    );
    await refuses(here({ LLAMA_CLOUD_API_KEY: 'llx-other' }), /none for this server/);
    assert.equal(server.seen.length, before);
    assert.equal((await list(here({ LLAMA_CLOUD_API_KEY: 'llx-good' }))).length, 2);
    const changed = here({ LLAMA_CLOUD_API_KEY: 'llx-new', LLAMA_CLOUD_BASE_URL: `${baseUrl}/` });
    await list(changed).catch(() => undefined);
    assert.equal(server.seen.at(-1)?.key, 'llx-new');
  });

  it('takes the key of the environment also where the system keeps no secrets', async () => {
    const profile = new SharedProfile();
    const refuse = async () => Promise.reject(new Error('no keyring'));
    Object.assign(profile.secrets, { get: refuse, store: refuse, delete: refuse });
    const opened = openWindow(profile, { LLAMA_CLOUD_API_KEY: 'llx-good', LLAMA_CLOUD_BASE_URL: baseUrl });
    windows.push(opened);
    const connection = await opened.cloud.signIn('Own', baseUrl, 'environment');
    assert.equal((await list(connection)).length, 2);
    await assert.rejects(opened.cloud.changeKey(connection, { entered: 'llx-good' }), /keeps? secrets/);
  });

  it('is signed out, and nothing worse, where the system loses its secrets or cannot read them', async () => {
    const { id } = await open().cloud.signIn('Own', baseUrl, { entered: 'llx-good' });
    const later = new SharedProfile();
    later.entries = profile.entries;
    const lost = openWindow(later);
    windows.push(lost);
    const connection = lost.cloud.get(id);
    assert.ok(connection);
    await refuses(connection, /no key for it on this computer/);
    later.secretTexts.set(`key:${id}`, 'no JSON');
    await refuses(connection, /no key for it on this computer/);
    const broken = new SharedProfile();
    broken.entries = profile.entries;
    Object.assign(broken.secrets, { get: async () => Promise.reject(new Error('no keyring')) });
    const unreadable = openWindow(broken);
    windows.push(unreadable);
    const third = unreadable.cloud.get(id);
    assert.ok(third);
    await refuses(third, /no key for it on this computer/);
    assert.deepEqual(server.seen, []);
  });

  it('gives its webhooks for the address only that they were chosen for', async () => {
    const { cloud, keys } = open();
    const connection = await cloud.signIn('Own', baseUrl, { entered: 'llx-good' });
    const fields = {
      webhook_configurations: [{ webhook_url: 'https://a.test', webhook_signing_secret: 's' }],
    };
    await keys.keepWebhooks(connection.id, baseUrl, fields);
    assert.deepEqual(await connection.webhooks(), fields);
    profile.edit([{ id: connection.id, name: 'Own', baseUrl: `${baseUrl}/2` }]);
    assert.deepEqual(await cloud.get(connection.id)?.webhooks(), {});
  });
});
