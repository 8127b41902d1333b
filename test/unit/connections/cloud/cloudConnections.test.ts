import assert from 'node:assert/strict';
import { settle } from '../../../support/fakeClock';
import { type FakeWindow, openWindow, SharedProfile } from './fakes';

const eu = 'https://api.cloud.eu.llamaindex.ai';
const own = 'https://llama.example.com/prefix';

describe('the connections to LlamaCloud', () => {
  let profile: SharedProfile;
  let first: FakeWindow;
  let second: FakeWindow;

  beforeEach(() => {
    profile = new SharedProfile();
    first = openWindow(profile);
    second = openWindow(profile);
  });
  afterEach(() => {
    first.dispose();
    second.dispose();
  });

  const shown = ({ connections }: FakeWindow) => connections.list().map(({ id, name }) => `${id}: ${name}`);

  it('come and go in every window', async () => {
    const told: string[] = [];
    second.connections.onDidChange(id => told.push(id));
    const connection = await first.cloud.signIn('LlamaCloud EU', eu, { entered: 'llx-1' });
    await settle();
    assert.deepEqual(shown(first), ['eu: LlamaCloud EU']);
    assert.deepEqual(shown(second), shown(first));
    assert.ok(told.includes('eu'));
    await first.cloud.rename(connection, 'Contracts');
    assert.deepEqual(shown(second), ['eu: Contracts']);
    await second.cloud.signOut(connection);
    assert.deepEqual([shown(first), shown(second)], [[], []]);
    assert.equal(profile.secretTexts.size, 0);
    await settle();
  });

  it('have ids that never come to mean another server', async () => {
    const ids = [];
    for (const baseUrl of [eu, eu, own, `${own}2`]) {
      const { id } = await first.cloud.signIn(`c${ids.length}`, baseUrl, { entered: 'llx-1' });
      ids.push(id);
    }
    assert.deepEqual(ids.slice(0, 2), ['eu', 'eu-2']);
    assert.equal(new Set(ids).size, 4);
    const [, , ownId = ''] = ids;
    const connection = first.cloud.get(ownId);
    assert.ok(connection);
    await first.cloud.signOut(connection);
    assert.equal((await first.cloud.signIn('again', own, { entered: 'llx-1' })).id, ownId);
  });

  it('leave alone what a person wrote and they cannot use', async () => {
    const broken = [{ id: 'local', name: 'x', baseUrl: own }, 17, { id: 'a b', name: 'x', baseUrl: own }];
    const useless = [
      { id: 'x', name: 'x', baseUrl: 'ftp://x' },
      { id: 'u', name: 'x', baseUrl: 'https://me:pw@x.test' },
    ];
    profile.edit([...broken, ...useless, { id: 'mine', name: ' Mine ', baseUrl: `${own}/` }]);
    assert.deepEqual(shown(first), ['mine: Mine']);
    assert.equal(first.cloud.get('mine')?.baseUrl, own);
    const connection = await first.cloud.signIn('LlamaCloud EU', eu, { entered: 'llx-1' });
    await first.cloud.signOut(connection);
    assert.deepEqual((profile.entries as unknown[]).slice(0, 5), [...broken, ...useless]);
    profile.edit('nonsense');
    assert.deepEqual(shown(first), []);
  });

  it('say so where the system keeps no secrets, and add nothing', async () => {
    Object.assign(profile.secrets, { store: async () => Promise.reject(new Error('no keyring')) });
    await assert.rejects(first.cloud.signIn('EU', eu, { entered: 'llx-1' }), /LLAMA_CLOUD_API_KEY/);
    assert.deepEqual(shown(first), []);
  });

  it('never put a key into the setting', async () => {
    await first.cloud.signIn('EU', eu, { entered: 'llx-1' });
    assert.doesNotMatch(JSON.stringify(profile.entries), /llx/);
  });
});
