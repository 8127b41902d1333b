import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FakeClock } from '../fakes';
import { eventually, TestEngine } from '../testEngine';

const hour = 3_600_000;
const day = 24 * hour;

describe('the result cleaner', function () {
  this.timeout(20_000);
  let engine: TestEngine;
  let clock: FakeClock;
  afterEach(() => engine.dispose());

  const make = (options: ConstructorParameters<typeof TestEngine>[0] = {}) => {
    clock = new FakeClock();
    engine = new TestEngine({ clock, keepResultsMs: 30 * day, ...options });
    engine.engine.start();
  };
  /** Time goes by as on a machine that is on: the clock never leaps. */
  const live = async (days: number) => {
    for (let n = 0; n < days; n++) {
      clock.advance(day);
      await engine.get('/api/v1/projects');
    }
  };
  const ended = async (...names: string[]) => {
    const { id } = await engine.batch(...names);
    return engine.until(id, 'COMPLETED');
  };
  const jobsOf = async (batchId: string) =>
    ((await engine.results(batchId)).results ?? []).map(result => result.job_reference?.id ?? '');
  const statusOf = async (url: string) => (await engine.get(url)).status;
  const removed = (told: RegExp) =>
    eventually(
      () => engine.lines.some(line => told.test(line)),
      () => `${told} is not among\n${engine.lines.join('')}`,
    );
  const blobs = () => {
    const folder = join(engine.dataDir, 'blobs');
    return readdirSync(folder).flatMap(shard => readdirSync(join(folder, shard)));
  };
  const bytesOf = async (directory: string) => {
    const { body } = await engine.get(`/api/v1/beta/directories/${directory}/files`);
    assert.equal(body.items.length, 1);
  };

  it('removes batches with all their jobs when they are old enough, and says so', async () => {
    make();
    const old = await ended('a.txt', 'b.txt');
    const jobs = await jobsOf(old.id);
    await live(1);
    const young = await ended('c.txt');
    await live(29);
    assert.equal(await statusOf(`/api/v2/batches/${old.id}`), 200, 'thirty days are not over');
    await engine.request('DELETE', `/api/v1/beta/directories/${old.source_directory_id}`);
    clock.advance(hour);
    await removed(/\[info\] removed 1 batch and 2 jobs, which ended more than 30 days ago/);
    assert.equal(await statusOf(`/api/v2/batches/${old.id}`), 404);
    for (const job of jobs) {
      const { status, body } = await engine.get(`/api/v2/parse/${job}?expand=text`);
      assert.deepEqual([status, body.detail], [404, 'Parse job not found']);
    }
    assert.equal((await engine.parses(young.id))[0]?.text?.pages.length, 1);
    assert.equal(blobs().length, 2, 'the document and the result of the young batch');
  });

  it('leaves uploaded files alone', async () => {
    make();
    const old = await ended('a.txt');
    await live(31);
    await removed(/removed 1 batch/);
    await bytesOf(old.source_directory_id);
    const again = await engine.batchOver(old.source_directory_id);
    await engine.until(again.id, 'COMPLETED');
    assert.equal((await engine.parses(again.id))[0]?.job.status, 'COMPLETED');
  });

  it('leaves a result that a younger job shares', async () => {
    make();
    const old = await ended('a.txt');
    await live(1);
    const young = await ended('a.txt');
    await live(30);
    await removed(/removed 1 batch/);
    assert.equal(await statusOf(`/api/v2/batches/${old.id}`), 404);
    assert.equal((await engine.parses(young.id))[0]?.text?.pages.length, 1);
  });

  it('never removes what has not ended', async () => {
    make();
    engine.pool.held = true;
    const { id } = await engine.batch('a.txt');
    await eventually(() => engine.pool.waitingCount === 1);
    await live(40);
    assert.equal((await engine.results(id)).status, 'RUNNING');
    engine.pool.release();
    await engine.until(id, 'COMPLETED');
    await live(2);
    assert.equal((await engine.parses(id))[0]?.job.status, 'COMPLETED');
  });

  it('leaves a parse that an extraction waits for', async () => {
    let finish = () => {};
    const held = new Promise<void>(resolve => {
      finish = resolve;
    });
    make({ extract: () => held.then(() => Promise.reject(new Error('done'))) });
    const old = await ended('a.txt', 'b.txt');
    const [used, other] = await jobsOf(old.id);
    const { status, body } = await engine.post('/api/v2/extract', {
      file_input: used,
      configuration: { data_schema: { type: 'object', properties: { name: { type: 'string' } } } },
    });
    assert.equal(status, 200, JSON.stringify(body));
    await live(31);
    await removed(/removed 1 batch and 1 job,/);
    assert.equal(await statusOf(`/api/v2/parse/${other}`), 404);
    assert.equal(await statusOf(`/api/v2/parse/${used}?expand=text`), 200);
    finish();
    await eventually(async () => (await engine.get(`/api/v2/extract/${body.id}`)).body.status === 'FAILED');
    clock.advance(hour);
    await eventually(async () => (await statusOf(`/api/v2/parse/${used}`)) === 404);
  });

  it('keeps everything where it is told to', async () => {
    make({ keepResultsMs: null, maxStoreBytes: null });
    const { id } = await ended('a.txt');
    await live(400);
    assert.equal((await engine.parses(id))[0]?.job.status, 'COMPLETED');
  });

  it('removes nothing by a clock that leapt, until that has stood for an hour', async () => {
    make();
    const { id } = await ended('a.txt');
    await live(1);
    clock.leap(3650 * day);
    await engine.reopen();
    clock.advance(hour - 1);
    assert.equal(await statusOf(`/api/v2/batches/${id}`), 200);
    assert.deepEqual(
      engine.lines.filter(line => line.includes('removed')),
      [],
    );
    clock.advance(1);
    await removed(/removed 1 batch/);
  });

  it('trusts a clock again that was set right', async () => {
    make();
    clock.leap(3650 * day);
    await engine.reopen();
    clock.leap(-3650 * day);
    await engine.reopen();
    const { id } = await ended('a.txt');
    await live(29);
    assert.equal(await statusOf(`/api/v2/batches/${id}`), 200);
    await live(2);
    await removed(/removed 1 batch/);
  });

  it('removes the oldest where the store holds too much, but nothing of the last day', async () => {
    // A result repeats the name of its document: each takes somewhat more than a kilobyte.
    make({ keepResultsMs: null, maxStoreBytes: 3_000 });
    const one = async (name: string) => {
      const batch = await ended(name.padEnd(200, 'x'));
      await engine.request('DELETE', `/api/v1/beta/directories/${batch.source_directory_id}`);
      return batch.id;
    };
    const ids = [await one('1'), await one('2'), await one('3'), await one('4')];
    clock.advance(hour);
    await removed(
      /\[warn\] the store is over its limit of 2\.9 KB; it holds \d\.\d KB now: files that were uploaded/,
    );
    const statuses = () => Promise.all(ids.map(id => statusOf(`/api/v2/batches/${id}`)));
    assert.deepEqual(await statuses(), [200, 200, 200, 200]);
    await live(1);
    await removed(/\[info\] removed 2 batches and 2 jobs, the oldest, to keep the store within 2\.9 KB/);
    assert.deepEqual(await statuses(), [404, 404, 200, 200]);
  });

  it('looks at the size again once much was written', async () => {
    make({ keepResultsMs: null, maxStoreBytes: 3_000 });
    await ended('1'.padEnd(2_000, 'x'));
    await removed(/over its limit/);
  });

  it('serves requests while it removes', async () => {
    make();
    const names = Array.from({ length: 60 }, (_, n) => `${n}.txt`);
    const old = await ended(...names);
    const [first, ...others] = await jobsOf(old.id);
    await live(30);
    clock.advance(hour);
    await eventually(async () => (await statusOf(`/api/v2/parse/${first}`)) === 404);
    assert.equal(await statusOf(`/api/v2/parse/${others.at(-1)}`), 200, 'the last one waits for its turn');
    await removed(/removed 1 batch and 60 jobs/);
  });

  it('goes on where a killed engine stopped in the middle of a batch', async () => {
    make();
    const names = Array.from({ length: 60 }, (_, n) => `${n}.txt`);
    const old = await ended(...names);
    const jobs = await jobsOf(old.id);
    await live(30);
    clock.advance(hour);
    await eventually(async () => (await statusOf(`/api/v2/batches/${old.id}`)) === 404);
    await engine.reopen();
    await removed(/removed \d+ jobs/);
    for (const job of jobs) assert.equal(await statusOf(`/api/v2/parse/${job}`), 404);
  });

  it('forgets what was deleted as long ago', async () => {
    make();
    const directory = await engine.directory();
    await engine.upload(directory, 'a.txt');
    await engine.request('DELETE', `/api/v1/beta/directories/${directory}`);
    const listed = async () =>
      (await engine.get('/api/v1/beta/directories?include_deleted=true')).body.items.length;
    await live(29);
    assert.equal(await listed(), 1);
    await live(2);
    await eventually(async () => (await listed()) === 0);
  });
});
