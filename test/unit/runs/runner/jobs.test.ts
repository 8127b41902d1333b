import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from '../../../../src/base/clock';
import type { LlamaCloud } from '../../../../src/client/api';
import type { Run } from '../../../../src/runs/run';
import { cut, refusal } from '../../../support/fakeLlamaCloud';
import { Doom } from './doom';
import { target, World } from './setup';

const jobs = { ...target, mode: 'jobs' } as const;
const options = { maxBatchFiles: 2, concurrency: 2 };

describe('a run without batches', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());

  const pathsOf = (method: keyof LlamaCloud) =>
    world.cloud.calls.filter(call => call.method === method).map(call => call.subject);
  /** Every file has one job of its own, which the ledger knows. */
  const assertWhole = ({ cloud }: World, run: Run | undefined, count: number) => {
    assert.deepEqual([run?.phase, run?.mode], ['running', 'jobs']);
    assert.equal(cloud.jobs.size, count);
    for (const file of run?.files ?? []) {
      const job = cloud.jobs.get(file.jobId ?? '');
      assert.deepEqual(job?.user_metadata, { llama_batches_run: run?.id, path: file.path });
      assert.equal(file.outcome, 'waiting');
    }
  };

  it('makes every file a job of its own, with nothing but one request each', async () => {
    const { ledger, runner } = await world.window();
    const run = await runner.startRun(await world.planMany(5), jobs);
    assertWhole(world, run, 5);
    assert.equal(world.cloud.calls.length, 5);
    assert.ok(run.files.every(file => file.sha256?.length === 64 && file.directoryId === null));
    assert.equal(ledger.get(run.id), run);
  });

  it('goes on as jobs where batches are refused, by the files that are on the server', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ maxBatchFiles: 3 });
    cloud.before = call => {
      if (call.method === 'createBatch') throw refusal(403, 'Batches are part of the Pro plan.');
    };
    const stood = await runner.startRun(await world.planMany(5), target);
    assert.deepEqual([stood.phase, stood.pause], ['uploading', { reason: 'plan', until: null }]);
    assert.match(stood.error ?? '', /Batches are part of the Pro plan/);
    assert.deepEqual(await runner.wake('local'), []);
    const run = await runner.useJobs(stood.id);
    assertWhole(world, run, 5);
    assert.deepEqual(pathsOf('uploadDirectoryFile').sort(), ['f0.txt', 'f1.txt', 'f2.txt']);
    assert.equal(cloud.count('createParse'), 3);
    assert.deepEqual(pathsOf('uploadParse').sort(), ['f3.txt', 'f4.txt']);
    assert.equal(cloud.count('createBatch'), 1);
  });

  it('leaves the batches alone that were made before they were refused, and cancels both kinds', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ maxBatchFiles: 2 });
    cloud.before = call => {
      if (call.method === 'createBatch' && cloud.batches.size > 0) throw refusal(403);
    };
    const stood = await runner.startRun(await world.planMany(5), target);
    const run = await runner.useJobs(stood.id);
    assert.equal(run.phase, 'running');
    assert.deepEqual([...world.batched().values()], [['f0.txt', 'f1.txt']]);
    assert.deepEqual(
      run.files.map(file => file.jobId !== null),
      [false, false, true, true, true],
    );
    await runner.cancelRun(run.id);
    assert.deepEqual(
      [...cloud.batches.values()].map(batch => batch.status),
      ['CANCELLED'],
    );
    assert.ok([...cloud.jobs.values()].every(job => job.status === 'CANCELLED'));
    assert.equal(cloud.count('cancelParseJob'), 3);
  });

  for (const [what, method, error] of [
    ['a directory is forbidden', 'createDirectory', refusal(403)],
    ['the server knows no batches', 'createBatch', refusal(404, 'Not Found')],
    ['the server knows no directories', 'createDirectory', refusal(405)],
  ] as const) {
    it(`is offered where ${what}`, async () => {
      const { runner } = await world.window();
      world.cloud.before = call => {
        if (call.method === method) throw error;
      };
      const stood = await runner.startRun(await world.planMany(2), target);
      assert.equal(stood.pause?.reason, 'plan');
      assertWhole(world, await runner.useJobs(stood.id), 2);
    });
  }

  it('can be told so by whoever hears that it stands still', async () => {
    const { runner } = await world.window();
    world.cloud.before = call => {
      if (call.method === 'createBatch') throw refusal(403);
    };
    let going: Promise<Run> | undefined;
    runner.onDidPause(({ run, reason }) => {
      if (reason === 'plan') going = runner.useJobs(run.id);
    });
    await runner.startRun(await world.planMany(2), target);
    assertWhole(world, await going, 2);
  });

  it('is not offered for extraction, which is done in batches only, nor for a run that does not stand still', async () => {
    const { runner } = await world.window();
    world.cloud.before = call => {
      if (call.method === 'createBatch') throw refusal(403);
    };
    const run = await runner.startRun(await world.planMany(1), { ...target, jobType: 'extract_v2' });
    assert.deepEqual(run.pause, { reason: 'other', until: null });
    await assert.rejects(runner.useJobs(run.id), /extracted in batches only/);
    const extraction = { ...jobs, jobType: 'extract_v2' } as const;
    await assert.rejects(runner.startRun(await world.planMany(1), extraction), /extracted in batches only/);
    world.cloud.before = () => {};
    const { id } = await runner.startRun(await world.planMany(1), target);
    await assert.rejects(runner.useJobs(id), /does not stand still/);
  });

  it('sends what the server no longer has, and fails what is nowhere', async () => {
    const { cloud } = world;
    const { runner } = await world.window();
    cloud.before = call => {
      if (call.method === 'createBatch') throw refusal(403);
    };
    const { id } = await runner.startRun(await world.planMany(2), target);
    cloud.stored.clear();
    rmSync(join(world.docs, 'f1.txt'));
    const run = await runner.useJobs(id);
    assert.equal(cloud.jobs.size, 1);
    assert.deepEqual(
      run.files.map(file => file.outcome),
      ['waiting', 'failed'],
    );
    assert.match(run.files[1]?.error ?? '', /no longer has the bytes of this file\. The file is not there/);
  });

  for (const method of ['uploadParse', 'createParse'] as const) {
    it(`looks before it repeats a ${method} whose answer was lost`, async () => {
      const { cloud } = world;
      for (const phase of ['after', 'before'] as const) {
        const { ledger, runner } = await world.window({ concurrency: 1 });
        const already = cloud.count(method);
        cloud.jobs.clear();
        let faults = 1;
        cloud[phase] = call => {
          if (call.method === 'createBatch') throw refusal(403);
          if (call.method === method && faults-- > 0) throw cut(true);
        };
        const plan = await world.planMany(3);
        const started = await runner.startRun(plan, method === 'uploadParse' ? jobs : target);
        const run = method === 'uploadParse' ? started : await runner.useJobs(started.id);
        assertWhole(world, run, 3);
        assert.equal(cloud.count(method) - already, phase === 'after' ? 3 : 4);
        cloud.before = () => {};
        cloud.after = () => {};
        await ledger.forget(run.id);
      }
    });
  }

  it('looks among the jobs of the last minutes only, by the server’s clock', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    const day = 24 * 60 * 60 * 1000;
    cloud.now = () => world.clock.now() - day / 2;
    const since: number[] = [];
    const { listParseJobs } = cloud;
    cloud.listParseJobs = (filter, request) => {
      since.push(Date.parse(filter.created_at_on_or_after ?? ''));
      return listParseJobs(filter, request);
    };
    const lost = new Set(['f0.txt', 'f2.txt']);
    cloud.after = call => {
      if (lost.delete(call.subject)) throw cut(true);
    };
    assertWhole(world, await runner.startRun(await world.planMany(3), jobs), 3);
    const ages = since.map(at => world.clock.now() - at);
    assert.equal(ages.length, 2);
    assert.ok((ages[0] ?? 0) >= day);
    assert.ok((ages[1] ?? 0) > day / 2 && (ages[1] ?? 0) < day / 2 + 5 * 60_000);
  });

  it('cancels a job that comes to be after the person cancelled', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    const controller = new AbortController();
    const { uploadParse } = cloud;
    let late: Promise<unknown> | undefined;
    cloud.uploadParse = async (source, fields, request) => {
      controller.abort();
      late = delay(world.clock, 2_000).then(() => uploadParse(source, fields));
      request?.signal?.throwIfAborted();
      throw new Error('not aborted');
    };
    const run = await runner.startRun(await world.planMany(2), jobs, { signal: controller.signal });
    await late;
    assert.equal(run.phase, 'running');
    assert.deepEqual(
      [...cloud.jobs.values()].map(job => job.status),
      ['CANCELLED'],
    );
    assert.deepEqual(
      run.files.map(file => [file.outcome, file.jobId !== null]),
      [
        ['waiting', true],
        ['cancelled', false],
      ],
    );
  });

  it('fails one file that is refused, and all where the configuration is unknown', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    cloud.before = call => {
      if (call.subject === 'f1.txt') throw refusal(413, 'File size exceeds 512MB limit.');
    };
    const run = await runner.startRun(await world.planMany(3), jobs);
    assert.deepEqual(
      run.files.map(file => file.outcome),
      ['waiting', 'failed', 'waiting'],
    );
    cloud.before = call => {
      if (call.method === 'uploadParse') throw refusal(404, 'Unknown configuration');
    };
    const asked = cloud.count('uploadParse');
    const unknown = await runner.startRun(await world.planMany(3), jobs);
    assert.deepEqual(
      [unknown.phase, unknown.error],
      ['failed', 'No file could be parsed: Unknown configuration'],
    );
    assert.equal(cloud.count('uploadParse') - asked, 1);
  });

  for (const moment of ['before', 'after'] as const) {
    it(`leaves no job running that was cancelled ${moment} the server acted`, async () => {
      const { cloud } = world;
      const { runner } = await world.window(options);
      const controller = new AbortController();
      cloud[moment] = call => {
        if (call.subject === 'f2.txt') controller.abort();
      };
      const run = await runner.startRun(await world.planMany(5), jobs, { signal: controller.signal });
      assert.deepEqual([run.phase, run.cancelRequested], ['running', true]);
      assert.ok(cloud.jobs.size >= 2);
      assert.ok([...cloud.jobs.values()].every(job => job.status === 'CANCELLED'));
      for (const file of run.files) assert.equal(file.outcome, file.jobId === null ? 'cancelled' : 'waiting');
      assert.equal(run.files.filter(file => file.jobId !== null).length, cloud.jobs.size);
    });
  }

  it('is cancelled while its jobs run, but for those that have ended', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    const run = await runner.startRun(await world.planMany(3), jobs);
    cloud.endJob(run.files[0]?.jobId ?? '', 'COMPLETED');
    await runner.cancelRun(run.id);
    assert.deepEqual(
      run.files.map(file => cloud.jobs.get(file.jobId ?? '')?.status),
      ['COMPLETED', 'CANCELLED', 'CANCELLED'],
    );
  });

  it('goes on from every point at which its window dies, making no job twice', async () => {
    for (const begins of ['jobs', 'batches'] as const) {
      for (let at = 1; ; at++) {
        const own = new World();
        try {
          const doom = new Doom(at);
          const { runner } = await own.window(options, ledger => doom.over(ledger));
          const doomed = (call: { method: string }) => {
            doom.point();
            if (call.method === 'createBatch') throw refusal(403);
          };
          own.cloud.before = doomed;
          own.cloud.after = () => doom.point();
          const plan = await own.planMany(4);
          const started = await runner.startRun(plan, { ...target, mode: begins }).catch(() => undefined);
          if (started?.pause?.reason === 'plan') await runner.useJobs(started.id).catch(() => {});
          own.cloud.before = call => {
            if (call.method === 'createBatch') throw refusal(403);
          };
          own.cloud.after = () => {};
          if (doom.points < at) break;
          const next = await own.window(options);
          await next.runner.resumeAll();
          const run = next.ledger.runs()[0];
          if (run?.pause?.reason === 'plan') await next.runner.useJobs(run.id);
          if (run) assertWhole(own, next.ledger.get(run.id), 4);
          else assert.equal(own.cloud.calls.length, 0);
        } catch (error) {
          throw new Error(`${begins}: after dying at point ${at}`, { cause: error });
        } finally {
          own.dispose();
        }
      }
    }
  });
});
