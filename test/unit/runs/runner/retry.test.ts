import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvent } from '../../../../src/runs/ledgerEvents';
import type { FileOutcome, Run } from '../../../../src/runs/run';
import { runRow } from '../../../../src/runs/runRow';
import { cut } from '../../../support/fakeLlamaCloud';
import { Doom } from './doom';
import { target, World } from './setup';

const outcomeOf = (path: string, outcome: FileOutcome): RunEvent => ({
  ...{ type: 'outcome', path, outcome },
  ...{ error: null, pages: null, failedPages: 0 },
});

describe('trying failed files once more', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());

  /** A run of four files that has ended: two failed, one was cancelled, one is done. */
  async function ended(of: World, mode: 'batches' | 'jobs' = 'batches') {
    const { ledger, runner } = await of.window();
    const { id, batches } = await runner.startRun(await of.planMany(4), { ...target, mode });
    await ledger.append(
      id,
      { type: 'charge', path: 'f1.txt', credits: 3, tier: 'fast' },
      outcomeOf('f0.txt', 'done'),
      outcomeOf('f1.txt', 'failed'),
      outcomeOf('f2.txt', 'failed'),
      outcomeOf('f3.txt', 'cancelled'),
      ...batches.map(
        (batch): RunEvent => ({
          type: 'batchStatus',
          batchId: batch.batchId ?? '',
          status: 'COMPLETED',
        }),
      ),
      { type: 'phase', phase: 'finished', error: null, at: of.clock.now() },
    );
    return { ledger, runner, id };
  }
  const outcomes = (run: Run | undefined) => run?.files.map(file => file.outcome);

  it('makes a new batch of them in the same run, without sending their bytes again', async () => {
    const { cloud } = world;
    const { ledger, runner, id } = await ended(world);
    assert.ok(runRow(ledger.get(id) as Run, null, true).retryable);
    const run = await runner.retryFailed(id);
    assert.deepEqual(outcomes(run), ['done', 'waiting', 'waiting', 'waiting']);
    assert.deepEqual([run.phase, run.batches.length, run.endedAt], ['running', 2, null]);
    assert.deepEqual([...world.batched().values()].at(-1), ['f1.txt', 'f2.txt', 'f3.txt']);
    assert.deepEqual([cloud.count('uploadDirectoryFile'), cloud.count('addDirectoryFile')], [4, 3]);
    // Of a run that had ended nothing can be under way that would have to be looked for.
    assert.equal(cloud.calls.length, 1 + 4 + 1 + (1 + 3 + 1));
    const added = cloud.files.get(run.batches[1]?.directoryId ?? '') ?? [];
    for (const file of run.files.slice(1)) {
      const copy = added.find(other => other.unique_id === file.path);
      assert.deepEqual(copy?.metadata, { path: file.path, sha256: file.sha256 });
      assert.equal(copy?.id, file.directoryFileId);
    }
    assert.deepEqual([run.files[1]?.creditsBefore, run.files[1]?.credits], [3, null]);
  });

  it('takes only those that are named', async () => {
    const { runner, id } = await ended(world);
    const run = await runner.retryFailed(id, ['f2.txt', 'f0.txt', 'unknown.txt']);
    assert.deepEqual(outcomes(run), ['done', 'failed', 'waiting', 'cancelled']);
    assert.deepEqual([...world.batched().values()].at(-1), ['f2.txt']);
  });

  it('has nothing to do where nothing failed, or the run goes on', async () => {
    const { runner, id } = await ended(world);
    await assert.rejects(runner.retryFailed(id, ['f0.txt']), /nothing to try again/);
    await runner.retryFailed(id, ['f1.txt']);
    await assert.rejects(runner.retryFailed(id), /has not ended yet/);
  });

  it('sends what the server no longer has, and fails clearly what is nowhere', async () => {
    const { cloud } = world;
    const { runner, id } = await ended(world);
    cloud.stored.clear();
    appendFileSync(join(world.docs, 'f1.txt'), 'more');
    const run = await runner.retryFailed(id);
    assert.deepEqual(outcomes(run), ['done', 'failed', 'waiting', 'waiting']);
    assert.equal(
      run.files[1]?.error,
      'The server no longer has the bytes of this file. The file was changed after it was planned. Start again to parse its new version.',
    );
    assert.equal(cloud.count('uploadDirectoryFile'), 4 + 2);
  });

  it('uses the server’s copy of a file that was changed since', async () => {
    const { runner, id } = await ended(world);
    appendFileSync(join(world.docs, 'f1.txt'), 'more');
    const run = await runner.retryFailed(id, ['f1.txt']);
    assert.equal(run.files[1]?.outcome, 'waiting');
  });

  it('does not trust a copy that has outlived its time', async () => {
    const { cloud } = world;
    const { ledger, runner, id } = await ended(world);
    await new Promise<void>(resolve => world.clock.setTimeout(() => resolve(), 49 * 60 * 60 * 1000));
    await runner.retryFailed(id);
    assert.deepEqual([cloud.count('uploadDirectoryFile'), cloud.count('addDirectoryFile')], [7, 0]);
    assert.equal(ledger.get(id)?.phase, 'running');
  });

  it('ends the run at once where none can be tried', async () => {
    const { runner, id } = await ended(world);
    world.cloud.stored.clear();
    appendFileSync(join(world.docs, 'f1.txt'), 'more');
    const run = await runner.retryFailed(id, ['f1.txt']);
    assert.deepEqual([run.phase, run.error, run.notified], ['finished', null, false]);
    assert.deepEqual(outcomes(run), ['done', 'failed', 'failed', 'cancelled']);
  });

  it('makes new jobs in a run without batches, and is not misled by the old ones', async () => {
    const { cloud } = world;
    const { runner, id, ledger } = await ended(world, 'jobs');
    const old = ledger.get(id)?.files.map(file => file.jobId);
    let lost = 0;
    cloud.before = call => {
      if (call.subject === 'f1.txt' && lost++ === 0) throw cut(true);
    };
    const run = await runner.retryFailed(id, ['f1.txt']);
    assert.equal(run.phase, 'running');
    assert.equal(cloud.jobs.size, 5);
    assert.ok(run.files[1]?.jobId && !old?.includes(run.files[1].jobId));
  });

  it('goes on from every point at which its window dies', async () => {
    for (const mode of ['batches', 'jobs'] as const) {
      for (let at = 1; ; at++) {
        const own = new World();
        try {
          const { id } = await ended(own, mode);
          const doom = new Doom(at);
          const dying = await own.window({ concurrency: 2 }, ledger => doom.over(ledger));
          own.cloud.before = () => doom.point();
          own.cloud.after = () => doom.point();
          await dying.runner.retryFailed(id).catch(() => {});
          own.cloud.before = () => {};
          own.cloud.after = () => {};
          if (doom.points < at) break;
          const next = await own.window();
          await next.runner.resumeAll();
          if (next.ledger.get(id)?.phase === 'finished') await next.runner.retryFailed(id);
          const run = next.ledger.get(id);
          assert.deepEqual(outcomes(run), ['done', 'waiting', 'waiting', 'waiting']);
          assert.equal(own.cloud.contents.size, mode === 'jobs' ? 0 : 7);
          assert.equal(own.cloud.batches.size, mode === 'jobs' ? 0 : 2);
          assert.equal(own.cloud.jobs.size, mode === 'jobs' ? 7 : 0);
        } catch (error) {
          throw new Error(`${mode}: after dying at point ${at}`, { cause: error });
        } finally {
          own.dispose();
        }
      }
    }
  });
});
