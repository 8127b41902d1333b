import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/base/event';
import { silentLog } from '../../../../src/base/log';
import { type Attachment, attach } from '../../../../src/connections/engine/attachment';
import { KeyStore } from '../../../../src/connections/keyStore';
import { ModelConsents } from '../../../../src/connections/models/modelConsents';
import { ModelLink } from '../../../../src/connections/models/modelLink';
import { keepEndpointKey } from '../../../../src/connections/models/modelState';
import { FakeClock } from '../../../support/fakeClock';
import { eventually, TestEngine, token } from '../../engine/testEngine';
import { SharedProfile } from '../cloud/fakes';
import { FakeChat, FakeMemory, FakeSetting, ollama, small } from './fakes';

const request = { system: 's', user: 'Ü'.repeat(300_000), schema: { type: 'object' }, maxOutputTokens: 10 };
const never = new AbortController().signal;

/** A window and an engine that speak over a real connection. */
describe('ModelLink', () => {
  let engine: TestEngine;
  let setting: FakeSetting;
  let chat: FakeChat;
  let keys: KeyStore;
  let clock: FakeClock;
  let focus: Emitter<void>;
  let memory: FakeMemory;
  let link: ModelLink;
  let attachment: Attachment;
  const models = () => engine.engine['windowModels'];

  beforeEach(async () => {
    engine = new TestEngine({ model: 'vscode' });
    setting = new FakeSetting();
    chat = new FakeChat();
    keys = new KeyStore(new SharedProfile().secrets, silentLog, {});
    clock = new FakeClock();
    focus = new Emitter();
    memory = new FakeMemory();
    const consents = new ModelConsents(memory);
    const onFocus = focus.event;
    link = new ModelLink({ setting, chat, keys, consents, clock, onFocus, log: silentLog });
    const url = await engine.engine.listen();
    attachment = await attach(url, token, silentLog, 5000);
    link.attached({ url, token, ...attachment });
  });
  afterEach(async () => {
    link.dispose();
    keys.dispose();
    attachment.dispose();
    await attachment.closed;
    await engine.dispose();
  });

  it('tells the engine at the attach what the settings say', async () => {
    assert.equal(await models().current(never), null);
  });

  it('tells it of a change, once the settings have come to rest', async () => {
    await models().current(never);
    await link.allow({ kind: 'endpoint', url: 'http://127.0.0.1:11434/v1' });
    setting.edit({ ...ollama, model: 'half-way' });
    await clock.advance(100);
    setting.edit(ollama);
    await clock.advance(200);
    assert.equal(await models().current(never), null);
    await clock.advance(100);
    await link.tell();
    const provider = await models().current(never);
    assert.deepEqual(
      [provider?.kind, provider?.model, provider?.contextTokens],
      ['endpoint', 'qwen3:8b', 8192],
    );
  });

  it('tells it of a key that was entered in any window', async () => {
    setting.edit(ollama);
    await link.allow({ kind: 'endpoint', url: 'http://127.0.0.1:11434/v1' });
    const first = await models().current(never);
    await keepEndpointKey(keys, { url: 'http://127.0.0.1:11434/v1', key: 'sk-secret' });
    await clock.advance(1000);
    await link.tell();
    assert.notEqual(await models().current(never), first);
    assert.ok(!engine.lines.join('').includes('sk-secret'));
  });

  it('tells it of what was allowed in another window, when a person turns to this one', async () => {
    setting.edit(ollama);
    await link.tell();
    await assert.rejects(models().current(never), /not yet allowed/);
    await new ModelConsents(memory).allow({ kind: 'endpoint', url: 'http://127.0.0.1:11434/v1' });
    await clock.advance(1000);
    focus.fire();
    await clock.advance(1000);
    await eventually(() => models()['last']?.provider === 'endpoint');
  });

  it('answers the engine with a model of VS Code, whatever the length of the question', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    const provider = await models().current(never);
    assert.deepEqual(await provider?.ask(request, never), {
      ...{ text: '{}', end: 'complete', inputTokens: 3, outputTokens: 1 },
    });
    assert.deepEqual(
      chat.asked.map(({ id, request: got }) => [id, got]),
      [['maker/small', request]],
    );
  });

  it('tells the engine where no answer comes', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    const provider = await models().current(never);
    chat.answer = () => Promise.reject(new Error('out of order'));
    await assert.rejects(async () => provider?.ask(request, never), /got lost \(out of order\)\. Retry/);
    const text = 'x'.repeat(3_000_000);
    chat.answer = async () => ({ answer: { text, end: 'complete', inputTokens: null, outputTokens: null } });
    await assert.rejects(
      async () => provider?.ask(request, never),
      /got lost \(the engine answered with 413\)/,
    );
  });

  it('asks no model that the person has not allowed, whatever the engine says', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    const provider = await models().current(never);
    chat.models = [{ ...(chat.models[0] ?? assert.fail()), vendor: 'stranger' }];
    await assert.rejects(async () => provider?.ask(request, never), /is not there any more, or not chosen/);
    chat.change([]);
    assert.equal((await link.state()).kind, 'blocked');
    assert.equal(chat.asked.length, 0);
  });

  it('asks no model that the settings name no more, whatever the engine says', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    const provider = await models().current(never);
    setting.value = { ...small, model: 'maker/large' };
    await assert.rejects(async () => provider?.ask(request, never), /is not there any more, or not chosen/);
    assert.equal(chat.asked.length, 0);
  });

  it('stops asking where the engine wants no answer any more', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    chat.answer = () => new Promise(() => undefined);
    const provider = await models().current(never);
    const abort = new AbortController();
    const asking = provider?.ask(request, abort.signal);
    await eventually(() => chat.asked.length === 1);
    abort.abort(new Error('cancelled'));
    await assert.rejects(async () => asking, /cancelled/);
    await eventually(() => chat.asked[0]?.signal.aborted === true);
  });

  it('stops asking when the window lets go of the engine', async () => {
    setting.edit(small);
    await link.allow({ kind: 'vscode', vendor: 'maker' });
    chat.answer = () => new Promise(() => undefined);
    const provider = await models().current(never);
    const abort = new AbortController();
    const asking = provider?.ask(request, abort.signal);
    await eventually(() => chat.asked.length === 1);
    attachment.dispose();
    await eventually(() => chat.asked[0]?.signal.aborted === true);
    abort.abort(new Error('over'));
    await assert.rejects(async () => asking, /over/);
  });
});
