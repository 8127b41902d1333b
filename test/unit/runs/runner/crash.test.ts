import assert from 'node:assert/strict';
import { delay } from '../../../../src/base/clock';
import { Doom } from './doom';
import { target, World } from './setup';

const files = 5;
const options = { maxBatchFiles: 2, concurrency: 2 };

async function startAndDie(world: World, at: number): Promise<Doom> {
  const doom = new Doom(at);
  const { runner } = await world.window(options, ledger => doom.over(ledger));
  world.cloud.before = () => doom.point();
  world.cloud.after = () => doom.point();
  await runner.startRun(await world.planMany(files), target).catch(() => {});
  world.cloud.before = () => {};
  world.cloud.after = () => {};
  return doom;
}

function assertWhole(world: World, phase: string | undefined): void {
  assert.equal(phase, 'running');
  const batched = [...world.batched().values()];
  assert.deepEqual(batched.flat().sort(), ['f0.txt', 'f1.txt', 'f2.txt', 'f3.txt', 'f4.txt']);
  const directories = [...world.cloud.batches.values()].map(batch => batch.source_directory_id);
  assert.equal(new Set(directories).size, directories.length);
  // No directory is left without a batch, and what was received was received once.
  assert.deepEqual([...world.cloud.directories.keys()].sort(), directories.sort());
  assert.equal(world.cloud.contents.size, files);
}

describe('a run whose window dies', function () {
  this.timeout(60_000);

  it('goes on from every point in the next window, sending nothing twice', async () => {
    let at = 1;
    for (; ; at++) {
      const world = new World();
      try {
        const doom = await startAndDie(world, at);
        const { ledger, runner } = await world.window(options);
        const [run] = await runner.resumeAll();
        if (doom.points < at) break;
        if (run) assertWhole(world, run.phase);
        else if (ledger.runs().length > 0) assertWhole(world, ledger.runs()[0]?.phase);
        else assert.equal(world.cloud.calls.length, 0);
      } catch (error) {
        throw new Error(`after dying at point ${at}`, { cause: error });
      } finally {
        world.dispose();
      }
    }
    assert.ok(at > 40, `${at} points`);
  });

  it('goes on though the next windows die as well', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const world = new World();
      try {
        await startAndDie(world, 3 + seed);
        for (let life = 1; life < 40; life++) {
          const doom = new Doom(2 + ((seed * 7 + life * 5) % 11) + life);
          const { ledger, runner } = await world.window(options, opened => doom.over(opened));
          if (ledger.runs()[0]?.phase === 'running') break;
          world.cloud.before = () => doom.point();
          world.cloud.after = () => doom.point();
          await runner.resumeAll();
          world.cloud.before = () => {};
          world.cloud.after = () => {};
        }
        const { ledger } = await world.window(options);
        assertWhole(world, ledger.runs()[0]?.phase);
      } finally {
        world.dispose();
      }
    }
  });

  it('is taken up by one window only', async () => {
    const world = new World();
    try {
      await startAndDie(world, 12);
      const [first, second] = [await world.window(options), await world.window(options)];
      let goOn = () => {};
      const held = new Promise<void>(resolve => {
        goOn = resolve;
      });
      const working = new Promise<void>(resolve => {
        world.cloud.before = () => {
          resolve();
          return held;
        };
      });
      const resuming = first.runner.resumeAll();
      await working;
      const calls = world.cloud.calls.length;
      await second.runner.resumeAll();
      assert.equal(world.cloud.calls.length, calls);
      goOn();
      await resuming;
      const { ledger } = await world.window();
      assertWhole(world, ledger.runs()[0]?.phase);
    } finally {
      world.dispose();
    }
  });

  it('leaves the server time to store what was on its way', async () => {
    for (const mode of ['batches', 'jobs'] as const) {
      const world = new World();
      try {
        const { cloud, clock } = world;
        const { runner } = await world.window({ concurrency: 1 });
        const { uploadDirectoryFile, uploadParse } = cloud;
        let late: Promise<unknown> | undefined;
        cloud.uploadDirectoryFile = async (directoryId, source, fields) => {
          late = delay(clock, 3_000).then(() => uploadDirectoryFile(directoryId, source, fields));
          runner.dispose();
          throw new Error('The window is gone.');
        };
        cloud.uploadParse = async (source, fields) => {
          late = delay(clock, 3_000).then(() => uploadParse(source, fields));
          runner.dispose();
          throw new Error('The window is gone.');
        };
        await runner.startRun(await world.planMany(2), { ...target, mode });
        Object.assign(cloud, { uploadDirectoryFile, uploadParse });
        const [run] = await (await world.window()).runner.resumeAll();
        await late;
        assert.equal(run?.phase, 'running');
        assert.equal(cloud.stored.size, 2);
        assert.deepEqual([...new Set(run.files.map(file => file.outcome))], ['waiting']);
      } finally {
        world.dispose();
      }
    }
  });

  it('stops without loss when its window closes, and leaves the person’s cancel alone', async () => {
    const world = new World();
    try {
      const { runner } = await world.window(options);
      world.cloud.before = call => {
        if (call.subject === 'f2.txt') runner.dispose();
      };
      const run = await runner.startRun(await world.planMany(files), target);
      assert.deepEqual([run.phase, run.error, run.cancelRequested], ['uploading', null, false]);
      world.cloud.before = () => {};
      const [resumed] = await (await world.window(options)).runner.resumeAll();
      assertWhole(world, resumed?.phase);
    } finally {
      world.dispose();
    }
  });
});
