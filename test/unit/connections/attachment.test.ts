import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Log, silentLog } from '../../../src/base/log';
import { AttachRefused, askToDrain, attach } from '../../../src/connections/engine/attachment';

const hello = { type: 'hello', version: '1.2.3', pid: 42 };

describe('attach', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  async function serve(listener: RequestListener): Promise<string> {
    const made = createServer(listener);
    server = made;
    await new Promise<void>(resolve => made.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  const lines = (...objects: object[]) => objects.map(object => `${JSON.stringify(object)}\n`).join('');

  it('knows the engine by its first line and writes its log down', async () => {
    const logged: string[] = [];
    const log: Log = { ...silentLog, warn: message => logged.push(message) };
    const url = await serve((request, response) => {
      assert.equal(request.headers.authorization, 'Bearer secret');
      response.write(lines(hello, { type: 'heartbeat' }));
      response.write('no JSON at all\n');
      response.end(lines({ type: 'log', level: 'warn', message: 'slow disk' }));
    });
    const attachment = await attach(url, 'secret', log, 1000);
    assert.equal(attachment.version, '1.2.3');
    assert.equal(attachment.pid, 42);
    assert.deepEqual(await attachment.closed, { announced: false });
    assert.deepEqual(logged, ['slow disk']);
  });

  it('tells an engine that leaves from one that dies', async () => {
    const url = await serve((_, response) => void response.end(lines(hello, { type: 'draining' })));
    const attachment = await attach(url, '', silentLog, 1000);
    assert.deepEqual(await attachment.closed, { announced: true });
  });

  it('outlives the hard death of the engine', async () => {
    const url = await serve((_, response) => {
      response.write(lines(hello), () => response.socket?.resetAndDestroy());
    });
    const attachment = await attach(url, '', silentLog, 1000);
    assert.deepEqual(await attachment.closed, { announced: false });
  });

  it('ends its connection when it is disposed', async () => {
    let ended: Promise<unknown> | undefined;
    const url = await serve((_, response) => {
      ended = new Promise(resolve => response.once('close', resolve));
      response.write(lines(hello));
    });
    const attachment = await attach(url, '', silentLog, 1000);
    attachment.dispose();
    await Promise.all([ended, attachment.closed]);
  });

  it('refuses what is no engine', async () => {
    const other = await serve((_, response) => void response.writeHead(401).end());
    await assert.rejects(attach(other, '', silentLog, 1000), AttachRefused);
    server?.close();
    const page = await serve((_, response) => void response.end('<html>'));
    await assert.rejects(attach(page, '', silentLog, 1000), AttachRefused);
  });

  it('does not wait for ever for a first line', async () => {
    const url = await serve((_, response) => void response.write('\n'));
    await assert.rejects(attach(url, '', silentLog, 50));
  });

  it('says whether an engine was asked to leave, refused or kept silent', async () => {
    const engine = await serve((request, response) => {
      if (request.url === '/local/drain' && request.method === 'POST') response.end('{}');
      else response.writeHead(404).end();
    });
    assert.equal(await askToDrain(engine, '', 1000), 'asked');
    server?.close();
    const other = await serve((_, response) => void response.writeHead(404).end());
    assert.equal(await askToDrain(other, '', 1000), 'refused');
    server?.close();
    assert.equal(await askToDrain('http://127.0.0.1:9', '', 1000), 'refused');
    assert.equal(await askToDrain(await serve(() => undefined), '', 50), 'silent');
  });
});
