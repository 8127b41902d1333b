import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { foreignFileRow } from '../../../src/runs/batchRow';
import { isRemovable, type RowsChange } from '../../../src/runs/rows';
import type { Run } from '../../../src/runs/run';
import { RowStore } from '../../../src/runs/store';
import { FakeClock, settle } from '../../support/fakeClock';
import { plannedRun, runFile } from '../../support/runs';
import { makeBatch, makeDirectoryFile } from './fakeServer';
import { MemoryLedger } from './memoryLedger';

/** Counts how often a run is looked at anew, which costs the more the more files it has. */
class CountingLedger extends MemoryLedger {
  looks = 0;

  override get(runId: string): Run | undefined {
    this.looks++;
    return super.get(runId);
  }
}

function setUp(...runs: Run[]) {
  const ledger = new CountingLedger(...runs);
  const clock = new FakeClock();
  const here = new Set<string>();
  const store = new RowStore({ ledger, startedHere: here, clock, log: silentLog });
  ledger.looks = 0;
  const changes: RowsChange[] = [];
  store.onDidChange(change => changes.push(change));
  return { ledger, clock, here, store, changes };
}

const running = (id: string, files: number, more: Partial<Run> = {}): Run =>
  plannedRun(id, [], {
    connectionId: 'c',
    projectId: 'p',
    phase: 'running',
    files: Array.from({ length: files }, (_, index) =>
      runFile(`f${index}.pdf`, { directoryId: 'd', directoryFileId: `dfl-${index}`, outcome: 'waiting' }),
    ),
    batches: [{ directoryId: 'd', batchId: `${id}-b`, status: 'RUNNING' }],
    ...more,
  });

const row = (store: RowStore, key: string) => {
  const found = store.get(key);
  assert.ok(found, `no row ${key}`);
  return found;
};

const done = (path: string) => ({ type: 'outcome' as const, path, error: null, pages: 1, failedPages: 0 });

describe('store of rows', () => {
  it('counts the files of a run by their outcomes', async () => {
    const { ledger, store } = setUp(running('r', 5));
    await ledger.append(
      'r',
      { ...done('f0.pdf'), outcome: 'done' },
      { ...done('f1.pdf'), outcome: 'done_with_failed_pages' },
      { ...done('f2.pdf'), outcome: 'failed' },
      { ...done('f3.pdf'), outcome: 'expired' },
      { ...done('f4.pdf'), outcome: 'cancelled' },
    );
    const { total, done: good, failed, cancelled, active } = row(store, 'run:r');
    assert.deepEqual(
      { total, good, failed, cancelled, active },
      { total: 5, good: 2, failed: 2, cancelled: 1, active: true },
    );
  });

  it('counts the files that the server has', async () => {
    const files = [runFile('a.pdf'), runFile('b.pdf')];
    const { ledger, store } = setUp(running('r', 0, { phase: 'uploading', files, batches: [] }));
    assert.equal(row(store, 'run:r').sent, 0);
    const sent = { path: 'b.pdf', sha256: null, directoryId: 'd', directoryFileId: 'dfl-b', fileId: null };
    await ledger.append('r', { type: 'uploaded', ...sent });
    assert.equal(row(store, 'run:r').sent, 1);
  });

  it('gives a run of several batches one status word', () => {
    const word = (more: Partial<Run>) => row(setUp(running('r', 1, more)).store, 'run:r').status;
    const batch = (status: string) => ({ directoryId: 'd', batchId: status, status });
    assert.equal(word({ phase: 'uploading', batches: [] }), 'UPLOADING');
    assert.equal(word({ phase: 'uploading', batches: [], error: 'The network is down.' }), 'STOPPED');
    assert.equal(word({ batches: [batch('COMPLETED'), batch('PENDING')] }), 'PENDING');
    assert.equal(word({ batches: [batch('PENDING'), batch('RUNNING')] }), 'RUNNING');
    assert.equal(word({ batches: [batch('COMPLETED')] }), 'RUNNING', 'its jobs still run');
    assert.equal(word({ batches: [batch('COMPLETED')], phase: 'finished' }), 'COMPLETED');
    assert.equal(word({ batches: [batch('RUNNING')], cancelRequested: true }), 'CANCELLING');
    assert.equal(
      word({ batches: [batch('CANCELLED')], cancelRequested: true, phase: 'cancelled' }),
      'CANCELLED',
    );
    assert.equal(word({ batches: [batch('FAILED')], phase: 'failed', error: 'x' }), 'FAILED');
  });

  it('shows a batch of a run once, whichever was known first', async () => {
    const { ledger, store } = setUp();
    store.putBatch('c', makeBatch('r-b', { source_directory_id: 'd' }));
    assert.deepEqual(
      store.list('c', 'p').map(r => r.key),
      ['batch:r-b'],
    );
    await ledger.append('r', {
      type: 'planned',
      run: running('r', 1, { batches: [{ directoryId: 'd', batchId: null, status: null }] }),
    });
    assert.deepEqual(
      store.list('c', 'p').map(r => r.key),
      ['run:r'],
      'its batch is not known yet, its directory is',
    );
    await ledger.append('r', { type: 'batch', directoryId: 'd', batchId: 'r-b', status: 'PENDING' });
    store.putBatch('c', makeBatch('r-b', { source_directory_id: 'd' }));
    store.putBatch('c', makeBatch('other', { source_directory_id: 'd' }));
    assert.deepEqual(
      store
        .list('c', 'p')
        .map(r => r.key)
        .sort(),
      ['batch:other', 'run:r'],
    );
    await ledger.forget('r');
    assert.deepEqual(
      store
        .list('c', 'p')
        .map(r => r.key)
        .sort(),
      ['batch:other', 'batch:r-b'],
    );
  });

  it('tells all changes of a turn, or of a transaction, in one event', async () => {
    const { ledger, store, changes } = setUp(running('r', 3));
    store.putBatch('c', makeBatch('a'));
    store.putBatch('c', makeBatch('b'));
    await ledger.append('r', { ...done('f0.pdf'), outcome: 'done' });
    await ledger.append('r', { ...done('f1.pdf'), outcome: 'done' });
    await settle();
    assert.ok(changes.length <= 3, 'not one an append');
    assert.deepEqual(changes[0]?.added, ['batch:a', 'batch:b']);
    changes.length = 0;
    store.transaction(() => {
      store.putBatch('c', makeBatch('c'));
      store.setCancelling('batch:a', true);
      store.replaceBatches('c', 'p', [makeBatch('a'), makeBatch('c')]);
      assert.equal(changes.length, 0);
    });
    assert.deepEqual(changes, [{ added: ['batch:c'], changed: ['batch:a'], removed: ['batch:b'] }]);
  });

  it('looks at a run that changes all the time ten times a second, and is up to date for whoever reads', async () => {
    const { ledger, clock, store, changes } = setUp(running('r', 1_000));
    const counts: number[] = [];
    store.onDidChange(() => counts.push(row(store, 'run:r').done));
    for (let index = 0; index < 1_000; index++) {
      await ledger.append('r', { ...done(`f${index}.pdf`), outcome: 'done' });
      await clock.advance(1);
    }
    await clock.advance(100);
    assert.deepEqual(counts, [1, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]);
    assert.equal(ledger.looks, 11);
    assert.equal(clock.pending, 0);
    changes.length = 0;
    await ledger.append('r', { ...done('f0.pdf'), outcome: 'failed' });
    await ledger.append('r', { ...done('f1.pdf'), outcome: 'failed' });
    assert.equal(row(store, 'run:r').failed, 2);
    await ledger.append('r', { ...done('f2.pdf'), outcome: 'failed' });
    await ledger.append('r', { ...done('f3.pdf'), outcome: 'failed' });
    assert.equal(row(store, 'run:r').failed, 4);
    store.dispose();
    await clock.advance(1_000);
    assert.equal(clock.pending, 0);
  }).timeout(20_000);

  it('makes a new row for a change and keeps the object otherwise', async () => {
    const { ledger, store, changes } = setUp(running('r', 2));
    const before = row(store, 'run:r');
    await ledger.append('r', { type: 'job', path: 'f0.pdf', jobId: 'j' });
    await settle();
    assert.equal(row(store, 'run:r'), before);
    assert.equal(changes.length, 0, 'nothing that a row shows has changed');
    await ledger.append('r', { ...done('f0.pdf'), outcome: 'done' });
    assert.notEqual(row(store, 'run:r'), before);
    assert.equal(before.done, 0);
  });

  it('refuses older answers and never takes a batch out of a terminal status', () => {
    const { store } = setUp();
    const at = (minute: number, status: string) =>
      store.putBatch('c', makeBatch('b', { status, updated_at: `2026-01-05T12:0${minute}:00Z` }));
    assert.equal(at(1, 'RUNNING'), true);
    assert.equal(at(0, 'PENDING'), false);
    assert.equal(at(2, 'COMPLETED'), true);
    assert.equal(at(3, 'RUNNING'), false);
    assert.equal(row(store, 'batch:b').status, 'COMPLETED');
  });

  it('keeps CANCELLING until the server says that it ended', () => {
    const { store } = setUp();
    store.putBatch('c', makeBatch('b'));
    store.setCancelling('batch:b', true);
    store.putBatch('c', makeBatch('b', { updated_at: '2026-01-05T12:01:00Z' }));
    assert.equal(row(store, 'batch:b').status, 'CANCELLING');
    assert.equal(row(store, 'batch:b').cancellable, false);
    store.putBatch('c', makeBatch('b', { status: 'CANCELLED', updated_at: '2026-01-05T12:02:00Z' }));
    assert.equal(row(store, 'batch:b').status, 'CANCELLED');
    assert.equal(row(store, 'batch:b').active, false);
  });

  it('lists newest first and active rows oldest first', () => {
    const { store } = setUp(running('old', 1, { startedAt: Date.UTC(2026, 0, 1) }));
    store.putBatch('c', makeBatch('new'));
    store.putBatch('c', makeBatch('ended', { status: 'COMPLETED', created_at: '2026-01-03T00:00:00Z' }));
    assert.deepEqual(
      store.list('c', 'p').map(r => r.key),
      ['batch:new', 'batch:ended', 'run:old'],
    );
    assert.deepEqual(
      store.active().map(r => r.key),
      ['run:old', 'batch:new'],
    );
    assert.deepEqual(store.list('c', 'elsewhere'), []);
  });

  it('shows why a state is old on active rows only', () => {
    const { store } = setUp(running('r', 1), running('over', 1, { phase: 'finished' }));
    store.setNote('c', 'stale since 12:00');
    assert.equal(row(store, 'run:r').note, 'stale since 12:00');
    assert.equal(row(store, 'run:over').note, null);
    store.setNote('c', null);
    assert.equal(row(store, 'run:r').note, null);
  });

  it('tells of held-back uploads before anything the poller tells', () => {
    const { store } = setUp(running('r', 1));
    const note = () => store.get('run:r')?.note;
    store.setNote('c', 'stale since 14:00');
    store.setNote('c', 'rate limited, next try 14:05', 'upload');
    assert.equal(note(), 'rate limited, next try 14:05');
    store.setNote('c', null);
    assert.equal(note(), 'rate limited, next try 14:05');
    store.setNote('c', null, 'upload');
    assert.equal(note(), null);
  });

  it('tells whose end this window has to announce', async () => {
    const { ledger, here, store } = setUp();
    here.add('r');
    await ledger.append('r', { type: 'planned', run: running('r', 1) });
    assert.equal(row(store, 'run:r').notifyPending, true);
    await ledger.append('r', { type: 'notified' });
    assert.equal(row(store, 'run:r').notifyPending, false);
  });

  it('lets a row go only where nothing of it runs and it led to no result', () => {
    const jobs = (outcome: 'done' | 'failed', more: Partial<Run> = {}) =>
      running('r', 0, {
        ...{ mode: 'jobs', phase: 'finished', batches: [] },
        files: [runFile('a.pdf', { jobId: 'pjb-1', outcome })],
        ...more,
      });
    const isGone = (run: Run) => isRemovable(row(setUp(run).store, 'run:r'));
    assert.ok(isGone(jobs('failed')));
    assert.ok(!isGone(jobs('done')));
    const stopped = { phase: 'uploading', error: 'No credits.' } as const;
    assert.ok(!isGone(jobs('failed', stopped)), 'a job that may still run');
    assert.ok(isGone(jobs('failed', { ...stopped, files: [runFile('a.pdf')] })));
    assert.ok(!isGone(running('r', 1)));
  });

  it('orders files by path as a person counts, and finds each by its key', () => {
    const { store } = setUp(running('r', 12));
    assert.deepEqual(
      store
        .files('run:r')
        ?.map(f => f.path)
        .slice(0, 3),
      ['f0.pdf', 'f1.pdf', 'f2.pdf'],
    );
    assert.equal(store.file('run:r/file:f10.pdf')?.directoryFileId, 'dfl-10');
    assert.equal(store.file('run:r/file:none'), undefined);
    assert.equal(store.files('run:none'), null);
  });

  it('tells which files changed once somebody has looked, and leaves handed-out lists alone', async () => {
    const { ledger, store, changes } = setUp(running('r', 3));
    const files = store.files('run:r');
    await ledger.append('r', { ...done('f1.pdf'), outcome: 'done' });
    await settle();
    assert.deepEqual(changes.at(-1)?.changed, ['run:r', 'run:r/file:f1.pdf']);
    const after = store.files('run:r');
    assert.equal(files?.[1]?.outcome, 'waiting');
    assert.equal(after?.[1]?.outcome, 'done');
    assert.equal(after?.[0], files?.[0]);
  });

  it('takes files of a batch made elsewhere and follows its jobs', () => {
    const { store, changes } = setUp();
    const batch = makeBatch('b', { status: 'COMPLETED' });
    store.putBatch('c', batch);
    assert.equal(store.files('batch:b'), null);
    assert.equal(row(store, 'batch:b').active, false, 'nothing is known of its jobs');
    const files = ['x', 'y'].map(id => foreignFileRow('c', batch, id, makeDirectoryFile(id, `${id}.pdf`)));
    store.setFiles('batch:b', files, null);
    assert.equal(row(store, 'batch:b').total, 2);
    assert.equal(row(store, 'batch:b').status, 'RUNNING', 'its jobs still run');
    store.transaction(() =>
      store.patchFiles('batch:b', [
        { id: 'x', outcome: 'done' },
        { id: 'y', outcome: 'failed' },
      ]),
    );
    assert.deepEqual(changes.at(-1)?.changed, ['batch:b/file:x', 'batch:b/file:y', 'batch:b']);
    assert.equal(row(store, 'batch:b').status, 'COMPLETED');
    assert.equal(store.file('batch:b/file:x')?.outcome, 'done');
  });

  it('holds 10,000 file rows in little memory and brings single changes in quickly', async () => {
    const { ledger, store } = setUp(running('r', 10_000));
    const before = process.memoryUsage().heapUsed;
    assert.equal(store.files('run:r')?.length, 10_000);
    const grown = process.memoryUsage().heapUsed - before;
    assert.ok(grown < 30e6, `${Math.round(grown / 1e6)} MB`);
    let spent = 0;
    for (let index = 0; index < 100; index++) {
      const written = ledger.append('r', { ...done(`f${index}.pdf`), outcome: 'done' });
      const start = performance.now();
      assert.equal(row(store, 'run:r').done, index + 1);
      spent += performance.now() - start;
      await written;
    }
    assert.ok(spent / 100 < 10, `${(spent / 100).toFixed(2)} ms a change`);
  }).timeout(10_000);
});
