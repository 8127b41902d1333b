import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/base/log';
import { KeyStore } from '../../../../src/connections/keyStore';
import { endpointAddress } from '../../../../src/connections/models/endpointAddress';
import type { ModelSetting } from '../../../../src/connections/models/modelChoice';
import { ModelConsents } from '../../../../src/connections/models/modelConsents';
import {
  choiceOf,
  endpointKey,
  keepEndpointKey,
  type ModelState,
  modelState,
} from '../../../../src/connections/models/modelState';
import { SharedProfile } from '../cloud/fakes';
import { budget, FakeChat, FakeMemory, ollama, small } from './fakes';

const url = 'http://127.0.0.1:11434/v1';

describe('the state of language models', () => {
  let profile: SharedProfile;
  let keys: KeyStore;
  let chat: FakeChat;
  let memory: FakeMemory;
  let consents: ModelConsents;
  beforeEach(() => {
    profile = new SharedProfile();
    keys = new KeyStore(profile.secrets, silentLog, { LLAMA_CLOUD_API_KEY: 'llx-not-for-models' });
    chat = new FakeChat();
    memory = new FakeMemory();
    consents = new ModelConsents(memory);
  });
  afterEach(() => keys.dispose());

  const state = (setting: ModelSetting) => modelState(setting, { keys, consents, chat });
  const blocked = (found: ModelState) => (found.kind === 'blocked' ? found.message : found.kind);

  it('is rules where nothing is set', async () => {
    assert.deepEqual(choiceOf(await state({ provider: 'rules' })), { provider: 'rules' });
  });

  it('asks before documents go to a server, and once for each address', async () => {
    const first = await state(ollama);
    assert.deepEqual(first, {
      kind: 'unasked',
      destination: { kind: 'endpoint', url },
      id: 'qwen3:8b',
      model: 'qwen3:8b',
    });
    const choice = choiceOf(first);
    assert.ok(choice.provider === 'blocked' && choice.reason === 'consent');
    assert.match(choice.message, /not yet allowed that documents go to 127\.0\.0\.1:11434/);

    await consents.allow({ kind: 'endpoint', url });
    assert.equal((await state(ollama)).kind, 'ready');
    assert.equal((await state({ ...ollama, model: 'another' })).kind, 'ready');
    assert.equal((await state({ ...ollama, url: 'http://127.0.0.1:11434/v2' })).kind, 'unasked');
    assert.equal((await state(small)).kind, 'unasked');
    assert.ok(![...memory.values.keys()].join().includes('11434'), 'the address is nobody’s business');
  });

  it('asks once for each vendor of models in VS Code', async () => {
    chat.models.push({ ...(chat.models[0] ?? assert.fail()), id: 'maker/large' });
    chat.models.push({ ...(chat.models[0] ?? assert.fail()), id: 'other/m', vendor: 'other' });
    await consents.allow({ kind: 'vscode', vendor: 'maker' });
    assert.deepEqual(choiceOf(await state(small)), {
      ...{ provider: 'vscode', model: 'maker/small', context_tokens: 4000, budget },
    });
    assert.equal((await state({ ...small, model: 'maker/large' })).kind, 'ready');
    assert.equal((await state({ ...small, model: 'other/m' })).kind, 'unasked');
  });

  it('prefers the context that the person set', async () => {
    await consents.allow({ kind: 'vscode', vendor: 'maker' });
    const choice = choiceOf(await state({ ...small, contextTokens: 2000 }));
    assert.ok(choice.provider === 'vscode' && choice.context_tokens === 2000);
  });

  it('says what is missing', async () => {
    assert.match(blocked(await state({ ...small, model: '' })), /^No language model of VS Code/);
    chat.models = [];
    assert.match(blocked(await state(small)), /^VS Code has no language model “maker\/small” at present\./);
    assert.match(blocked(await state({ ...ollama, url: '' })), /^No address of a model server/);
    assert.match(blocked(await state({ ...ollama, model: '' })), /^No model of the server/);
    assert.match(blocked(await state({ ...ollama, url: 'file:///x' })), /not usable/);
  });

  it('sends a key to its address only', async () => {
    await consents.allow({ kind: 'endpoint', url });
    await consents.allow({ kind: 'endpoint', url: 'http://thief.test/v1' });
    await keepEndpointKey(keys, { url, key: 'sk-own' });
    const keyAt = async (setting: ModelSetting) => {
      const choice = choiceOf(await state(setting));
      return choice.provider === 'endpoint' ? choice.key : assert.fail(choice.provider);
    };
    assert.equal(await keyAt(ollama), 'sk-own');
    assert.equal(await keyAt({ ...ollama, url: 'http://thief.test/v1' }), null);
    await keepEndpointKey(keys, { url, key: null });
    assert.equal(await endpointKey(keys, url), null);
  });

  it('says what to do where the system keeps no secrets', async () => {
    profile.secrets.store = async () => Promise.reject(new Error('no keyring'));
    await assert.rejects(keepEndpointKey(keys, { url, key: 'sk' }), /Set up a keyring, or use a server/);
  });

  it('knows an address as people copy it', () => {
    assert.equal(endpointAddress(' http://localhost:11434/v1/ '), 'http://localhost:11434/v1');
    assert.equal(endpointAddress('https://x.test/v1/chat/completions'), 'https://x.test/v1');
    assert.equal(endpointAddress('https://x.test/o/models?api-version=1'), 'https://x.test/o?api-version=1');
    for (const bad of ['', 'localhost:11434', 'ftp://x.test', 'https://me:pw@x.test/v1', 'https://x.test/#a'])
      assert.throws(() => endpointAddress(bad), /^Error: Give an http or https address/, bad);
  });
});
