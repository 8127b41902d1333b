import assert from 'node:assert/strict';
import type { LlamaCloud } from '../../../../src/client/api';
import type { Run } from '../../../../src/runs/run';
import { runRow } from '../../../../src/runs/runRow';
import { cut, refusal } from '../../../support/fakeLlamaCloud';
import { reached, target, World } from './setup';

describe('cancelling a run', function () {
  // Real files, each append synced: slow on a busy disk.
  this.timeout(30_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());
  const outcomes = (run: { files: readonly { outcome: string }[] } | undefined) =>
    run?.files.map(file => file.outcome);

  for (const method of ['createDirectory', 'uploadDirectoryFile', 'createBatch'] as const) {
    for (const moment of ['before', 'after'] as const) {
      it(`${moment} a ${method} leaves nothing running on the server`, async () => {
        const { cloud } = world;
        const { ledger, runner } = await world.window();
        const controller = new AbortController();
        cloud[moment] = call => {
          if (call.method === method) controller.abort();
        };
        const run = await runner.startRun(await world.planMany(3), target, { signal: controller.signal });
        assert.equal(run.cancelRequested, true);
        assert.equal(ledger.get(run.id), run);
        if (cloud.batches.size > 0) {
          assert.equal(run.phase, 'running');
          assert.deepEqual(
            run.batches.map(batch => batch.status),
            ['CANCELLED'],
          );
        } else {
          assert.equal(run.phase, 'cancelled');
          assert.deepEqual(outcomes(run), ['cancelled', 'cancelled', 'cancelled']);
          assert.ok([...cloud.files.values()].every(files => files.length === 0));
        }
        assert.ok([...cloud.batches.values()].every(batch => batch.status === 'CANCELLED'));
      });
    }
  }

  it('in the second part cancels the first batch and sends no more', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ maxBatchFiles: 2, concurrency: 1 });
    let cancelling: Promise<unknown> | undefined;
    cloud.before = call => {
      if (call.subject === 'f3.txt') cancelling = runner.cancelRun([...runner.startedHere][0] ?? '');
    };
    const run = await runner.startRun(await world.planMany(6), target);
    await cancelling;
    assert.equal(run.phase, 'running');
    assert.deepEqual(outcomes(run), [
      'waiting',
      'waiting',
      'cancelled',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
    assert.deepEqual(
      run.batches.map(batch => batch.status),
      ['CANCELLED'],
    );
    assert.equal(cloud.directories.size, 1);
  });

  it('cancels the batches of a run that is running, but for those that have ended', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window({ maxBatchFiles: 1 });
    const { id } = await runner.startRun(await world.planMany(3), target);
    const [first] = [...cloud.batches.keys()];
    cloud.startBatch(first ?? '');
    await runner.cancelRun(id);
    const run = ledger.get(id);
    assert.deepEqual([run?.phase, run?.cancelRequested], ['running', true]);
    assert.deepEqual(
      [...cloud.batches.values()].map(batch => batch.status),
      ['COMPLETED', 'CANCELLED', 'CANCELLED'],
    );
    assert.deepEqual(
      run?.batches.map(batch => batch.status),
      ['PENDING', 'CANCELLED', 'CANCELLED'],
    );
  });

  it('can be asked again when the server could not be', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window();
    const { id } = await runner.startRun(await world.planMany(1), target);
    cloud.before = () => {
      throw cut();
    };
    await assert.rejects(runner.cancelRun(id), /connection broke/);
    assert.equal(ledger.get(id)?.cancelRequested, false);
    cloud.before = () => {};
    await runner.cancelRun(id);
    assert.equal(ledger.get(id)?.batches[0]?.status, 'CANCELLED');
  });

  it('works for a run that stopped', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window({ concurrency: 1 });
    cloud.before = call => {
      if (call.subject === 'f1.txt') throw refusal(402);
    };
    const { id } = await runner.startRun(await world.planMany(3), target);
    cloud.before = () => {};
    await runner.cancelRun(id);
    assert.equal(ledger.get(id)?.phase, 'cancelled');
    assert.equal(cloud.directories.size, 0);
    await runner.cancelRun(id);
  });

  it('reaches the window that sends the files', async () => {
    const { cloud } = world;
    const one = await world.window({ concurrency: 1 });
    const two = await world.window();
    cloud.before = async call => {
      if (call.subject !== 'f1.txt') return;
      cloud.before = () => {};
      await two.ledger.refresh();
      const id = two.ledger.runs()[0]?.id ?? '';
      await two.runner.cancelRun(id);
      await one.ledger.refresh();
    };
    const run = await one.runner.startRun(await world.planMany(3), target);
    assert.deepEqual([run.phase, run.cancelRequested], ['cancelled', true]);
    assert.equal(cloud.directories.size, 0);
  });

  it('goes on by itself, or in the next window, where the server could not be asked', async () => {
    for (const next of [false, true]) {
      const { cloud } = world;
      const dead: LlamaCloud['cancelBatch'] = () => Promise.reject(cut());
      const first = await world.window({ maxBatchFiles: 1, concurrency: 1 });
      const { cancelBatch } = cloud;
      cloud.cancelBatch = dead;
      let cancelling: Promise<unknown> | undefined;
      cloud.before = call => {
        if (call.subject !== 'f1.txt') return;
        cancelling = first.runner.cancelRun([...first.runner.startedHere].at(-1) ?? '');
        cancelling.catch(() => {});
      };
      const driving = first.runner.startRun(await world.planMany(2), target);
      const { id } = await reached(first, run => run.cancelRequested && run.pause !== null);
      await assert.rejects(async () => cancelling, /could not be reached, next try/);
      if (next) first.runner.dispose();
      if (next) await driving;
      cloud.cancelBatch = cancelBatch;
      cloud.before = () => {};
      if (next) await (await world.window()).runner.resumeAll();
      else await driving;
      const { ledger } = await world.window();
      assert.equal(ledger.get(id)?.phase, 'running');
      assert.ok([...cloud.batches.values()].every(batch => batch.status === 'CANCELLED'));
      await ledger.forget(id);
    }
  });

  it('can be asked again, or goes on in the next window, where the server refused it', async () => {
    const { cloud } = world;
    for (const how of ['again', 'next'] as const) {
      const { ledger, runner } = await world.window({ maxBatchFiles: 1, concurrency: 1 });
      cloud.before = call => {
        if (call.subject === 'f1.txt' || call.method === 'cancelBatch') throw refusal(402, 'No quota left');
      };
      const { id } = await runner.startRun(await world.planMany(2), target);
      await assert.rejects(runner.cancelRun(id), /No quota left/);
      const row = runRow(ledger.get(id) as Run, null, true);
      assert.deepEqual([row.status, row.cancellable, row.pause?.reason], ['STOPPED', true, 'payment']);
      cloud.before = () => {};
      if (how === 'again') await runner.cancelRun(id);
      else await (await world.window()).runner.resumeAll();
      await ledger.refresh();
      const run = ledger.get(id) as Run;
      assert.deepEqual([run.phase, runRow(run, null, true).status], ['running', 'CANCELLING']);
      assert.ok([...cloud.batches.values()].every(batch => batch.status === 'CANCELLED'));
    }
  });

  for (const [what, error] of [
    ['for its person', refusal(402)],
    ['for a while', refusal(429)],
  ] as const) {
    it(`is not lost at the very moment at which a run begins to wait ${what}`, async () => {
      const { cloud } = world;
      let cancelling: Promise<unknown> | undefined;
      const { ledger, runner } = await world.window({}, opened => {
        const append: typeof opened.append = async (id, ...events) => {
          const pauses = events.some(event => event.type === 'phase' && event.pause);
          if (pauses) cancelling ??= runner.cancelRun(id);
          await opened.append(id, ...events);
        };
        return new Proxy(opened, {
          get: (of, key) => {
            const value: unknown = key === 'append' ? append : Reflect.get(of, key);
            return typeof value === 'function' && key !== 'append' ? value.bind(of) : value;
          },
        });
      });
      cloud.before = call => {
        if (call.method === 'uploadDirectoryFile') throw error;
      };
      const { id } = await runner.startRun(await world.planMany(2), target);
      assert.deepEqual(await cancelling, { credits: null, uncounted: 0 });
      assert.equal(ledger.get(id)?.phase, 'cancelled');
      assert.equal(cloud.directories.size, 0);
      assert.equal(runner.isDriving(id), false);
    });
  }

  it('tells what was charged already', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window();
    const run = await runner.startRun(await world.planMany(4), target);
    const done = { outcome: 'done', error: null, pages: 3, failedPages: 0 } as const;
    await ledger.append(
      run.id,
      { type: 'charge', path: 'f0.txt', credits: 9, tier: 'agentic' },
      { type: 'outcome', path: 'f0.txt', ...done },
      { type: 'charge', path: 'f1.txt', credits: 30, tier: 'agentic' },
      { type: 'outcome', path: 'f1.txt', ...done, outcome: 'failed' },
      { type: 'outcome', path: 'f2.txt', ...done },
    );
    assert.deepEqual(await runner.cancelRun(run.id), { credits: 39, uncounted: 1 });
    assert.equal([...cloud.batches.values()][0]?.status, 'CANCELLED');
  });

  describe('that runs, where its window closes in the middle of it', () => {
    const asked = () => world.cloud.calls.filter(({ method }) => method.startsWith('cancel'));
    const start = async (mode: 'batches' | 'jobs') => {
      const window = await world.window({ maxBatchFiles: 1, concurrency: 1 });
      const { id } = await window.runner.startRun(await world.planMany(3), { ...target, mode });
      return { ...window, id };
    };

    for (const mode of ['batches', 'jobs'] as const) {
      it(`is finished by the next window: ${mode}`, async () => {
        const { ledger, runner, id } = await start(mode);
        world.cloud.before = () => {
          if (asked().length === 2) runner.dispose();
        };
        await assert.rejects(runner.cancelRun(id));
        world.cloud.before = () => {};
        assert.equal(ledger.get(id)?.cancelRequested, true, 'what the person wants is kept');
        const before = asked().length;
        const next = await world.window();
        await next.runner.adopt();
        assert.ok(asked().length > before);
        const parts = [...(mode === 'jobs' ? world.cloud.jobs : world.cloud.batches).values()];
        assert.deepEqual(
          parts.map(({ status }) => status),
          ['CANCELLED', 'CANCELLED', 'CANCELLED'],
        );
        assert.equal(next.ledger.get(id)?.cancelRequested, true);
      });
    }

    it('is finished as soon as the server can be asked', async () => {
      const { runner, id } = await start('jobs');
      const { ledger } = await world.window();
      await ledger.append(id, { type: 'cancelRequested' });
      runner.dispose();
      const next = await world.window();
      world.cloud.before = () => {
        throw refusal(401);
      };
      await next.runner.resumeAll();
      const run = next.ledger.get(id) as Run;
      assert.deepEqual([run.cancelRequested, runRow(run, null, true).cancellable], [true, true]);
      world.cloud.before = () => {};
      await next.runner.wake('elsewhere');
      assert.deepEqual(
        new Set([...world.cloud.jobs.values()].map(({ status }) => status)),
        new Set(['RUNNING']),
      );
      await next.runner.wake('local');
      assert.deepEqual(
        [...world.cloud.jobs.values()].map(({ status }) => status),
        ['CANCELLED', 'CANCELLED', 'CANCELLED'],
      );
    });

    it('can be asked for again', async () => {
      const { ledger, runner, id } = await start('batches');
      await ledger.append(id, { type: 'cancelRequested' });
      await runner.cancelRun(id);
      assert.equal(asked().length, 3);
    });
  });

  it('asks the server once, however often and in whichever window it is asked for', async () => {
    const { cloud } = world;
    const { ledger, runner } = await world.window();
    const run = await runner.startRun(await world.planMany(2), { ...target, mode: 'jobs' });
    const other = await world.window();
    let second: Promise<unknown> | undefined;
    cloud.before = async ({ method }) => {
      if (method !== 'cancelParseJob' || second) return;
      second = runner.cancelRun(run.id);
      await other.ledger.refresh();
      await other.runner.adopt();
    };
    await runner.cancelRun(run.id);
    await second;
    await runner.adopt();
    assert.equal(cloud.count('cancelParseJob'), 2);
    assert.ok(ledger.get(run.id)?.files.every(file => file.outcome === 'waiting'));
  });
});
