import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import type { Run } from '../../../src/runs/run';
import type { RunPaused } from '../../../src/runs/runner';
import type { Seen } from '../../support/faultServer';
import type { Fault } from '../../support/faults';
import * as harm from '../../support/faults';
import { Books } from './books';
import { isUpload } from './schedule';
import { Service, type Window, World } from './world';

const minute = 60_000;
const files = 12;
const createBatch = 'POST /api/v2/batches';
const createDirectory = 'POST /api/v1/beta/directories';

describe('a run behind faults', function () {
  this.timeout(30_000);
  let service: Service;
  let world: World;
  let window: Window;

  before(async () => {
    service = await Service.start();
  });
  beforeEach(async () => {
    world = new World(service);
    await world.signIn();
    window = await open();
  });
  afterEach(() => world.dispose());
  after(() => service?.stop());

  async function open(): Promise<Window> {
    const opened = await world.open();
    opened.poller.start();
    return opened;
  }

  const plan = () =>
    world.plan(
      Object.fromEntries(Array.from({ length: files }, (_, i) => [`f${i}.txt`, `${Math.random()}`])),
    );

  /** Starts a run and stays with it as far as the upload goes. */
  const start = async (more: Parameters<World['target']>[0] = {}): Promise<Run> =>
    window.runner.startRun(await plan(), world.target(more));

  /** Resolves when a run stands still. */
  const standstill = () =>
    new Promise<void>(resolve => {
      window.runner.onDidPause(() => resolve());
    });

  /** The run at its end, once all that it says was held against what the server did. */
  async function truth(runId: string): Promise<Run> {
    const run = await world.ended(window, runId);
    (await Books.read(service.server, service.direct)).check(run);
    return run;
  }

  /** The fault meets the requests that are chosen, so many times. */
  function meet(fault: Fault, chosen: (seen: Seen) => boolean, times = Number.POSITIVE_INFINITY): void {
    let left = times;
    service.server.plan = seen => (chosen(seen) && left-- > 0 ? fault : undefined);
  }

  const to = (route: string) => (seen: Seen) => seen.route === route;
  const done = (run: Run) => run.files.filter(file => file.outcome === 'done').length;

  describe('that a person has to do something about', () => {
    it('401: stands still, asks once, and goes on by itself after a sign-in', async () => {
      meet(harm.status(401), seen => seen.place >= 5);
      let asked = 0;
      window.connection.onDidRefuse(() => asked++);
      const run = await start();
      assert.deepEqual(run.pause, { reason: 'auth', until: null });
      assert.equal(run.phase, 'uploading');
      const sent = service.server.count();
      await world.pass(60 * minute);
      assert.equal(service.server.count(), sent, 'nothing is sent without a key');
      assert.equal(asked, 1);
      service.server.plan = () => undefined;
      await world.signIn();
      assert.equal(done(await truth(run.id)), files);
    });

    it('402: waits for credits, and goes on where it was', async () => {
      meet(harm.status(402), isUpload, 100);
      const run = await start();
      assert.deepEqual(run.pause, { reason: 'payment', until: null });
      const sent = service.server.count();
      await world.pass(60 * minute);
      assert.equal(service.server.count(), sent, 'nothing is sent without credits');
      service.server.plan = () => undefined;
      await window.runner.resume(run.id);
      assert.equal(done(await truth(run.id)), files);
    });

    it('403 on the batch: goes on with a job for each file, sending none again', async () => {
      meet(harm.status(403), to(createBatch));
      const run = await start();
      assert.equal(run.pause?.reason, 'plan');
      await window.runner.useJobs(run.id);
      assert.equal(done(await truth(run.id)), files);
      assert.equal(service.server.of('POST').filter(isUpload).length, files);
    });
  });

  describe('that passes', () => {
    const lasting: [string, Fault, RunPaused['reason'], number][] = [
      ['429', harm.status(429), 'rate_limited', 30],
      ['503', harm.status(503), 'offline', 30],
      ['500', harm.status(500), 'offline', 30],
      ['no network', harm.cut(false), 'offline', 30],
      ['silence', harm.silence(false), 'offline', 30],
      // After a few tries it is taken for a wrong address, which a person has to correct.
      ['a sign-in page', harm.html, 'offline', 1],
    ];
    for (const [name, fault, reason, minutes] of lasting) {
      it(`${name} for ${minutes} minutes: waits, says until when, and goes on by itself`, async () => {
        let over = false;
        meet(fault, seen => !over && (isUpload(seen) || seen.method === 'GET'));
        const running = start();
        await standstill();
        await world.pass(minutes * minute);
        await standstill();
        const [run] = window.ledger.runs();
        assert.ok(run);
        assert.equal(run.pause?.reason, reason);
        assert.ok((run.pause?.until ?? 0) > world.clock.now() - minute, 'the time of the next try');
        assert.match(run.error ?? '', /next try \d{4}-\d\d-\d\d|next try \d\d:\d\d/);
        assert.ok(service.server.count() < 400, `${service.server.count()} requests in vain`);
        over = true;
        await running;
        assert.equal(done(await truth(run.id)), files);
      });
    }

    it('429 with Retry-After: not a request before that, in a new window neither', async () => {
      meet(harm.status(429, { headers: { 'retry-after': '1200' } }), isUpload);
      const stopped = start();
      await standstill();
      const [run] = window.ledger.runs();
      assert.equal(run?.pause?.reason, 'rate_limited');
      window.dispose();
      await stopped;
      service.server.plan = () => undefined;
      const sent = service.server.count();
      window = await open();
      const resumed = window.runner.resumeAll();
      await world.pass(15 * minute);
      assert.equal(service.server.count(), sent);
      await resumed;
      assert.equal(done(await truth(run.id)), files);
    });
  });

  describe('that fails one file', () => {
    const refusals = [
      harm.status(413),
      harm.status(413, { early: true }),
      harm.status(422),
      harm.status(422, { shape: 'issues' }),
      harm.status(422, { shape: 'object' }),
      harm.status(400),
    ];
    for (const fault of refusals) {
      for (const mode of ['batches', 'jobs'] as const) {
        it(`${fault.name} (${mode}): that file only, with the server's words; a retry gets it through`, async () => {
          meet(fault, isUpload, 1);
          const { id } = await start({ mode });
          const run = await world.ended(window, id);
          const failed = run.files.filter(file => file.outcome === 'failed');
          assert.equal(failed.length, 1);
          assert.match(failed[0]?.error ?? '', /A fault of the test\./);
          assert.equal(done(run), files - 1);
          await window.runner.retryFailed(run.id);
          assert.equal(done(await truth(run.id)), files);
        });
      }
    }

    it('a file that is gone when its turn comes', async () => {
      const planned = await plan();
      rmSync(planned.files[3]?.source ?? '');
      const { id } = await window.runner.startRun(planned, world.target());
      const run = await world.ended(window, id);
      assert.deepEqual(
        run.files.filter(file => file.outcome === 'failed').map(file => file.path),
        [planned.files[3]?.path],
      );
    });
  });

  describe('that hides what the server has done', () => {
    const hiding = [
      harm.cut(true),
      harm.silence(true),
      harm.truncated,
      harm.halfJson,
      harm.wrongTypes,
      harm.html,
      harm.status(500, { acts: true }),
      harm.status(504, { acts: true, shape: 'none' }),
      harm.status(409, { acts: true }),
    ];
    for (const fault of hiding) {
      it(`${fault.name}, to the first request of each kind: one directory, one batch, one copy`, async () => {
        const met = new Set<string>();
        service.server.plan = seen => {
          if (met.has(seen.route)) return undefined;
          met.add(seen.route);
          return fault;
        };
        const run = await truth((await start()).id);
        assert.equal(done(run), files);
        const made = service.server.of(createDirectory).filter(seen => seen.route === createDirectory);
        assert.equal(made.filter(({ acted }) => acted === 201).length, 1);
      });

      it(`${fault.name}, to the first three jobs: none is made twice`, async () => {
        meet(fault, isUpload, 3);
        const run = await truth((await start({ mode: 'jobs' })).id);
        assert.equal(done(run), files);
      });
    }
  });

  it('a directory that is deleted meanwhile is made again', async () => {
    let deleted: Promise<void> | undefined;
    service.server.plan = seen => {
      if (isUpload(seen) && seen.nth === 6) {
        deleted = service.direct.deleteDirectory(seen.path.split('/')[5] ?? '');
      }
      return undefined;
    };
    const { id } = await start();
    await deleted;
    const run = await world.ended(window, id);
    assert.equal(done(run), files);
    assert.equal(service.server.of(createBatch).filter(({ acted }) => acted === 201).length, 1);
  });

  it('states that nobody knows yet are waited out', async () => {
    let unknown = true;
    service.server.plan = seen => (unknown && seen.method === 'GET' ? harm.unknownStates : undefined);
    const { id } = await start();
    await world.pass(10 * minute);
    unknown = false;
    assert.equal(done(await truth(id)), files);
  });

  it('slow answers are waited for', async () => {
    service.server.plan = () => harm.slow;
    assert.equal(done(await truth((await start()).id)), files);
  });

  it('a cancel that is refused can be asked for again', async () => {
    // The batch never ends, so that there is something to cancel.
    meet(harm.unknownStates, seen => seen.method === 'GET');
    const { id } = await start();
    meet(harm.status(503), seen => seen.route.endsWith('/cancel'));
    await assert.rejects(window.runner.cancelRun(id), /503/);
    assert.equal(window.ledger.get(id)?.cancelRequested, false);
    service.server.plan = () => undefined;
    await world.pass(10 * minute);
    await window.runner.cancelRun(id);
    const run = await world.ended(window, id);
    assert.ok(['cancelled', 'finished'].includes(run.phase));
  });
});
