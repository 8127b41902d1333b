import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '../../support/processes';
import { Random, seedFrom } from '../../support/random';
import { tempFolder } from '../../support/tempFolder';
import type { Actor } from './actor';
import { hasEnded } from './beliefs';
import { DataOnDisk } from './deadEngine';
import { DirectoryActor } from './directoryActor';
import { makeDocuments } from './documents';
import { ExtractActor } from './extractActor';
import { KillableEngine } from './killableEngine';
import { LibraryActor } from './libraryActor';
import { ParseActor } from './parseActor';
import { Receiver } from './receiver';
import { World } from './world';

const kills = Number(process.env['FAULT_KILLS'] ?? 40);
/** Kills while the engine starts, and kills after a longer time of work. */
const [earlyShare, lateShare] = [0.12, 0.12];
const [startMs, usualMs, lateMs] = [250, 300, 900];
const settleLimitMs = 60_000;

/** What an engine promises, however often and whenever it is killed. */
describe('an engine that is killed again and again', function () {
  this.timeout(400_000);
  this.bail(true);
  const seed = seedFrom('FAULT_SEED');
  const random = new Random(seed);
  const temporary = tempFolder();
  const engine = new KillableEngine(temporary.path);
  const receiver = new Receiver();
  let disk: DataOnDisk;
  let world: World;
  let actors: Actor[];
  let cycle = 0;

  before(async () => {
    const documents = await makeDocuments(random.fork());
    disk = new DataOnDisk(engine.dataDir, new Map(documents.map(({ name, sha256 }) => [name, sha256])));
    world = new World(engine, documents, await receiver.start(), random.fork());
    actors = [
      ...['a', 'b', 'c'].map(name => new DirectoryActor(name, world, random.fork())),
      new ParseActor('parses', world, random.fork()),
      new LibraryActor('library', world, random.fork()),
      new ExtractActor('extractions', world, random.fork()),
    ];
  });
  after(() => {
    engine.dispose();
    receiver.dispose();
    temporary.remove();
  });
  afterEach(function () {
    if (this.currentTest?.state !== 'failed') return;
    console.log(
      `kill ${cycle}; FAULT_SEED=${seed} makes the same choices again. The engine's last words:\n${engine.log}`,
    );
  });

  const check = async (rereadAll = false) => {
    await Promise.all(actors.map(actor => actor.check()));
    await world.check(rereadAll);
    receiver.check();
  };
  /** Kills it `ms` from now; nothing of it is left, and what it leaves on the disk is sound. */
  const killAfter = async (ms: number): Promise<void> => {
    await wait(ms);
    const workers = await engine.kill();
    disk.checkDead();
    await until(() => !workers.some(isRunning), 5000, 'a worker outlived its engine');
  };

  it(`loses nothing that it has acknowledged, over ${kills} kills`, async () => {
    console.log(`      FAULT_SEED=${seed}`);
    assert.ok(await engine.start());
    await world.prepare();
    for (; cycle < kills; cycle++) {
      if (cycle > 0) {
        const left = disk.temporaryFiles();
        const starting = engine.start();
        if (random.chance(earlyShare)) {
          await Promise.all([starting, killAfter(random.int(0, startMs))]);
          continue;
        }
        assert.ok(await starting);
        const kept = disk.temporaryFiles().filter(name => left.includes(name));
        assert.deepEqual(kept, [], 'files of the last engine that nobody writes any more');
      }
      await check();
      const acting = Promise.all(actors.map(actor => actor.run()));
      const ms = random.chance(lateShare) ? random.int(usualMs, lateMs) : random.int(0, usualMs);
      await Promise.all([acting, killAfter(ms)]);
    }
  });

  it('ends every batch once it is left alone, and keeps every result', async () => {
    assert.ok(await engine.start());
    await check();
    const open = () => [
      ...[...world.batches.values(), ...world.jobs.values()]
        .filter(one => !hasEnded(one.status))
        .map(one => `${one.id} ${one.status}`),
      ...actors.flatMap(actor => actor.unfinished),
    ];
    const deadline = Date.now() + settleLimitMs;
    while (open().length > 0) {
      assert.ok(Date.now() < deadline, `these never end: ${open()}`);
      await wait(50);
      const busy = actors.filter(actor => actor.unfinished.length > 0);
      await Promise.all([world.check(), ...busy.map(actor => actor.check())]);
    }
    await check(true);
    const ended = [...world.jobs.values()].map(job => job.status);
    // A short run may not have come to each of them.
    for (const status of kills < 200 ? [] : ['COMPLETED', 'FAILED', 'CANCELLED'])
      assert.ok(ended.includes(status), `no job is ${status}`);
    console.log(`      ${world.batches.size} batches, ${ended.length} jobs`);
  });

  it('tells of every batch that it ended, and of no event as if it were two', async () => {
    const types: Record<string, string> = { COMPLETED: 'batch.success', CANCELLED: 'batch.cancelled' };
    const untold = () =>
      [...world.batches.values()].filter(({ id, status }) => !receiver.has(id, types[status] ?? ''));
    await until(() => untold().length === 0, 30_000, 'the end of a batch was not told');
    receiver.check();
    console.log(`      ${receiver.repeated} events were told again, under the same id`);
  });

  it('leaves no bytes that nothing refers to, and ends in order', async () => {
    await until(() => disk.orphans().length === 0, 10_000, 'there are blobs that nothing refers to');
    assert.deepEqual(disk.temporaryFiles(), []);
    assert.equal(await engine.end(), 0, engine.log);
    disk.checkDead();
  });
});

async function until(holds: () => boolean, limitMs: number, what: string): Promise<void> {
  for (const deadline = Date.now() + limitMs; !holds(); ) {
    assert.ok(Date.now() < deadline, what);
    await wait(20);
  }
}
