import assert from 'node:assert/strict';
import { systemClock } from '../../../../src/base/clock';
import { silentLog } from '../../../../src/base/log';
import { ApiError, errorOfResponse } from '../../../../src/client/errors';
import { openLedger } from '../../../../src/runs/ledger';
import type { Run } from '../../../../src/runs/run';
import { type RunPaused, RunRunner } from '../../../../src/runs/runner';
import { runRow } from '../../../../src/runs/runRow';
import { progressWords, type RunProgress } from '../../../../src/runs/upload/uploadProgress';
import { cut, refusal } from '../../../support/fakeLlamaCloud';
import { reached, target, World } from './setup';

/** The ledger gathers changes for parts of a second, which pass as well. */
const seconds = (ms: number) => Math.round(ms / 5000) * 5;

describe('a run that cannot go on at the moment', function () {
  this.timeout(30_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());

  /** Refuses a file's upload so often; each time with the error. */
  const refuse = (path: string, error: unknown, times = Number.POSITIVE_INFINITY) => {
    let left = times;
    world.cloud.before = call => {
      if (call.subject === path && left-- > 0) throw error;
    };
  };
  const sent = () =>
    world.cloud.calls.filter(call => call.method === 'uploadDirectoryFile').map(call => call.subject);
  const listen = (runner: { onDidPause(listener: (paused: RunPaused) => void): unknown }) => {
    const paused: RunPaused[] = [];
    runner.onDidPause(pause => paused.push(pause));
    return paused;
  };

  for (const [reason, error] of [
    ['auth', refusal(401)],
    ['payment', refusal(402, 'No quota left to create a job')],
    ['other', refusal(403)],
  ] as const) {
    it(`keeps what was sent and waits for its person: ${reason}`, async () => {
      const { ledger, runner } = await world.window({ concurrency: 1 });
      const paused = listen(runner);
      refuse('f2.txt', error);
      const run = await runner.startRun(await world.planMany(4), target);
      assert.deepEqual(
        [run.phase, run.error, run.pause],
        ['uploading', error.message, { reason, until: null }],
      );
      assert.deepEqual(
        run.files.map(file => file.outcome),
        ['waiting', 'waiting', 'queued', 'queued'],
      );
      assert.deepEqual(paused, [{ run, reason }]);
      assert.equal(runner.isDriving(run.id), false);
      assert.equal(runRow(run, null, true).status, 'STOPPED');
      refuse('', error);
      const resumed = await runner.resume(run.id);
      assert.deepEqual([resumed.phase, resumed.error, resumed.pause], ['running', null, null]);
      assert.equal(ledger.get(run.id), resumed);
      assert.deepEqual(sent(), ['f0.txt', 'f1.txt', 'f2.txt', 'f2.txt', 'f3.txt']);
      assert.deepEqual([...world.batched().values()], [['f0.txt', 'f1.txt', 'f2.txt', 'f3.txt']]);
    });
  }

  for (const [reason, sentence, error] of [
    ['rate_limited', /^Rate limited, next try \d\d:\d\d\.$/, refusal(429)],
    ['offline', /^The server could not be reached, next try \d\d:\d\d\.$/, cut()],
    ['offline', /^The server failed \(503\), next try \d\d:\d\d\.$/, refusal(503)],
    ['offline', /^The server gave no proper answer, next try/, new ApiError('unexpected', 'No JSON.')],
  ] as const) {
    it(`goes on by itself: ${sentence.source}`, async () => {
      const { ledger, runner } = await world.window({ concurrency: 1 });
      const paused = listen(runner);
      const told: RunProgress[] = [];
      refuse('f1.txt', error, 2);
      const run = await runner.startRun(await world.planMany(3), target, {
        onProgress: progress => told.push(progress),
      });
      assert.deepEqual([run.phase, run.error, run.pause], ['running', null, null]);
      assert.deepEqual(sent(), ['f0.txt', 'f1.txt', 'f1.txt', 'f1.txt', 'f2.txt']);
      assert.deepEqual(
        paused.map(pause => pause.reason),
        [reason, reason],
      );
      const [first, second] = paused;
      assert.match(first?.run.error ?? '', sentence);
      const wait = (of: RunPaused | undefined) => of?.run.pause?.until ?? 0;
      // 5 s, then 10 s: nothing was sent in between.
      assert.equal(seconds(wait(second) - wait(first)), 10);
      assert.ok(runRow(first?.run ?? run, null, true).active);
      const words = told.map(progressWords);
      assert.ok(words.includes(`1/3 files. ${first?.run.error}`), words.join('\n'));
      assert.equal(words.at(-1), '3/3 files, 18 bytes of 18 bytes');
      assert.equal(ledger.get(run.id), run);
    });
  }

  it('waits as long as the server asks, and says until when on which day', async () => {
    const { runner } = await world.window();
    const paused = listen(runner);
    const tillTomorrow = 10 * 60 * 60 * 1000;
    const startedAt = world.clock.now();
    refuse('f0.txt', errorOfResponse(429, { retryAfterMs: tillTomorrow }), 1);
    const run = await runner.startRun(await world.planMany(1), target);
    assert.equal(run.phase, 'running');
    assert.ok((paused[0]?.run.pause?.until ?? 0) - startedAt >= tillTomorrow);
    assert.match(paused[0]?.run.error ?? '', /next try 2026-01-06 \d\d:\d\d\.$/);
  });

  it('waits longer each time that nothing comes of it, up to five minutes, and briefly again after news', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    const waits: number[] = [];
    runner.onDidPause(({ run }) => waits.push((run.pause?.until ?? 0) - world.clock.now()));
    let left = 8;
    cloud.before = call => {
      if (call.subject === 'f0.txt' && left-- > 0) throw refusal(429);
      if (call.subject === 'f1.txt' && left-- === -1) throw refusal(429);
    };
    await runner.startRun(await world.planMany(2), target);
    assert.deepEqual(waits.map(seconds), [5, 10, 20, 40, 80, 160, 300, 300, 5]);
  });

  it('asks its person when the answers stay strange', async () => {
    const { runner } = await world.window();
    const paused = listen(runner);
    refuse('f0.txt', new ApiError('unexpected', 'Check the server address.'));
    const run = await runner.startRun(await world.planMany(1), target);
    assert.deepEqual([run.error, run.pause], ['Check the server address.', { reason: 'other', until: null }]);
    assert.equal(paused.length, 6);
  });

  it('keeps its wait over a reload', async () => {
    const first = await world.window();
    refuse('f0.txt', errorOfResponse(429, { retryAfterMs: 600_000 }));
    first.runner.onDidPause(() => first.runner.dispose());
    const run = await first.runner.startRun(await world.planMany(1), target);
    assert.equal(run.pause?.reason, 'rate_limited');
    const until = run.pause.until ?? 0;
    assert.ok(until > world.clock.now() + 500_000);
    let sentAt = 0;
    world.cloud.before = () => {
      sentAt ||= world.clock.now();
    };
    const [resumed] = await (await world.window()).runner.resumeAll();
    assert.equal(resumed?.phase, 'running');
    assert.ok(sentAt >= until);
  });

  it('goes on at once when its person says so, or the connection is back', async () => {
    for (const how of ['resume', 'wake'] as const) {
      const { ledger, runner } = await world.window();
      let woken = 0;
      refuse('f0.txt', errorOfResponse(429, { retryAfterMs: 3_600_000 }), 1);
      runner.onDidPause(({ run }) => {
        woken = world.clock.now();
        // Only after the event: the wait has begun then.
        setImmediate(() => void (how === 'resume' ? runner.resume(run.id) : runner.wake('local')));
      });
      const run = await runner.startRun(await world.planMany(1), target);
      assert.equal(run.phase, 'running');
      assert.ok(woken > 0 && world.clock.now() - woken < 60_000);
      await ledger.forget(run.id);
    }
  });

  it('tells and obeys whoever asks for it while it waits', async () => {
    const { runner } = await world.window({ concurrency: 1 });
    refuse('f1.txt', errorOfResponse(429, { retryAfterMs: 3_600_000 }));
    let again: Promise<unknown> | undefined;
    const notes: (string | null)[] = [];
    runner.onDidPause(({ run }) => {
      const controller = new AbortController();
      const onProgress = ({ note, files }: RunProgress) => {
        notes.push(note);
        if (files === 1 && note) controller.abort();
      };
      again ??= new Promise(resolve => setImmediate(resolve)).then(() =>
        runner.resume(run.id, { signal: controller.signal, onProgress }),
      );
    });
    const run = await runner.startRun(await world.planMany(2), target);
    assert.equal(await again, run);
    assert.equal(run.phase, 'cancelled');
    assert.match(notes.at(-1) ?? '', /^Rate limited/);
  });

  it('is taken up by the window that gets the focus, but not cut short by it', async () => {
    const first = await world.window();
    refuse('f0.txt', errorOfResponse(429, { retryAfterMs: 600_000 }), 1);
    let adopted: Promise<Run[]> | undefined;
    first.runner.onDidPause(() => {
      adopted = new Promise(resolve => setImmediate(resolve)).then(() => first.runner.adopt());
    });
    const began = world.clock.now();
    const run = await first.runner.startRun(await world.planMany(1), target);
    assert.equal(run.phase, 'running');
    assert.ok(world.clock.now() - began >= 600_000);
    assert.deepEqual(await adopted, [run]);
    refuse('f0.txt', refusal(401));
    const { id } = await first.runner.startRun(await world.planMany(1), target);
    assert.deepEqual(await first.runner.adopt(), []);
    assert.equal(first.ledger.get(id)?.pause?.reason, 'auth');
  });

  it('goes on after a sign-in, in one window, and asks for the next one once', async () => {
    const one = await world.window();
    const two = await world.window();
    const paused = [...[one, two].map(({ runner }) => listen(runner))];
    refuse('f0.txt', refusal(401));
    const { id } = await one.runner.startRun(await world.planMany(2), target);
    await two.ledger.refresh();
    // The new key is wrong, too.
    await Promise.all([one.runner.wake('local'), two.runner.wake('local')]);
    assert.equal(paused.flat().length, 2);
    refuse('', refusal(401));
    await two.ledger.refresh();
    await Promise.all([one, two].map(({ runner }) => runner.wake('elsewhere')));
    assert.equal(one.ledger.get(id)?.phase, 'uploading');
    await one.ledger.refresh();
    await Promise.all([one, two].map(({ runner }) => runner.wake('local')));
    await one.ledger.refresh();
    assert.equal(one.ledger.get(id)?.phase, 'running');
    assert.equal(world.cloud.batches.size, 1);
    assert.equal(world.cloud.contents.size, 2);
  });

  it('is not tried by one window what another has tried since', async () => {
    const one = await world.window();
    refuse('f0.txt', refusal(401));
    await one.runner.startRun(await world.planMany(1), target);
    // This window does not hear of changes by itself.
    const deaf = { ...systemClock, setTimeout: () => 0 };
    const ledger = await openLedger(world.ledgerFolder, { log: silentLog, clock: deaf });
    const late = new RunRunner({ ledger, clientFor: async () => world.cloud, log: silentLog, clock: deaf });
    try {
      await one.runner.wake('local');
      assert.equal(sent().length, 2);
      await late.wake('local');
      assert.equal(sent().length, 2);
      await late.wake('local');
      assert.equal(sent().length, 3);
    } finally {
      late.dispose();
      ledger.dispose();
    }
  });

  it('does not lose a sign-in that comes while the old key is being refused', async () => {
    const { runner } = await world.window();
    let signedIn = false;
    world.cloud.before = async call => {
      if (call.subject !== 'f0.txt' || signedIn) return;
      signedIn = true;
      void runner.wake('local');
      throw refusal(401);
    };
    const run = await runner.startRun(await world.planMany(1), target);
    assert.equal(run.phase, 'running');
  });

  it('waits though a server that keeps failing says each time that it is back', async () => {
    const { runner } = await world.window();
    const waits: number[] = [];
    runner.onDidPause(({ run }) => waits.push(seconds((run.pause?.until ?? 0) - world.clock.now())));
    let left = 3;
    world.cloud.before = call => {
      if (call.subject !== 'f0.txt' || left-- <= 0) return;
      void runner.wake('local');
      throw cut();
    };
    const began = world.clock.now();
    await runner.startRun(await world.planMany(1), target);
    assert.deepEqual(waits, [5, 10, 20]);
    assert.ok(world.clock.now() - began >= 35_000);
  });

  it('leaves what needs a decision alone until it is made', async () => {
    const { runner } = await world.window();
    refuse('f0.txt', refusal(402));
    const { id } = await runner.startRun(await world.planMany(1), target);
    refuse('', refusal(402));
    assert.deepEqual(await runner.wake('local'), []);
    assert.deepEqual(await (await world.window()).runner.resumeAll(), []);
    assert.equal((await runner.resume(id)).phase, 'running');
  });

  it('is cancelled in the middle of its wait', async () => {
    const { ledger, runner } = await world.window({ concurrency: 1 });
    refuse('f1.txt', errorOfResponse(429, { retryAfterMs: 3_600_000 }), 1);
    const startedAt = world.clock.now();
    let cancelling: Promise<unknown> | undefined;
    runner.onDidPause(({ run }) => {
      cancelling ??= runner.cancelRun(run.id);
    });
    const run = await runner.startRun(await world.planMany(2), target);
    await cancelling;
    assert.equal(run.phase, 'cancelled');
    assert.equal(ledger.get(run.id), run);
    assert.equal(world.cloud.directories.size, 0);
    assert.ok(world.clock.now() - startedAt < 60_000);
  });

  it('does not stand still first where its person cancels as it is refused', async () => {
    const controller = new AbortController();
    const { runner } = await world.window({
      clientFor: async () => {
        controller.abort();
        throw refusal(429);
      },
    });
    const paused = listen(runner);
    const run = await runner.startRun(await world.planMany(1), target, { signal: controller.signal });
    assert.deepEqual([run.phase, paused], ['cancelled', []]);
  });

  it('looks again before it sends what was doubtful when it stopped', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    // The answer is lost, and the server cannot be asked for a while whether it acted.
    let lost = 0;
    cloud.after = call => {
      if (call.method === 'uploadDirectoryFile' && call.subject === 'f1.txt' && lost++ === 0) throw cut(true);
    };
    let blind = 2;
    cloud.before = call => {
      if (call.method === 'listDirectoryFiles' && blind-- > 0) throw refusal(503);
    };
    const run = await runner.startRun(await world.planMany(3), target);
    assert.equal(run.phase, 'running');
    assert.deepEqual(sent(), ['f0.txt', 'f1.txt', 'f2.txt']);
    const at = reached({ ledger: (await world.window()).ledger }, ({ phase }) => phase === 'running');
    assert.deepEqual(
      (await at).files.map(file => file.sha256?.length),
      [64, 64, 64],
    );
  });
});
