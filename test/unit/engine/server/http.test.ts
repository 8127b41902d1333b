import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FakeClock } from '../fakes';
import { eventually, TestEngine, token } from '../testEngine';

describe('the server', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  const make = (options: ConstructorParameters<typeof TestEngine>[0] = {}) => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, ...options });
  };
  afterEach(() => engine.dispose());

  /** Opens a request over a real socket. */
  const open = (url: string, path: string, method = 'GET', headers = {}): ClientRequest =>
    request(new URL(path, url), { method, headers: { authorization: `Bearer ${token}`, ...headers } });
  const answerTo = (req: ClientRequest) =>
    new Promise<IncomingMessage>((resolve, reject) =>
      req.once('response', resolve).once('error', reject).end(),
    );

  it('wants the token, on every path', async () => {
    make();
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Basic ${token}`, `Bearer ${token}x`]) {
      for (const path of ['/api/v1/projects', '/local/attach', '/unknown']) {
        const { status, body } = await engine.request('GET', path, undefined, { authorization });
        assert.deepEqual([status, body], [401, { detail: 'The API key is missing or wrong.' }]);
      }
    }
    const lower = await engine.request('GET', '/api/v1/projects', undefined, {
      authorization: `bearer ${token}`,
    });
    assert.equal(lower.status, 200);
  });

  it('answers to no other host name than this machine’s', async () => {
    make();
    const ask = async (host: string) =>
      (await engine.request('GET', '/api/v1/projects', undefined, { host })).status;
    assert.equal(await ask('evil.example:1234'), 403);
    assert.equal(await ask('127.0.0.1.evil.example'), 403);
    for (const host of ['127.0.0.1:5', 'localhost', '[::1]:80', 'LOCALHOST:8'])
      assert.equal(await ask(host), 200);
  });

  it('knows no other paths, whatever the method, and allows no other origin', async () => {
    make();
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const { status, body } = await engine.request(method, '/_stainless_unknown_path');
      assert.deepEqual([status, body], [404, { detail: 'Not Found' }]);
    }
    const bodies = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    for (const [name, value] of Object.entries(bodies)) {
      const { status, body } = await engine.request('POST', '/unknown', Buffer.from('{'), { [name]: value });
      assert.deepEqual([status, body], [404, { detail: 'Not Found' }]);
    }
    const response = await engine.engine.app.inject({
      url: '/api/v1/projects',
      headers: { authorization: `Bearer ${token}`, origin: 'http://evil.example' },
    });
    assert.equal(response.headers['access-control-allow-origin'], undefined);
  });

  it('finds nothing under a path with broken escapes, or under an id that is too long', async () => {
    make();
    for (const path of ['/api/v2/batches/%zz', `/api/v2/batches/${'x'.repeat(501)}`, '/%']) {
      const { status, body } = await engine.request('GET', path);
      assert.deepEqual([status, body], [404, { detail: 'Not Found' }], path);
    }
  });

  it('tells what is wrong with a body', async () => {
    make();
    const url = '/api/v1/beta/directories';
    const json = { 'content-type': 'application/json' };
    const wrong = { detail: [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }] };
    const send = (payload: string, headers: object) =>
      engine.request('POST', url, Buffer.from(payload), headers);
    assert.deepEqual(await send('{"name":', json), { status: 422, body: wrong });
    assert.equal((await send('name=x', { 'content-type': 'text/plain' })).status, 422);
    assert.equal((await engine.request('POST', url)).status, 422);
    assert.equal((await send(`{"name":"${'x'.repeat(3_000_000)}"}`, json)).status, 413);
  });

  it('refuses a body that is nested too deeply to be written again', async () => {
    make();
    const nested = (levels: number) =>
      `{"name":"x","system_metadata":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`;
    const send = (levels: number) =>
      engine.request('POST', '/api/v1/beta/directories', Buffer.from(nested(levels)), {
        'content-type': 'application/json',
      });
    assert.equal((await send(100)).status, 201);
    const detail = [{ loc: ['body'], msg: 'Input is nested too deeply', type: 'value_error' }];
    for (const levels of [5000, 900_000])
      assert.deepEqual(await send(levels), { status: 422, body: { detail } });
  });

  it('takes an empty body for none, whatever it says to be', async () => {
    make();
    engine.pool.held = true;
    engine.engine.start();
    const ask = (method: string, url: string) =>
      engine.request(method, url, undefined, { 'content-type': 'application/json' });
    const batch = await engine.batch('a.txt');
    const cancelled = await ask('POST', `/api/v2/batches/${batch.id}/cancel`);
    assert.deepEqual([cancelled.status, cancelled.body.id], [200, batch.id]);
    const directory = await engine.directory();
    assert.equal((await ask('DELETE', `/api/v1/beta/directories/${directory}`)).status, 204);
    const { status, body } = await ask('POST', '/api/v1/beta/directories');
    const missing = { loc: ['body'], msg: 'Field required', type: 'missing' };
    assert.deepEqual([status, body.detail], [422, [missing]]);
  });

  it('listens on 127.0.0.1 and announces itself; the announcement goes with it', async () => {
    make();
    const url = await engine.engine.listen();
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const written = join(engine.dataDir, 'engine.json');
    assert.deepEqual(JSON.parse(readFileSync(written, 'utf8')), { url, pid: process.pid, version: '1.2.3' });
    await engine.engine.close();
    assert.ok(!existsSync(written));
  });

  it('leaves nothing of an upload that was broken off', async () => {
    make();
    const url = await engine.engine.listen();
    const directory = await engine.directory();
    const temporary = () => readdirSync(join(engine.dataDir, 'tmp'));
    const req = open(url, `/api/v1/beta/directories/${directory}/files/upload`, 'POST', {
      'content-type': 'multipart/form-data; boundary=X',
    });
    req.on('error', () => undefined);
    req.write('--X\r\nContent-Disposition: form-data; name="upload_file"; filename="a.txt"\r\n\r\nbeginning');
    await eventually(() => temporary().length === 1);
    req.destroy();
    await eventually(() => temporary().length === 0);
    assert.equal((await engine.get(`/api/v1/beta/directories/${directory}/files`)).body.items.length, 0);
    assert.deepEqual(
      engine.lines.filter(line => line.includes('[error]')),
      [],
    );
  });

  it('answers an upload that the disk refuses, while the client is still sending', async () => {
    make();
    const url = await engine.engine.listen();
    const directory = await engine.directory();
    rmSync(join(engine.dataDir, 'tmp'), { recursive: true });
    const form = new FormData();
    form.set('upload_file', new File(['x'.repeat(20_000_000)], 'a.txt'));
    const response = await fetch(`${url}/api/v1/beta/directories/${directory}/files/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    assert.equal(response.status, 500);
    assert.match(await response.text(), /The engine failed/);
  });

  it('refuses an upload that is cut short', async () => {
    make();
    const directory = await engine.directory();
    const { status, body } = await engine.request(
      'POST',
      `/api/v1/beta/directories/${directory}/files/upload`,
      Buffer.from('--X\r\nContent-Disposition: form-data; name="upload_file"; filename="a"\r\n\r\nbeginning'),
      { 'content-type': 'multipart/form-data; boundary=X' },
    );
    assert.deepEqual([status, body.detail], [400, 'The multipart form is malformed or incomplete.']);
    assert.deepEqual(readdirSync(join(engine.dataDir, 'tmp')), []);
  });

  describe('for windows', () => {
    const attach = async (url: string) => {
      const req = open(url, '/local/attach');
      const response = await answerTo(req);
      const lines: Record<string, unknown>[] = [];
      createInterface({ input: response })
        .on('line', line => lines.push(JSON.parse(line)))
        .on('error', () => undefined);
      req.on('error', () => undefined);
      await eventually(() => lines.length > 0);
      return {
        lines,
        close: () => req.destroy(),
        ended: new Promise(resolve => response.once('close', resolve)),
      };
    };

    it('says hello, beats, and tells its log', async () => {
      make();
      const url = await engine.engine.listen();
      const window = await attach(url);
      const { window: name, ...hello } = window.lines[0] ?? {};
      assert.deepEqual(hello, { type: 'hello', version: '1.2.3', pid: process.pid });
      assert.match(String(name), /^[0-9a-f-]{36}$/);
      assert.equal(window.lines.length, 1);
      clock.advance(15_000);
      await eventually(() => window.lines.length === 2);
      const batch = await engine.batch('crash.pdf');
      await engine.until(batch.id, 'COMPLETED');
      await eventually(() => window.lines.length > 2);
      assert.deepEqual(window.lines[1], { type: 'heartbeat' });
      assert.deepEqual([window.lines[2]?.['type'], window.lines[2]?.['level']], ['log', 'warn']);
      window.close();
    });

    it('stays while a window is attached or work is left, then ends itself', async () => {
      make({ idleTimeoutMs: 60_000 });
      const url = await engine.engine.listen();
      let ended = false;
      void engine.engine.ended.then(() => {
        ended = true;
      });
      const window = await attach(url);
      clock.advance(600_000);
      window.close();
      await window.ended;
      engine.pool.held = true;
      const batch = await engine.batch('a.txt');
      await eventually(() => engine.pool.waitingCount === 1);
      clock.advance(600_000);
      engine.pool.release();
      await engine.until(batch.id, 'COMPLETED');
      clock.advance(59_999);
      await new Promise(resolve => setImmediate(resolve));
      assert.equal(ended, false);
      clock.advance(1);
      await engine.engine.ended;
      assert.ok(engine.pool.closed);
    });

    it('leaves when asked: refuses new work, answers reads, tells its windows', async () => {
      make();
      const url = await engine.engine.listen();
      const window = await attach(url);
      engine.pool.held = true;
      const batch = await engine.batch('a.txt');
      await eventually(() => engine.pool.waitingCount === 1);
      const answer = await answerTo(open(url, '/local/drain', 'POST'));
      assert.equal(answer.statusCode, 200);
      answer.resume();
      await eventually(() => window.lines.some(line => line['type'] === 'draining'));
      assert.ok(!existsSync(join(engine.dataDir, 'engine.json')), 'nobody finds it any more');
      await assert.rejects(answerTo(open(url, '/local/attach')), /hang up/);
      const refused = await engine.post('/api/v1/beta/directories', { name: 'n' });
      assert.equal(refused.status, 503);
      assert.equal((await engine.get(`/api/v2/batches/${batch.id}`)).status, 200);
      engine.pool.release();
      await engine.engine.ended;
      await window.ended;
    });

    it('abandons what does not end within its grace', async () => {
      make();
      await engine.engine.listen();
      engine.pool.held = true;
      await engine.batch('a.txt');
      await eventually(() => engine.pool.waitingCount === 1);
      const closing = engine.engine.close();
      clock.advance(5000);
      await closing;
      assert.deepEqual(engine.pool.aborted, ['parse a.txt']);
    });
  });
});
