import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, TestEngine } from '../testEngine';

const path = '/api/v2/classify';
const rules = [{ type: 'note', description: 'A short text about a page.' }];

describe('the parse of a document on the web', function () {
  this.timeout(20_000);
  let engine: TestEngine;
  let server: Server;
  let url: string;
  let answering: Promise<void>;

  beforeEach(async () => {
    answering = Promise.resolve();
    server = createServer((_request, response) => {
      void answering.then(() => response.setHeader('content-type', 'text/plain').end('A note of one page.'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notes/a.txt`;
  });
  afterEach(async () => {
    await engine.dispose();
    server.closeAllConnections();
    server.close();
  });

  const open = (allowPrivateNetwork: boolean) => {
    engine = new TestEngine({ allowPrivateNetwork });
    engine.engine.start();
  };
  const create = async () => {
    const { status, body } = await engine.post(path, { file_input: url, configuration: { rules } });
    assert.equal(status, 200, JSON.stringify(body));
    return body.id;
  };
  const get = async (id: string) => (await engine.get(`${path}/${id}`)).body;
  const ended = async (id: string) => {
    await eventually(async () => /COMPLETED|FAILED|CANCELLED/.test((await get(id)).status));
    return get(id);
  };

  it('is made of what is downloaded, and told', async () => {
    open(true);
    const job = await ended(await create());
    assert.equal(job.status, 'COMPLETED', String(job['error_message']));
    const { body } = await engine.get(`/api/v2/parse/${job['parse_job_id']}`);
    assert.equal((body['job'] as { name: string }).name, 'a.txt');
    assert.deepEqual(engine.pool.calls, ['parse a.txt']);
  });

  it('fails where the download does, with its sentence', async () => {
    open(false);
    const job = await ended(await create());
    assert.equal(job.status, 'FAILED');
    assert.match(String(job['error_message']), /^DOWNLOAD_FAILED: /);
  });

  it('is cancelled with the job that it is for, while it downloads', async () => {
    answering = new Promise(() => undefined);
    open(true);
    const arrived = once(server, 'request');
    const id = await create();
    await arrived;
    assert.equal((await engine.post(`${path}/${id}/cancel`)).body.status, 'CANCELLED');
    const { items } = (await engine.get('/api/v2/parse')).body;
    assert.deepEqual(
      items.map(job => job.status),
      ['CANCELLED'],
    );
    assert.deepEqual(engine.pool.calls, []);
  });
});
