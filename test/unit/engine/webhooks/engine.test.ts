import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { Database } from '../../../../src/engine/store/database';
import { settle } from '../../../support/fakeClock';
import { FakeClock } from '../fakes';
import { LocalServer } from '../outbound/servers';
import { eventually, TestEngine } from '../testEngine';

interface Event {
  event_id: string;
  event_type: string;
  data: { id: string; status: string };
}

describe('the engine’s webhooks', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  let server: LocalServer;
  beforeEach(async () => {
    server = await LocalServer.start();
    clock = new FakeClock();
    engine = new TestEngine({ clock, idleTimeoutMs: 60_000 });
    engine.engine.start();
  });
  afterEach(async () => {
    await engine.dispose();
    await server.stop();
  });

  const batch = async (names: string[], webhooks: object) => {
    const directory = await engine.directory();
    for (const name of names) await engine.upload(directory, name);
    return engine.post('/api/v2/batches', {
      source_directory_id: directory,
      config: { job: { type: 'parse_v2', configuration_id: 'cfg-PARSE_FAST' } },
      ...webhooks,
    });
  };
  const events = (path: string): Event[] =>
    server.requests.filter(({ url }) => url === path).map(({ body }) => JSON.parse(body) as Event);
  const types = (path: string) => events(path).map(event => event.event_type);
  const inline = (path: string, more = {}) => ({
    webhook_url: server.url('127.0.0.1', path),
    webhook_output_format: 'json',
    ...more,
  });

  const pending = () => ({ webhook_configurations: [inline('/all', { webhook_events: ['batch.pending'] })] });

  it('tell the life of a batch in order, to those that are spelled out and those that are saved', async () => {
    const saved = await engine.post(
      '/api/v1/beta/webhook-configs',
      inline('/saved', { webhook_events: ['batch.success'] }),
    );
    const { status, body } = await batch(['a.pdf'], {
      webhook_configurations: [
        inline('/all'),
        inline('/ends', { webhook_events: ['batch.success', 'batch.error'] }),
      ],
      webhook_configuration_ids: [saved.body.id],
    });
    assert.equal(status, 201);
    await eventually(
      () => server.requests.length === 5,
      () => JSON.stringify(server.requests),
    );
    assert.deepEqual(types('/all'), ['batch.pending', 'batch.running', 'batch.success']);
    assert.deepEqual(types('/ends'), ['batch.success']);
    assert.deepEqual(types('/saved'), ['batch.success']);
    assert.deepEqual(
      events('/all').map(({ data }) => [data.id, data.status]),
      ['PENDING', 'RUNNING', 'COMPLETED'].map(state => [body.id, state]),
    );
  });

  it('tell of a batch that was cancelled', async () => {
    engine.pool.held = true;
    const { body } = await batch(['a.pdf'], { webhook_configurations: [inline('/all')] });
    await eventually(() => engine.pool.waitingCount > 0);
    await engine.post(`/api/v2/batches/${body.id}/cancel`);
    await eventually(() => types('/all').includes('batch.cancelled'));
    assert.deepEqual(types('/all'), ['batch.pending', 'batch.running', 'batch.cancelled']);
  });

  it('are refused where a saved one is not there, or there are more than four', async () => {
    const unknown = await batch(['a.pdf'], { webhook_configuration_ids: ['whc-none'] });
    assert.deepEqual(
      [unknown.status, unknown.body.detail],
      [404, 'Webhook configuration whc-none not found'],
    );
    const many = await batch(['a.pdf'], { webhook_configuration_ids: ['1', '2', '3', '4', '5'] });
    assert.equal(many.status, 422);
  });

  it('are what they were when the batch was made', async () => {
    const saved = await engine.post('/api/v1/beta/webhook-configs', inline('/saved'));
    engine.pool.held = true;
    await batch(['a.pdf'], { webhook_configuration_ids: [saved.body.id, saved.body.id] });
    await engine.request('DELETE', `/api/v1/beta/webhook-configs/${saved.body.id}`);
    await eventually(() => engine.pool.waitingCount > 0);
    engine.pool.held = false;
    engine.pool.release();
    await eventually(() => types('/saved').includes('batch.success'));
    assert.equal(types('/saved').filter(type => type === 'batch.success').length, 1);
  });

  it('leave no secret behind once all is told', async () => {
    const secret = { webhook_signing_secret: 'a-secret', webhook_headers: { 'x-key': 'a-secret' } };
    const parameters = { product_type: 'parse_v2', tier: 'fast', version: 'latest' };
    const of = (name: string, more: object) =>
      engine.post('/api/v1/beta/configurations', { name, parameters: { ...parameters, ...more } });
    const saved = await of('hooked', { webhook_configurations: [inline('/jobs', secret)] });
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const directory = await engine.directory();
    const { file_id } = (await engine.upload(directory, 'a.pdf')).body;
    const made = await engine.post('/api/v2/batches', {
      source_directory_id: directory,
      config: { job: { type: 'parse_v2', configuration_id: saved.body.id } },
      webhook_configurations: [inline('/batch', secret)],
    });
    const hooks = { webhook_configurations: [inline('/extract', secret)] };
    const body = { file_input: file_id, configuration: { data_schema: schema }, ...hooks };
    assert.equal((await engine.post('/api/v2/extract', body)).status, 200);
    await engine.until(made.body.id, 'COMPLETED');
    const told = ['/batch batch.success', '/jobs parse.success', '/extract extract.success'];
    await eventually(() =>
      told.every(text => types(text.split(' ')[0] ?? '').includes(text.split(' ')[1] ?? '')),
    );
    assert.equal((await engine.delete(`/api/v1/beta/configurations/${saved.body.id}`)).status, 204);
    await eventually(
      () => rowsWith('a-secret').length === 0,
      () => String(rowsWith('a-secret')),
    );
  });

  /** The tables that have the text in some row. */
  function rowsWith(text: string): string[] {
    const db = new Database(join(engine.dataDir, 'engine.db'));
    const tables = db.all(
      z.object({ name: z.string() }),
      "SELECT name FROM sqlite_master WHERE type = 'table'",
    );
    const found = tables.filter(({ name }) =>
      db.all(z.looseObject({}), `SELECT * FROM ${name}`).some(row => JSON.stringify(row).includes(text)),
    );
    db.close();
    return found.map(({ name }) => name);
  }

  it('are sent after a restart where the receiver was away', async () => {
    server.answer = (_request, response) => void response.writeHead(503).end();
    const { body } = await batch(['a.pdf'], { webhook_configurations: [inline('/all')] });
    await engine.until(body.id, 'COMPLETED');
    await eventually(() => server.requests.length === 1);
    await engine.reopen();
    server.answer = (_request, response) => void response.end();
    clock.advance(1000);
    await eventually(() => server.requests.length === 4);
    assert.deepEqual(types('/all'), ['batch.pending', 'batch.pending', 'batch.running', 'batch.success']);
    assert.equal(events('/all')[0]?.event_id, events('/all')[1]?.event_id);
  });

  it('do not slow down jobs, nor end them, when nobody answers', async () => {
    server.answer = () => undefined;
    const { body } = await batch(['a.pdf', 'b.pdf'], { webhook_configurations: [inline('/all')] });
    await engine.until(body.id, 'COMPLETED');
  });

  it('keep the engine from ending itself until they are sent', async () => {
    server.answer = () => undefined;
    const { body } = await batch(['a.pdf'], { webhook_configurations: [inline('/all')] });
    await engine.until(body.id, 'COMPLETED');
    let ended = false;
    void engine.engine.ended.then(() => {
      ended = true;
    });
    clock.advance(61_000);
    server.answer = (_request, response) => void response.end();
    await eventually(() => {
      clock.advance(1000);
      return types('/all').includes('batch.success');
    });
    assert.equal(ended, false);
    await eventually(() => {
      clock.advance(10_000);
      return ended;
    });
  });

  it('that are under way when the engine ends are left for the next, as if they had not been tried', async () => {
    server.answer = () => undefined;
    await batch(['a.pdf'], pending());
    await eventually(() => server.requests.length === 1);
    await engine.engine.close(0);
    const database = new Database(join(engine.dataDir, 'engine.db'));
    const row = z.object({ event_type: z.string(), tries: z.number() });
    const left = database.all(row, 'SELECT event_type, tries FROM webhook_delivery ORDER BY id');
    database.close();
    assert.deepEqual(left, [{ event_type: 'batch.pending', tries: 0 }]);
  });

  it('leave no connection open behind the engine', async () => {
    const { body } = await batch(['a.pdf'], pending());
    await engine.until(body.id, 'COMPLETED');
    await eventually(() => server.requests.length === 1);
    // Its answer arrives.
    await settle();
    await engine.engine.close(0);
    const closed = Date.now();
    await eventually(() => server.openSockets === 0);
    assert.ok(Date.now() - closed < 2000, 'not only when idle connections are given up');
  });

  it('write neither secrets, headers nor paths to the log', async () => {
    server.answer = (_request, response) => void response.writeHead(500).end();
    const secret = inline('/hooks/T0KEN', {
      webhook_headers: { Authorization: 'Bearer T0KEN' },
      webhook_signing_secret: 'T0KEN',
    });
    const { body } = await batch(['a.pdf'], { webhook_configurations: [secret] });
    await engine.until(body.id, 'COMPLETED');
    await eventually(() => {
      clock.advance(1000);
      return (
        engine.lines.filter(line => line.includes('was given up after 3 tries: status 500')).length === 3
      );
    });
    assert.equal(engine.lines.join('').includes('T0KEN'), false);
  });
});
