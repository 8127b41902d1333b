import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, TestEngine } from '../testEngine';

const path = '/api/v2/parse';
const options = { tier: 'agentic', version: 'latest' };

describe('documents of a source_url', () => {
  let engine: TestEngine;
  let server: Server;
  let base: string;
  let requests: string[];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    requests = [];
    answer = (_request, response) => response.end('A document.');
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      answer(request, response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    engine = new TestEngine({ allowPrivateNetwork: true, maxFileBytes: 1024 * 1024 });
    engine.engine.start();
  });
  afterEach(async () => {
    await engine.dispose();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  const make = async (source_url: string): Promise<string> => {
    const { status, body } = await engine.post(path, { ...options, source_url });
    assert.deepEqual([status, body.status], [200, 'PENDING'], JSON.stringify(body));
    return body.id;
  };
  const job = async (id: string) =>
    (await engine.get(`${path}/${id}?expand=text_full`)).body as unknown as {
      job: { status: string; name: string; error_message: string | null };
      text_full: string | null;
    };
  const until = (id: string, status: string) =>
    eventually(
      async () => (await job(id)).job.status === status,
      () => `it is not ${status}`,
    );

  it('are fetched and parsed under the name that the server tells', async () => {
    answer = (_request, response) => {
      response.setHeader('content-disposition', 'attachment; filename="Bericht.txt"');
      response.end('A document.');
    };
    const id = await make(`${base}/get?id=1`);
    assert.equal((await job(id)).job.name, 'get');
    await until(id, 'COMPLETED');
    const { job: done, text_full } = await job(id);
    assert.deepEqual([done.name, text_full], ['Bericht.txt', 'Bericht.txt page 1']);
    assert.deepEqual(requests, ['/get?id=1']);
  });

  it('come from the cache where their bytes were parsed before', async () => {
    await until(await make(`${base}/a.txt`), 'COMPLETED');
    await until(await make(`${base}/b.txt`), 'COMPLETED');
    assert.deepEqual(requests, ['/a.txt', '/b.txt']);
    assert.deepEqual(engine.pool.calls, ['parse a.txt']);
    assert.equal(engine.blobs().length, 1, 'one result, no document');
  });

  it('that cannot be had fail the job with a sentence', async () => {
    answer = (_request, response) => response.writeHead(404).end();
    const id = await make(`${base}/none.pdf`);
    await until(id, 'FAILED');
    assert.equal((await job(id)).job.error_message, 'DOWNLOAD_FAILED: 127.0.0.1 answered with status 404.');
    answer = (_request, response) => response.end(Buffer.alloc(1024 * 1024 + 1));
    const large = await make(`${base}/large.pdf`);
    await until(large, 'FAILED');
    assert.match((await job(large)).job.error_message ?? '', /larger than 1 MB/);
    assert.deepEqual(engine.blobs(), []);
  });

  it('are no longer fetched when their job is cancelled', async () => {
    let closed = false;
    answer = request => request.on('close', () => (closed = true));
    const id = await make(`${base}/slow.pdf`);
    await eventually(() => requests.length === 1);
    await until(id, 'RUNNING');
    assert.equal((await engine.post(`${path}/${id}/cancel`)).body.status, 'CANCELLED');
    await eventually(() => closed);
    assert.equal((await engine.delete(`${path}/${id}`)).status, 200);
  });

  it('are fetched again after a restart', async () => {
    answer = () => undefined;
    const id = await make(`${base}/slow.txt`);
    await eventually(() => requests.length === 1);
    answer = (_request, response) => response.end('A document.');
    await engine.reopen();
    await until(id, 'COMPLETED');
    assert.deepEqual(requests, ['/slow.txt', '/slow.txt']);
  });

  it('are fetched a few at a time, so that a slow one holds up no other', async () => {
    const waiting: ServerResponse[] = [];
    answer = (request, response) => {
      if (request.url?.startsWith('/slow')) waiting.push(response);
      else response.end('A document.');
    };
    const slow = await Promise.all([1, 2, 3].map(n => make(`${base}/slow-${n}.txt`)));
    await eventually(() => waiting.length === 3);
    await until(await make(`${base}/fast.txt`), 'COMPLETED');
    for (const [n, response] of waiting.entries()) response.end(`Slow ${n}.`);
    for (const id of slow) await until(id, 'COMPLETED');
  });
});

describe('addresses of a source_url', () => {
  it('that are not public are refused', async () => {
    const engine = new TestEngine();
    engine.engine.start();
    try {
      const { body } = await engine.post(path, { ...options, source_url: 'http://127.0.0.1:9/a.pdf' });
      const found = async () =>
        (await engine.get(`${path}/${body.id}`)).body['job'] as { status: string; error_message: string };
      await eventually(async () => (await found()).status === 'FAILED');
      assert.match((await found()).error_message, /^DOWNLOAD_FAILED: .*not public/);
    } finally {
      await engine.dispose();
    }
  });
});
