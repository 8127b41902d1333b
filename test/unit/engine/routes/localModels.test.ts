import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, html, ModelServer, notFound, says } from '../../../support/modelServer';
import { TestEngine } from '../testEngine';

describe('the routes of language models', () => {
  let engine: TestEngine;
  let server: ModelServer;
  beforeEach(async () => {
    engine = new TestEngine();
    server = await ModelServer.start();
  });
  afterEach(async () => {
    await server.stop();
    await engine.dispose();
  });

  const list = async (key: string | null = null, url = server.url) => {
    const { status, body } = await engine.post('/local/models/list', { url, key });
    assert.equal(status, 200, JSON.stringify(body));
    return body as unknown as { models?: string[]; failure?: { reason: string; message: string } };
  };
  const test = async (key: string | null = null) => {
    const model = { url: server.url, key, model: 'test-model', context_tokens: null };
    const { status, body } = await engine.post('/local/models/test', model);
    assert.equal(status, 200, JSON.stringify(body));
    return body as unknown as { follows?: boolean; failure?: { reason: string; message: string } };
  };

  it('list the models of a server by name, each once', async () => {
    server.models = [{ id: 'm-10' }, { id: 'm-9' }, { id: 'a' }, { id: 'a' }];
    assert.deepEqual(await list(), { models: ['a', 'm-9', 'm-10'] });
  });

  it('say that a server wants a key, and send the key', async () => {
    server.key = 'sk-secret';
    assert.equal((await list()).failure?.reason, 'auth');
    assert.equal((await list('sk-wrong')).failure?.reason, 'auth');
    assert.deepEqual(await list('sk-secret'), { models: ['test-model'] });
  });

  it('say that a server keeps no list, or is none', async () => {
    const { failure } = await list(null, `${server.origin}/elsewhere`);
    assert.equal(failure?.reason, 'unexpected');
    assert.match(failure.message, /keeps no list of its models/);
    const { url } = server;
    await server.stop();
    const gone = await list(null, url);
    assert.equal(gone.failure?.reason, 'unavailable');
    assert.match(gone.failure.message, /cannot be asked/);
    server = await ModelServer.start();
  });

  it('ask one small question and say whether the answer has its shape', async () => {
    assert.deepEqual(await test(), { follows: false });
    server.replay(answer({ number: 42 }));
    assert.deepEqual(await test(), { follows: true });
    server.replay(says('<think>{"number": 41}?</think>\n```json\n{"number": 42}\n```'));
    assert.deepEqual(await test(), { follows: true });
    server.replay(html);
    assert.equal((await test()).failure?.reason, 'unexpected');
    server.replay(notFound);
    assert.equal((await test()).failure?.reason, 'unexpected');
    assert.ok(server.questions.every(({ model }) => model === 'test-model'));
  });

  it('take a word only from a window that is attached, and an answer only to a question', async () => {
    const word = { window: 'stranger', choice: { provider: 'rules' } };
    assert.equal((await engine.post('/local/models', word)).status, 404);
    const bad = { window: 'stranger', choice: { provider: 'magic' } };
    assert.equal((await engine.post('/local/models', bad)).status, 422);
    const given = { failure: { reason: 'auth', message: 'No.' } };
    assert.equal((await engine.post('/local/models/answers/none', given)).status, 404);
    assert.equal((await engine.post('/local/models/answers/none', { answer: {} })).status, 422);
  });

  it('leave no key on the disk or in the log', async () => {
    await list('sk-secret-key');
    await test('sk-secret-key');
    const files = readdirSync(engine.dataDir, { recursive: true, withFileTypes: true });
    const held = files.filter(
      file => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes('sk-secret-key'),
    );
    assert.deepEqual(held, []);
    assert.ok(!engine.lines.join('').includes('sk-secret-key'));
  });
});
