import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { LlamaCloud } from '../../../../src/client/api';
import type { Run } from '../../../../src/runs/run';
import { cut, refusal } from '../../../support/fakeLlamaCloud';
import { Doom } from './doom';
import { target, World } from './setup';

const classify = {
  ...target,
  jobType: 'classify_v2',
  mode: 'jobs',
  configuration: { id: 'cfg-kinds', name: 'Kinds', tier: null, fingerprint: null },
} as const;
const options = { concurrency: 2 };

describe('a run that classifies', function () {
  this.timeout(60_000);
  let world: World;
  beforeEach(() => {
    world = new World();
  });
  afterEach(() => world.dispose());

  const calls = (method: keyof LlamaCloud) => world.cloud.count(method);
  /** Every file has one job of its own, made of bytes that were stored once, and the ledger knows both. */
  const assertWhole = ({ cloud }: World, run: Run | undefined, count: number) => {
    assert.deepEqual([run?.phase, run?.mode], ['running', 'jobs']);
    assert.deepEqual([cloud.classifyJobs.size, cloud.stored.size], [count, count]);
    for (const file of run?.files ?? []) {
      assert.equal(cloud.classifyJobs.get(file.jobId ?? '')?.file_input, file.fileId);
      assert.equal(cloud.stored.get(file.fileId ?? '')?.name, file.path);
      assert.equal(file.outcome, 'waiting');
    }
    assert.equal(new Set(run?.files.map(file => file.jobId)).size, count);
  };

  it('stores every file and makes it a job, with one request each', async () => {
    const { runner } = await world.window();
    const run = await runner.startRun(await world.planMany(3), classify);
    assertWhole(world, run, 3);
    assert.equal(world.cloud.calls.length, 6);
    assert.ok(run.files.every(file => file.sha256?.length === 64 && file.directoryId === null));
  });

  it('is never made of batches', async () => {
    const { runner } = await world.window();
    const batches = { ...classify, mode: 'batches' } as const;
    await assert.rejects(runner.startRun(await world.planMany(1), batches), /one by one/);
    assert.equal(world.cloud.calls.length, 0);
  });

  for (const method of ['uploadFile', 'createClassify'] as const) {
    for (const phase of ['before', 'after'] as const) {
      it(`makes nothing twice where the answer to ${method} is lost ${phase} the server acted`, async () => {
        const { runner } = await world.window({ concurrency: 1 });
        let faults = 1;
        world.cloud[phase] = call => {
          if (call.method === method && faults-- > 0) throw cut(true);
        };
        const run = await runner.startRun(await world.planMany(3), classify);
        assertWhole(world, run, 3);
      });
    }
  }

  it('goes on from every point at which its window dies, storing and classifying nothing twice', async () => {
    let at = 1;
    for (; ; at++) {
      const own = new World();
      try {
        const doom = new Doom(at);
        const { runner } = await own.window(options, ledger => doom.over(ledger));
        own.cloud.before = () => doom.point();
        own.cloud.after = () => doom.point();
        await runner.startRun(await own.planMany(3), classify).catch(() => undefined);
        own.cloud.before = () => {};
        own.cloud.after = () => {};
        const { ledger, runner: next } = await own.window(options);
        await next.resumeAll();
        if (doom.points < at) break;
        const [run] = ledger.runs();
        if (run) assertWhole(own, run, 3);
        else assert.equal(own.cloud.calls.length, 0);
      } catch (error) {
        throw new Error(`after dying at point ${at}`, { cause: error });
      } finally {
        own.dispose();
      }
    }
    assert.ok(at > 15, `${at} points`);
  });

  it('tries failed files again as new jobs of the bytes that are stored', async () => {
    const { ledger, runner } = await world.window();
    const { id, files } = await runner.startRun(await world.planMany(2), classify);
    const [first, second] = files;
    world.cloud.jobStore.endClassify(first?.jobId ?? '', 'FAILED');
    const none = { error: 'Broken.', pages: null, failedPages: 0 };
    await ledger.append(
      id,
      { type: 'outcome', path: 'f0.txt', outcome: 'failed', ...none },
      { type: 'classified', path: 'f1.txt', classified: { type: 'invoice', confidence: 0.9 } },
      { type: 'outcome', path: 'f1.txt', outcome: 'done', ...none },
      { type: 'phase', phase: 'finished', error: null, at: 1 },
    );
    const again = await runner.retryFailed(id);
    assert.equal(again.phase, 'running');
    assert.notEqual(again.files[0]?.jobId, first?.jobId);
    assert.equal(again.files[1]?.jobId, second?.jobId);
    assert.deepEqual(again.files[1]?.classified, { type: 'invoice', confidence: 0.9 });
    assert.deepEqual([calls('uploadFile'), calls('createClassify')], [2, 3]);
  });

  it('sends a file anew whose stored bytes are gone', async () => {
    const { ledger, runner } = await world.window();
    const { id } = await runner.startRun(await world.planMany(2), classify);
    const none = { error: 'Broken.', pages: null, failedPages: 0 };
    await ledger.append(
      id,
      { type: 'outcome', path: 'f0.txt', outcome: 'failed', ...none },
      { type: 'outcome', path: 'f1.txt', outcome: 'failed', ...none },
      { type: 'phase', phase: 'finished', error: null, at: 1 },
    );
    world.cloud.stored.clear();
    rmSync(join(world.docs, 'f1.txt'));
    const again = await runner.retryFailed(id);
    assert.deepEqual(
      again.files.map(file => file.outcome),
      ['waiting', 'failed'],
    );
    assert.match(again.files[1]?.error ?? '', /no longer has the bytes of this file/);
    assert.equal(calls('uploadFile'), 3);
  });

  it('fails one file that is refused, and all where the configuration is unknown', async () => {
    const { runner } = await world.window({ concurrency: 1 });
    let uploads = 0;
    world.cloud.before = call => {
      if (call.method === 'uploadFile' && ++uploads === 2)
        throw refusal(413, 'File size exceeds 512MB limit.');
    };
    const run = await runner.startRun(await world.planMany(3), classify);
    assert.deepEqual(
      run.files.map(file => file.outcome),
      ['waiting', 'failed', 'waiting'],
    );
    world.cloud.before = call => {
      if (call.method === 'createClassify') throw refusal(404, 'Unknown configuration');
    };
    const unknown = await runner.startRun(await world.planMany(3), classify);
    assert.deepEqual(
      [unknown.phase, unknown.error],
      ['failed', 'No file could be classified: Unknown configuration'],
    );
  });

  it('is cancelled while its jobs run, but for those that have ended', async () => {
    const { cloud } = world;
    const { runner } = await world.window({ concurrency: 1 });
    const run = await runner.startRun(await world.planMany(3), classify);
    cloud.jobStore.endClassify(run.files[0]?.jobId ?? '', 'COMPLETED', 'invoice');
    await runner.cancelRun(run.id);
    assert.deepEqual(
      run.files.map(file => cloud.classifyJobs.get(file.jobId ?? '')?.status),
      ['COMPLETED', 'CANCELLED', 'CANCELLED'],
    );
  });

  for (const moment of ['before', 'after'] as const) {
    it(`leaves no job running that was cancelled ${moment} the server made it`, async () => {
      const { cloud } = world;
      const { runner } = await world.window({ concurrency: 1 });
      const controller = new AbortController();
      let made = 0;
      cloud[moment] = call => {
        if (call.method === 'createClassify' && ++made === 2) controller.abort();
      };
      const run = await runner.startRun(await world.planMany(3), classify, { signal: controller.signal });
      assert.deepEqual([run.phase, run.cancelRequested], ['running', true]);
      assert.ok(cloud.classifyJobs.size >= 1);
      assert.ok([...cloud.classifyJobs.values()].every(job => job.status === 'CANCELLED'));
      assert.equal(run.files.filter(file => file.jobId !== null).length, cloud.classifyJobs.size);
    });
  }
});
