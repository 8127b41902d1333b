import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Database } from '../../../../src/engine/store/database';
import { FakeClock } from '../fakes';
import { TestEngine } from '../testEngine';

const hour = 3_600_000;
const unknownId = 'dir-00000000-0000-0000-0000-000000000000';

describe('the batch routes', () => {
  let engine: TestEngine;
  let clock: FakeClock;
  beforeEach(() => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, maxOpenJobs: 3 });
    engine.engine.start();
  });
  afterEach(() => engine.dispose());

  const detail = async (answer: Promise<{ status: number; body: { detail: unknown } }>) => {
    const { status, body } = await answer;
    return [status, body.detail];
  };
  const create = (source_directory_id: string, job: object) =>
    detail(engine.post('/api/v2/batches', { source_directory_id, config: { job } }));
  const agentic = { type: 'parse_v2', configuration_id: 'cfg-PARSE_AGENTIC' };

  it('refuses what it cannot do, never with a status that is retried', async () => {
    const empty = await engine.directory();
    assert.deepEqual(await create(unknownId, agentic), [404, 'Directory not found']);
    assert.deepEqual(await create(empty, agentic), [
      400,
      'The directory holds no files. Upload files to it first.',
    ]);
    assert.deepEqual(await create(empty, { ...agentic, configuration_id: 'cfg-NONE' }), [
      404,
      'Configuration not found',
    ]);
    assert.deepEqual(await create(empty, { ...agentic, type: 'extract_v2' }), [
      400,
      'The configuration is one of parse_v2, not of extract_v2.',
    ]);
    assert.equal((await create(empty, { ...agentic, type: 'parse_v3' }))[0], 422);
  });

  it('refuses more than 1,000 files with a sentence', async function () {
    this.timeout(60_000);
    const id = await engine.directory();
    const { body } = await engine.upload(id, '0.txt');
    for (let i = 1; i <= 1000; i++) {
      await engine.post(`/api/v1/beta/directories/${id}/files`, {
        file_id: body['file_id'],
        unique_id: `${i}`,
      });
    }
    const [status, sentence] = await create(id, agentic);
    assert.equal(status, 400);
    assert.match(String(sentence), /at most 1000 files; this directory holds 1001\./);
  });

  it('lists by status, directory and time', async () => {
    const first = await engine.batch('a.txt');
    await engine.until(first.id, 'COMPLETED');
    clock.advance(hour);
    engine.pool.held = true;
    const second = await engine.batch('b.txt');
    await engine.until(second.id, 'RUNNING');
    const ids = async (query: string) =>
      (await engine.get(`/api/v2/batches?${query}`)).body.items.map(i => i.id);
    assert.deepEqual(await ids(''), [second.id, first.id]);
    assert.deepEqual(await ids('status=RUNNING'), [second.id]);
    assert.deepEqual(await ids(`source_directory_id=${first.source_directory_id}`), [first.id]);
    assert.deepEqual(await ids('created_at_on_or_after=2026-01-01T00%3A30%3A00Z'), [second.id]);
    assert.deepEqual(await ids('created_at_on_or_before=2026-01-01T01:30:00%2B01:00'), [first.id]);
    assert.equal((await engine.get(`/api/v2/batches/${first.id}`)).body['results'], null);
    assert.equal((await engine.get('/api/v2/batches/bat-none')).status, 404);
    assert.equal((await engine.get(`/api/v2/batches/${first.id}?expand=all`)).status, 422);
  });

  it('throttles what the queue has no room for, oldest first, and never all', async () => {
    engine.pool.held = true;
    const large = await engine.batch('1.txt', '2.txt', '3.txt', '4.txt');
    await engine.until(large.id, 'RUNNING');
    const second = await engine.batch('5.txt', '6.txt');
    const third = await engine.batch('7.txt');
    await engine.until(second.id, 'THROTTLED');
    await engine.until(third.id, 'THROTTLED');
    assert.equal((await engine.results(second.id)).results, null);
    const listed = await engine.get('/api/v2/batches?status=THROTTLED');
    assert.deepEqual(
      listed.body.items.map(item => item.id),
      [third.id, second.id],
    );
    engine.pool.held = false;
    engine.pool.release();
    await engine.until(third.id, 'COMPLETED');
    await engine.until(second.id, 'COMPLETED');
    const begun = engine.pool.calls.map(call => /[57]\.txt/.exec(call)?.[0]).filter(Boolean);
    assert.deepEqual(begun, ['5.txt', '7.txt']);
  });

  it('cancels a throttled batch at once, and takes one up after a restart', async () => {
    engine.pool.held = true;
    const large = await engine.batch('1.txt', '2.txt', '3.txt', '4.txt');
    await engine.until(large.id, 'RUNNING');
    const cancelled = await engine.batch('5.txt');
    const waiting = await engine.batch('6.txt');
    await engine.until(waiting.id, 'THROTTLED');
    const { status, body } = await engine.post(`/api/v2/batches/${cancelled.id}/cancel`);
    assert.deepEqual([status, body.status], [200, 'CANCELLED']);
    await engine.reopen();
    await engine.until(waiting.id, 'COMPLETED');
    assert.equal((await engine.results(cancelled.id)).status, 'CANCELLED');
  });

  it('ends a batch that cannot be started as FAILED, and goes on with the next', async () => {
    const { id } = await engine.batch('1.txt');
    await engine.until(id, 'COMPLETED');
    await engine.engine.close(0);
    const db = new Database(join(engine.dataDir, 'engine.db'));
    db.run("UPDATE batch SET status = 'PENDING', job_type = 'unheard_of'");
    db.close();
    await engine.reopen();
    await engine.until(id, 'FAILED');
    assert.equal((await engine.post(`/api/v2/batches/${id}/cancel`)).status, 400);
    const next = await engine.batch('2.txt');
    await engine.until(next.id, 'COMPLETED');
  });
});
