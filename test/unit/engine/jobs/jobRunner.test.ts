import assert from 'node:assert/strict';
import { join } from 'node:path';
import { silentLog } from '../../../../src/base/log';
import type { Subject } from '../../../../src/engine/jobs/announcer';
import { ClassifyJobs } from '../../../../src/engine/jobs/classifyJobs';
import { ExtractJobs, type ExtractOutcome, type Extractor } from '../../../../src/engine/jobs/extractJobs';
import { JobFailure } from '../../../../src/engine/jobs/jobFailure';
import { DataFolder } from '../../../../src/engine/store/dataFolder';
import { Store } from '../../../../src/engine/store/store';
import { extractConfiguration } from '../../../../src/protocol/extract';
import { tempFolder } from '../../../support/tempFolder';
import { FakeClock } from '../fakes';
import { eventually } from '../testEngine';

const outcome = (name: string): ExtractOutcome => ({
  result: JSON.stringify({ name }),
  extract_metadata: JSON.stringify({ parse_tier: 'fast' }),
  metadata: JSON.stringify({ usage: { num_pages_extracted: 1 } }),
  parse_job_id: 'pjb-1',
});

/** Does a job when it is told to: each call waits for `done`. */
class FakeExtractor {
  readonly began: string[] = [];
  readonly aborted: string[] = [];
  /** Works on after an abort. */
  deaf = false;
  private readonly open = new Map<string, (settle: () => ExtractOutcome) => void>();

  readonly extract: Extractor = (job, signal) =>
    new Promise((resolve, reject) => {
      this.began.push(job.name);
      this.open.set(job.name, settle => {
        this.open.delete(job.name);
        try {
          resolve(settle());
        } catch (error) {
          reject(error);
        }
      });
      signal.addEventListener('abort', () => {
        this.aborted.push(job.name);
        if (!this.deaf) reject(signal.reason);
      });
    });

  /** Ends the work on a job: with its name as the result, or as `settle` does. */
  done(name: string, settle: () => ExtractOutcome = () => outcome(name)): void {
    const end = this.open.get(name);
    assert.ok(end, `${name} is not being worked on`);
    end(settle);
  }
}

describe('the runner of extract jobs', () => {
  const temporary = tempFolder();
  after(() => temporary.remove());
  let count = 0;
  let folder: DataFolder;
  let store: Store;
  let clock: FakeClock;
  let work: FakeExtractor;
  let jobs: ExtractJobs;
  let told: string[];
  let ended: string[];
  let idle: number;
  let lines: string[];

  const open = (concurrency = 1) => {
    work = new FakeExtractor();
    jobs = new ExtractJobs({ ...options(), concurrency }, work.extract);
  };
  const options = () => {
    const line = (text: string) => lines.push(text);
    return {
      ...{ store, clock, log: { info: line, warn: line, error: line, debug: line } },
      announcer: {
        announce: (event: string, subject: Subject) => void told.push(words(event, subject)),
      },
      onIdle: () => void idle++,
      onBatchJobEnded: (batchId: string) => void ended.push(batchId),
    };
  };
  const words = (event: string, subject: Subject) => {
    const row = store.extractJobs.get(subject.id);
    assert.equal(subject.status, row?.status, 'announced as it is after the change');
    return `${row?.name} ${event}`;
  };
  beforeEach(() => {
    folder = new DataFolder(join(temporary.path, String(count++)));
    store = new Store(folder);
    clock = new FakeClock();
    told = [];
    ended = [];
    lines = [];
    idle = 0;
    open();
  });
  afterEach(async () => {
    await jobs.stop(0);
    store.dispose();
    folder.dispose();
  });

  const add = (name: string, batch_id: string | null = null) => jobs.add(newJob(name, batch_id));
  const newJob = (name: string, batch_id: string | null = null): Parameters<ExtractJobs['add']>[0] => ({
    ...{ project_id: 'p', batch_id, configuration_id: null, webhooks: [], parse_parameters: null },
    ...{ file_input: name, input_type: 'file_id', name, sha256: null, size: 1, parse_job_id: null },
    configuration: extractConfiguration.parse({ data_schema: {} }),
  });
  const status = (id: string) => store.extractJobs.get(id)?.status;
  const until = (id: string, wanted: string) =>
    eventually(
      () => status(id) === wanted,
      () => `${id} is ${status(id)}, not ${wanted}`,
    );
  const begun = (...names: string[]) =>
    eventually(
      () => names.every(name => work.began.includes(name)),
      () => `began ${work.began}`,
    );
  /** Ends the runner as a crash would, or as the engine does when it leaves, and starts another. */
  const restart = async (crash: boolean) => {
    if (!crash) await jobs.stop(0);
    open();
    jobs.start();
  };

  it('takes a job from PENDING to COMPLETED with its result', async () => {
    const id = add('a');
    assert.equal(status(id), 'PENDING');
    assert.ok(jobs.busy);
    await begun('a');
    assert.equal(status(id), 'RUNNING');
    work.done('a');
    await until(id, 'COMPLETED');
    const row = store.extractJobs.get(id);
    assert.deepEqual(JSON.parse(row?.result ?? ''), { name: 'a' });
    assert.deepEqual(JSON.parse(row?.extract_metadata ?? ''), { parse_tier: 'fast' });
    assert.equal(row?.parse_job_id, 'pjb-1');
    assert.ok(row?.started_at && row.finished_at);
    await eventually(() => idle > 0);
    assert.ok(!jobs.busy);
    assert.deepEqual(told, ['a extract.pending', 'a extract.success']);
  });

  it('writes a long result piece by piece, and keeps none of a job that is cancelled meanwhile', async () => {
    const long = JSON.stringify({ text: 'x'.repeat(2_000_000) });
    const outcome = { result: long, extract_metadata: long, metadata: null, parse_job_id: null };
    const own = new ExtractJobs({ ...options(), concurrency: 2 }, async () => outcome);
    const make = () => own.add(newJob('long'));
    const [kept, cancelled] = [make(), make()];
    const set = store.extractJobs.set.bind(store.extractJobs);
    store.extractJobs.set = (id, values) => {
      set(id, values);
      if (id === cancelled && 'result' in values) own.cancel(id);
    };
    await until(kept, 'COMPLETED');
    await until(cancelled, 'CANCELLED');
    await own.stop(1000);
    store.extractJobs.set = set;
    const row = store.extractJobs.get(kept);
    assert.deepEqual([row?.result, row?.extract_metadata], [long, long]);
    assert.equal(store.extractJobs.get(cancelled)?.extract_metadata, null);
  });

  it('ends a job as FAILED with the sentence of its failure, and keeps others to itself', async () => {
    const [a, b] = [add('a'), add('b')];
    await begun('a');
    work.done('a', () => {
      throw new JobFailure('The file is empty.');
    });
    await begun('b');
    work.done('b', () => {
      throw new Error('at /home/someone/secret.ts');
    });
    await until(b, 'FAILED');
    assert.equal(store.extractJobs.get(a)?.error_message, 'The file is empty.');
    assert.match(String(store.extractJobs.get(b)?.error_message), /^INTERNAL_ERROR: [^/]*$/);
    assert.ok(lines.some(line => line.includes('/home/someone')));
    assert.deepEqual(told.slice(2), ['a extract.error', 'b extract.error']);
  });

  it('holds back what has no place, and says so', async () => {
    const ids = ['a', 'b', 'c'].map(name => add(name));
    await begun('a');
    await eventually(() => status(ids[2] ?? '') === 'THROTTLED');
    assert.deepEqual(ids.map(status), ['RUNNING', 'THROTTLED', 'THROTTLED']);
    work.done('a');
    await begun('b');
    work.done('b');
    await begun('c');
    const row = store.extractJobs.get(ids[2] ?? '');
    assert.ok(row?.throttled_at && row.started_at);
    assert.deepEqual(work.began, ['a', 'b', 'c']);
  });

  it('lets batches and single jobs take turns', async () => {
    for (let i = 0; i < 3; i++) add(`big${i}`, 'bat-big');
    add('single');
    add('small', 'bat-small');
    for (let i = 0; i < 5; i++) {
      await eventually(() => work.began.length === i + 1);
      work.done(work.began[i] ?? '');
    }
    assert.deepEqual(work.began, ['big0', 'single', 'small', 'big1', 'big2']);
    await eventually(() => ended.length === 4);
    assert.deepEqual(ended, ['bat-big', 'bat-small', 'bat-big', 'bat-big']);
  });

  it('cancels what waits and what runs; what has ended stays', async () => {
    const [a, b] = [add('a', 'bat-1'), add('b', 'bat-1')];
    await begun('a');
    assert.deepEqual(jobs.openIn('bat-1').sort(), [a, b].sort());
    jobs.cancel(b);
    jobs.cancel(a);
    assert.deepEqual([status(a), status(b)], ['CANCELLED', 'CANCELLED']);
    assert.ok(!jobs.hasOpenIn('bat-1'));
    assert.ok(jobs.isWorking('bat-1'), 'the work has yet to stop');
    await eventually(() => !jobs.isWorking('bat-1'));
    assert.deepEqual(ended, ['bat-1']);
    jobs.cancel(a);
    assert.deepEqual(told.slice(2), ['b extract.cancelled', 'a extract.cancelled']);
    assert.deepEqual(work.began, ['a']);
    assert.equal(store.extractJobs.get(a)?.error_message, null);
  });

  it('drops the result of a job that was cancelled or removed while it was worked on', async () => {
    work.deaf = true;
    const [a, b] = [add('a'), add('b')];
    await begun('a');
    jobs.cancel(a);
    work.done('a');
    await begun('b');
    assert.equal(status(a), 'CANCELLED');
    assert.equal(store.extractJobs.get(a)?.result, null);
    const row = store.extractJobs.get(b);
    assert.ok(row);
    jobs.remove(row);
    work.done('b');
    await eventually(() => !jobs.busy);
    assert.equal(status(b), undefined);
  });

  it('begins what a crash interrupted again, before what waits, and tells nothing twice', async () => {
    const [a, b] = [add('a'), add('b')];
    await begun('a');
    await restart(true);
    await begun('a');
    assert.deepEqual([status(a), status(b)], ['RUNNING', 'THROTTLED']);
    work.done('a');
    await begun('b');
    work.done('b');
    await until(b, 'COMPLETED');
    assert.deepEqual(told, [
      ...['a extract.pending', 'b extract.pending', 'a extract.success', 'b extract.success'],
    ]);
  });

  it('gives a job up during which the engine ended twice, but not one that the engine left in peace', async () => {
    const id = add('a', 'bat-1');
    await begun('a');
    for (let i = 0; i < 5; i++) {
      await restart(false);
      await begun('a');
    }
    await restart(true);
    await begun('a');
    await restart(true);
    await until(id, 'FAILED');
    assert.match(String(store.extractJobs.get(id)?.error_message), /ended 2 times/);
    assert.deepEqual(work.began, []);
    assert.equal(ended.at(-1), 'bat-1');
  });

  it('does not begin what was cancelled while no engine ran', async () => {
    const id = add('a');
    await begun('a');
    open();
    jobs.start();
    jobs.cancel(id);
    await eventually(() => !jobs.busy);
    assert.deepEqual(work.began, []);
  });

  it('tries again later what the disk refuses', async () => {
    const id = add('a');
    await begun('a');
    work.done('a', () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    });
    await eventually(() => clock.waiting === 1);
    assert.equal(status(id), 'RUNNING');
    assert.ok(jobs.busy);
    clock.advance(5000);
    await eventually(() => work.began.length === 2);
    work.done('a');
    await until(id, 'COMPLETED');
  });

  it('loses no job that the disk kept from being begun, ended or cancelled', async () => {
    const full = () => {
      throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    };
    const id = add('a', 'bat-1');
    await begun('a');
    assert.throws(() =>
      store.durable(() => {
        jobs.cancel(id);
        full();
      }),
    );
    await eventually(() => work.began.length === 2);
    assert.equal(status(id), 'RUNNING');
    await restart(true);
    const { start } = store.extractJobs;
    store.extractJobs.start = full;
    await eventually(() => clock.waiting === 1);
    store.extractJobs.start = start;
    clock.advance(5000);
    await begun('a');
    const { end } = store.extractJobs;
    store.extractJobs.end = full;
    work.done('a');
    await eventually(() => clock.waiting === 1);
    store.extractJobs.end = end;
    clock.advance(5000);
    await eventually(() => work.began.length === 2);
    work.done('a');
    await until(id, 'COMPLETED');
  });

  it('lets what runs end when it is stopped, for as long as it may', async () => {
    const [a, b] = [add('a'), add('b')];
    await begun('a');
    const stopped = jobs.stop(1000);
    work.done('a');
    await stopped;
    assert.deepEqual([status(a), work.began], ['COMPLETED', ['a']]);
    open();
    jobs.start();
    await begun('b');
    const late = jobs.stop(1000);
    clock.advance(1000);
    await late;
    assert.deepEqual([status(b), work.aborted], ['RUNNING', ['b']]);
    assert.equal(store.extractJobs.get(b)?.attempts, 0);
  });

  it('tells once that a classify job runs, which the API has an event for', async () => {
    const events: string[] = [];
    const began: string[] = [];
    const classifies = () =>
      new ClassifyJobs(
        {
          ...{ store, clock, concurrency: 1, log: silentLog },
          announcer: { announce: (event, subject) => events.push(`${event} ${subject.status}`) },
          ...{ onIdle: () => undefined, onBatchJobEnded: () => undefined },
        },
        (job, signal) => {
          began.push(job.id);
          return new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason)),
          );
        },
      );
    const first = classifies();
    const id = first.add({
      ...{ project_id: 'p', batch_id: null, configuration_id: null, webhooks: [], transaction_id: null },
      ...{ file_input: 'a', input_type: 'file_id', name: 'a', sha256: null, size: 1, parse_job_id: null },
      configuration: { rules: [], mode: 'FAST', parsing_configuration: null },
    });
    await eventually(() => began.length === 1);
    await first.stop(0);
    const second = classifies();
    second.start();
    await eventually(() => began.length === 2);
    second.cancel(id);
    await second.stop(0);
    assert.deepEqual(events, [
      ...['classify.pending PENDING', 'classify.running RUNNING', 'classify.cancelled CANCELLED'],
    ]);
  });

  it('leaves room for others between short jobs', async () => {
    let turns = 0;
    const count = 40;
    const quick = new ExtractJobs(
      {
        ...{ store, clock, concurrency: 2, onIdle: () => undefined, onBatchJobEnded: () => undefined },
        log: silentLog,
        announcer: { announce: () => undefined },
      },
      () => Promise.reject(new JobFailure('no')),
    );
    let going = true;
    const turn = () => {
      turns++;
      if (going) setImmediate(turn);
    };
    turn();
    jobs = quick;
    const ids = store.durable(() => Array.from({ length: count }, (_, i) => add(String(i))));
    for (const id of ids) await until(id, 'FAILED');
    going = false;
    assert.ok(turns > count / 4, `${turns} turns`);
  });
});
