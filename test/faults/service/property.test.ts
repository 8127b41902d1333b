import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { applyEvents, indexOf } from '../../../src/runs/applyEvents';
import { openLedger } from '../../../src/runs/ledger';
import { parseLine } from '../../../src/runs/ledgerLine';
import type { Run } from '../../../src/runs/run';
import { finalOutcomes } from '../../../src/runs/run';
import { Random } from '../../support/random';
import { Books } from './books';
import { Mortal } from './mortal';
import { Schedule } from './schedule';
import { Service, World } from './world';

const seeds = (process.env['FAULT_SEEDS'] ?? '1,2,3').split(',').map(Number);
const files = 200;
const hour = 3_600_000;
/** Ways that a run can go, in turn over the seeds: in batches, as jobs, and as jobs after batches were refused. */
const ways = ['batches', 'jobs', 'refused'] as const;

describe('a run of 200 files behind random faults', function () {
  this.timeout(60_000);
  let service: Service;
  before(async () => {
    service = await Service.start();
  });
  after(() => service?.stop());

  for (const seed of seeds) {
    const way = ways[seed % ways.length] ?? 'batches';
    it(`tells the truth about every file and does nothing twice (seed ${seed}: ${way})`, async () => {
      const random = new Random(seed);
      const world = new World(service, random.pick([0, -hour, hour, -20 * hour, 20 * hour]));
      try {
        await world.signIn();
        const plan = await world.plan(documents(random));
        assert.equal(plan.files.length, files);
        service.server.plan = new Schedule(seed, way === 'refused').plan;
        const target = world.target({ mode: way === 'jobs' ? 'jobs' : 'batches' });
        const run = await new Mortal(world, random, target).bringToEnd(plan);
        if (way === 'refused') assert.equal(run.mode, 'jobs');
        assert.equal(run.phase, 'finished', run.error ?? '');
        const harmed = service.server.requests.filter(({ fault }) => fault);
        assert.ok(harmed.length > 40, `only ${harmed.length} requests met a fault`);
        const books = await Books.read(service.server, service.direct);
        books.check(run);
        await checkLedger(world, run, random);
        checkSecrets(world);
      } catch (error) {
        process.stderr.write(`${world.logged.slice(-40).join('\n')}\n`);
        throw new Error(`with seed ${seed}, after ${service.server.count()} requests`, { cause: error });
      } finally {
        world.dispose();
      }
    });
  }
});

const secretText = 'Ebbe und Flut';

/** Files of the same names in several folders, some of them broken; no two with the same content. */
function documents(random: Random): Record<string, string> {
  const names = Array.from({ length: files }, (_, i): [string, string] => {
    const folder = ['', 'a/', 'a/b ü/', 'c/'][i % 4];
    const unique = `${secretText} ${random.next()}`;
    return i % 20 === 7
      ? [`${folder}broken ${Math.floor(i / 4)}.pdf`, `%PDF-1.7\n${unique}`]
      : [`${folder}note ${Math.floor(i / 4)}.txt`, unique];
  });
  return Object.fromEntries(names);
}

/** Every prefix of the ledger is a run in which nothing goes back, and can be opened wherever it was torn off. */
async function checkLedger(world: World, run: Run, random: Random): Promise<void> {
  const file = join(world.ledgerFolder, `${run.id}.jsonl`);
  const bytes = await readFile(file);
  const text = bytes.toString('utf8');
  assert.ok(!text.includes(secretText) && !text.includes(service(world)), 'the ledger holds a secret');
  let state: Run | undefined;
  let index = new Map<string, number>() as ReturnType<typeof indexOf>;
  for (const source of text.split('\n')) {
    const event = parseLine(source)?.event;
    if (!event) continue;
    if (event.type === 'planned') {
      state = event.run;
      index = indexOf(state);
      continue;
    }
    assert.ok(state, `the ledger begins with ${event.type}`);
    const next: Run = applyEvents(state, [event], index);
    const at = 'path' in event ? index.get(event.path) : undefined;
    const [before, after] = at === undefined ? [] : [state.files[at], next.files[at]];
    if (before && after && finalOutcomes.has(before.outcome)) {
      assert.equal(after.outcome, before.outcome, `${before.path} was ${before.outcome} before`);
    }
    state = next;
  }
  assert.deepEqual(state, run, 'the ledger on disk is not the one in memory');
  for (let times = 0; times < 10; times++) {
    const folder = join(world.temp.path, `torn-${times}`);
    await mkdir(folder);
    const start = bytes.indexOf('\n') + 1;
    await writeFile(join(folder, `${run.id}.jsonl`), bytes.subarray(0, random.int(start, bytes.length)));
    const ledger = await openLedger(folder, { clock: world.clock, log: { ...quiet } });
    assert.equal(ledger.get(run.id)?.files.length, files);
    ledger.dispose();
  }
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const service = (world: World) => world.service.engine.token;

/** Neither the log nor any other host has heard of a document or of the key. */
function checkSecrets(world: World): void {
  const log = world.logged.join('\n');
  assert.ok(!log.includes(secretText), 'the log holds text of a document');
  assert.ok(!log.includes(service(world)), 'the log holds the key');
  const { host } = new URL(world.service.server.url);
  assert.deepEqual([...world.hosts], [host]);
  for (const { headers, route } of world.service.server.requests) {
    assert.equal(headers.authorization, `Bearer ${service(world)}`, route);
  }
}
