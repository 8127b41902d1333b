import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { FakeClock } from '../fakes';
import { eventually, TestEngine, token } from '../testEngine';

/** Clients that hold on to a connection and do not come to the point, or do not speak as they should. */
describe('a client', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let port: number;
  const sockets: Socket[] = [];
  beforeEach(async () => {
    clock = new FakeClock();
    engine = new TestEngine({ clock });
    port = Number(new URL(await engine.engine.listen()).port);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await engine.dispose();
  });

  const open = async (text = '') => {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    let answer = '';
    socket.setEncoding('utf8').on('data', more => {
      answer += more;
    });
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    await once(socket, 'connect');
    socket.write(text);
    return { socket, closed, answer: () => answer };
  };
  const head = (more: string) =>
    `POST /api/v1/beta/directories HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n${more}`;
  const json = 'Content-Type: application/json\r\n';
  const connections = () =>
    new Promise<number>(resolve => engine.engine.app.server.getConnections((_, n) => resolve(n)));

  it('that sends a body byte by byte is told so and let go', async () => {
    const { socket, closed, answer } = await open(`${head(`${json}Content-Length: 1000\r\n`)}\r\n{"na`);
    await eventually(() => clock.waiting > 0 && engine.engine['openRequests'] === 1);
    for (let n = 0; n < 29; n++) {
      clock.advance(1000);
      socket.write(' ');
    }
    assert.equal(answer(), '');
    clock.advance(1000);
    await closed;
    assert.match(answer(), /^HTTP\/1\.1 408 /);
    assert.match(answer(), /\{"detail":"The body of the request did not come in time\."\}/);
    await eventually(() => engine.engine['openRequests'] === 0);
  });

  it('that is merely slow is served', async () => {
    const body = '{"name":"d"}';
    const { socket, answer } = await open(`${head(`${json}Content-Length: ${body.length}\r\n`)}\r\n`);
    await eventually(() => engine.engine['openRequests'] === 1);
    clock.advance(29_000);
    socket.write(body);
    await eventually(() => answer().includes('201 Created'));
    clock.advance(60_000);
    assert.equal(socket.destroyed, false);
  });

  it('that sends no headers, or takes no answer, is let go by Node itself', () => {
    const { headersTimeout, timeout } = engine.engine.app.server;
    assert.deepEqual({ headersTimeout, timeout }, { headersTimeout: 30_000, timeout: 120_000 });
  });

  it('that names no host is told so as any other', async () => {
    const { closed, answer } = await open('GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
    await closed;
    assert.match(answer(), /^HTTP\/1\.1 403 [\s\S]+\{"detail":"This server answers to 127/);
  });

  it('is one of no more than so many', async () => {
    engine.engine.app.server.maxConnections = 3;
    for (let n = 0; n < 3; n++) await open();
    const { closed } = await open();
    await closed;
    assert.equal(await connections(), 3);
  });
});
