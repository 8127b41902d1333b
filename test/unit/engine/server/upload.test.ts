import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Uploads } from '../../../../src/engine/server/upload';
import type { Blobs } from '../../../../src/engine/store/blobs';
import { FakeClock } from '../fakes';
import { eventually, refusal, TestEngine, token } from '../testEngine';

const head = (field: string, name: string) =>
  `--X\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
const end = '\r\n--X--\r\n';
const type = 'multipart/form-data; boundary=X';

describe('uploads', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let url: string;
  let path: string;
  beforeEach(async () => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, maxFileBytes: 100_000 });
    url = await engine.engine.listen();
    path = `/api/v1/beta/directories/${await engine.directory()}/files`;
  });
  afterEach(() => engine.dispose());

  const temporary = () => readdirSync(join(engine.dataDir, 'tmp'));
  const stored = async () => (await engine.get(path)).body.items.length;
  /** An upload over a real socket that is still open. */
  const open = (headers: Record<string, string> = {}): ClientRequest => {
    const req = request(new URL(`${path}/upload`, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type, ...headers },
    });
    req.on('error', () => undefined);
    return req;
  };
  const answerTo = async (req: ClientRequest) => {
    const response = await new Promise<IncomingMessage>((resolve, reject) =>
      req.once('response', resolve).once('error', reject),
    );
    const { detail } = JSON.parse(await text(response));
    return { status: response.statusCode, headers: response.headers, detail };
  };
  /** A form as its bytes, without a socket. */
  const send = (body: string | Buffer, headers = {}) =>
    refusal(
      engine.request('POST', `${path}/upload`, Buffer.from(body), { 'content-type': type, ...headers }),
    );

  describe('beyond 64 at a time', () => {
    let held: ClientRequest[];
    beforeEach(async () => {
      held = Array.from({ length: 64 }, () => open());
      for (const req of held) req.write(`${head('upload_file', 'a.txt')}beginning`);
      await eventually(() => temporary().length === 64);
    });
    afterEach(async () => {
      for (const req of held) req.destroy();
      await eventually(() => temporary().length === 0);
    });
    const next = () => {
      const req = open();
      req.end(`${head('upload_file', 'b.txt')}x${end}`);
      return req;
    };

    it('wait for a place', async () => {
      const timers = clock.waiting;
      const waiting = answerTo(next());
      await eventually(() => clock.waiting > timers);
      assert.equal(temporary().length, 64);
      held.pop()?.destroy();
      assert.equal((await waiting).status, 201);
      assert.equal(await stored(), 1);
    });

    it('are refused when that takes too long, with the time after which to try again', async () => {
      const timers = clock.waiting;
      const refused = answerTo(next());
      await eventually(() => clock.waiting > timers);
      clock.advance(30_000);
      const { status, headers, detail } = await refused;
      assert.deepEqual(
        [status, headers['retry-after'], detail],
        [429, '1', 'Too many uploads at the same time. Try again in a moment.'],
      );
    });

    it('lose their turn when the client goes away', async () => {
      const timers = clock.waiting;
      const gone = next();
      await eventually(() => clock.waiting > timers);
      gone.destroy();
      await eventually(() => clock.waiting === timers);
      held.pop()?.destroy();
      await eventually(() => temporary().length === 63);
      assert.equal((await answerTo(next())).status, 201);
    });
  });

  it('are given up when nothing comes for a minute, and let go of the connection', async () => {
    const received = () => temporary().map(name => statSync(join(engine.dataDir, 'tmp', name)).size);
    const req = open();
    req.write(`${head('upload_file', 'a.txt')}beginning`);
    await eventually(() => received()[0] === 9);
    clock.advance(59_999);
    req.write(' more');
    await eventually(() => received()[0] === 14);
    clock.advance(59_999);
    req.write('!');
    await eventually(() => received()[0] === 15);
    const answer = answerTo(req);
    clock.advance(60_000);
    const { status, headers, detail } = await answer;
    assert.deepEqual(
      [status, headers.connection, detail],
      [408, 'close', 'The upload stood still for too long.'],
    );
    await eventually(() => temporary().length === 0);
  });

  it('end as soon as they are too large, while the client still sends', async () => {
    const req = open({ 'transfer-encoding': 'chunked' });
    req.write(`${head('upload_file', 'a.txt')}${'x'.repeat(100_001)}`);
    const { status } = await answerTo(req);
    assert.equal(status, 413);
    req.destroy();
    assert.deepEqual(temporary(), []);
    assert.equal((await send('', { 'content-length': '5000000' }))[0], 413);
  });

  it('end when what is beside the file is too large', async () => {
    const req = open({ 'transfer-encoding': 'chunked' });
    req.write(head('other', 'a.txt'));
    const answer = answerTo(req);
    const sending = setInterval(() => req.write('x'.repeat(500_000)), 1);
    assert.equal((await answer.finally(() => clearInterval(sending))).status, 413);
    req.destroy();
  });

  it('refuse a field or fields that are too long, and too many parts', async () => {
    const field = (name: string, size: number) =>
      `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${'x'.repeat(size)}\r\n`;
    const file = `${head('upload_file', 'a.txt')}x${end}`;
    const big = new TestEngine({ clock });
    const url = `/api/v1/beta/directories/${await big.directory()}/files/upload`;
    const sendBig = (body: string) =>
      refusal(big.request('POST', url, Buffer.from(body), { 'content-type': type }));
    assert.deepEqual(await sendBig(field('metadata', 1_048_577) + file), [
      400,
      'The field metadata is too long.',
    ]);
    const three = field('a', 1_000_000) + field('b', 1_000_000) + field('c', 1_000_000);
    assert.deepEqual(await sendBig(three + file), [400, 'The field c is too long.']);
    const many = 'The multipart form has too many parts.';
    assert.deepEqual(await send(field('f', 1).repeat(65) + file), [400, many]);
    const files = Array.from({ length: 9 }, () => `${head('other', 'a.txt')}x\r\n`).join('');
    assert.deepEqual(await send(files + file), [400, many]);
    assert.equal((await send(field('f', 1).repeat(64) + file))[0], 201);
    await big.dispose();
    assert.deepEqual(temporary(), []);
  });

  it('take the first of several files of the field, and an epilogue', async () => {
    const two = `${head('upload_file', 'a.txt')}first\r\n${head('upload_file', 'b.txt')}second${end}trailing bytes`;
    assert.equal((await send(two))[0], 201);
    const { items } = (await engine.get(path)).body;
    assert.deepEqual(
      items.map(item => item['display_name']),
      ['a.txt'],
    );
  });

  it('have names without folders', async () => {
    for (const name of ['../../a.txt', '/etc/a.txt', 'C:\\\\Users\\\\a.txt']) {
      assert.equal((await send(`${head('upload_file', name)}${name}${end}`))[0], 201);
    }
    const names = (await engine.get(path)).body.items.map(item => item['display_name']);
    assert.deepEqual(names, ['a.txt', 'a.txt', 'a.txt']);
    for (const name of ['..', '.', '/', '']) {
      assert.deepEqual(await send(`${head('upload_file', name)}x${end}`), [
        400,
        'File must have a filename.',
      ]);
    }
  });

  it('are not unpacked: a Content-Encoding is refused with a status that is not retried', async () => {
    const sentence = 'Compressed request bodies are not supported. Send it without Content-Encoding.';
    const file = `${head('upload_file', 'a.txt')}x${end}`;
    assert.deepEqual(await send(file, { 'content-encoding': 'gzip' }), [415, sentence]);
    assert.equal((await send(file, { 'content-encoding': 'Identity' }))[0], 201);
    const json = engine.request('POST', '/api/v1/beta/directories', Buffer.from('{"name":"n"}'), {
      ...{ 'content-type': 'application/json', 'content-encoding': 'br' },
    });
    assert.deepEqual(await refusal(json), [415, sentence]);
  });

  it('refuse a request that is gone already', async () => {
    const gone = Object.assign(new PassThrough(), { headers: { 'content-type': type } });
    gone.destroy();
    await once(gone, 'close');
    const blobs = { temporary: () => join(engine.dataDir, 'tmp', 'x'), discard: () => undefined };
    const uploads = new Uploads({ blobs: blobs as unknown as Blobs, clock, maxFileBytes: 10 });
    await assert.rejects(
      uploads.receive(gone as unknown as IncomingMessage, 'file'),
      /malformed or incomplete/,
    );
  });

  describe('whose Content-Length lies', () => {
    /** Writes raw bytes and gives all that comes back until the end, or until `until` has come. */
    const raw = (bytes: string, finish: boolean) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname);
        let received = '';
        socket.setEncoding('utf8').on('data', data => {
          received += data;
        });
        socket.once('close', () => resolve(received)).once('error', reject);
        if (finish) socket.end(bytes);
        else socket.write(bytes);
      });
    const requestOf = (length: number | string, body: string) =>
      `POST ${path}/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n` +
      `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${body}`;
    const body = `${head('upload_file', 'a.txt')}hello${end}`;

    it('are refused where it is too short', async () => {
      assert.match(
        await raw(requestOf(body.length - 20, body), false),
        /^HTTP\/1.1 400[\s\S]*\{"detail":"The request is not valid HTTP."\}$/,
      );
    });

    it('leave nothing where it is too long and the client goes away', async () => {
      await raw(requestOf(body.length + 10, body.slice(0, -10)), true);
      await eventually(() => temporary().length === 0);
    });

    it('are refused where it is no length, or there are two', async () => {
      assert.match(await raw(requestOf('12, 13', body), false), /^HTTP\/1.1 400[\s\S]*"detail"/);
    });

    afterEach(async () => {
      assert.deepEqual(temporary(), []);
      assert.equal(await stored(), 0);
    });
  });
});
