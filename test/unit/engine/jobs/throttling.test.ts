import assert from 'node:assert/strict';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually, TestEngine } from '../testEngine';

describe('a batch that waits for room while single jobs fill the queue', () => {
  let engine: TestEngine;
  let server: Server;
  /** Downloads under way. */
  let open: ServerResponse[];

  beforeEach(async () => {
    open = [];
    server = createServer((_request, response) => open.push(response)).listen(0, '127.0.0.1');
    await eventually(() => server.listening);
    engine = new TestEngine({ maxOpenJobs: 2, allowPrivateNetwork: true });
    engine.engine.start();
    engine.pool.held = true;
  });
  afterEach(async () => {
    await engine.dispose();
    server.closeAllConnections();
    server.close();
  });

  const parse = async (source: object) =>
    (await engine.post('/api/v2/parse', { ...source, tier: 'fast', version: 'latest' })).body.id;
  const parseFile = async (name: string) => {
    const form = new FormData();
    form.set('file', new File([name], name));
    form.set('purpose', 'parse');
    return parse({ file_id: (await engine.postForm('/api/v1/beta/files', form)).body.id });
  };
  const parseUrl = () => {
    const { port } = server.address() as AddressInfo;
    return parse({ source_url: `http://127.0.0.1:${port}/a.txt` });
  };
  /** Two single jobs of the kind, and batches behind them. */
  const fill = async (one: (name: string) => Promise<string>) => {
    const jobs = [await one('1.txt'), await one('2.txt')];
    const batches = [await engine.batch('3.txt'), await engine.batch('4.txt', '5.txt')];
    for (const { id } of batches) await engine.until(id, 'THROTTLED');
    return { jobs, batches };
  };
  const completed = async (batches: { id: string }[]) => {
    engine.pool.held = false;
    engine.pool.release();
    for (const { id } of batches) await engine.until(id, 'COMPLETED');
  };

  it('starts when they have ended', async () => {
    const { batches } = await fill(parseFile);
    await completed(batches);
  });

  it('starts when they are cancelled', async () => {
    const { jobs, batches } = await fill(parseFile);
    for (const id of jobs) await engine.post(`/api/v2/parse/${id}/cancel`);
    await completed(batches);
  });

  it('starts when their downloads are cancelled', async () => {
    const { jobs, batches } = await fill(parseUrl);
    await eventually(() => open.length === 2);
    for (const id of jobs) await engine.post(`/api/v2/parse/${id}/cancel`);
    await completed(batches);
  });

  it('starts when their downloads fail', async () => {
    const { batches } = await fill(parseUrl);
    await eventually(() => open.length === 2);
    for (const response of open) response.writeHead(500).end();
    await completed(batches);
  });

  it('starts when what they download was parsed before', async () => {
    engine.pool.held = false;
    await parseFile('1.txt');
    await eventually(
      async () => (await engine.get('/api/v2/parse?status=COMPLETED')).body.items.length === 1,
    );
    engine.pool.held = true;
    const { batches } = await fill(parseUrl);
    await eventually(() => open.length === 2);
    for (const response of open) response.end('1.txt');
    await completed(batches);
    const { items } = (await engine.get('/api/v2/parse')).body;
    assert.ok(items.every(item => item.status === 'COMPLETED'));
  });
});
