// Small requests: what they wait for longer with 10,000 jobs stored than on an empty store, at rest and while files are
// parsed. The requests go to both engines in turn.
import { join } from 'node:path';
import { startEngine } from '../support/engineProcess';
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { pathsOf, readCorpus } from './support/corpus';
import { EngineUnderTest } from './support/engineContender';
import { fillStore } from './support/filledStore';
import { printTable, printTarget, saveFigures } from './support/report';
import { median } from './support/round';

/** A view that shows one page of 100 rows asks for no more than this takes to draw. */
const targetMs = 5;
const storedBatches = 10;

interface Asked {
  engine: EngineUnderTest;
  batchId: string;
}

const requests: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
  'list of projects': ({ engine }) => engine.cloud.listProjects(),
  'one batch': ({ engine, batchId }) => engine.cloud.getBatch(batchId, []),
};

async function main(rounds: number, folder: string | null): Promise<void> {
  const temporary = tempFolder();
  const engines: EngineUnderTest[] = [];
  const open = async (name: string, batches: number[]): Promise<Asked> => {
    const dataDir = join(temporary.path, name);
    const [batchId = ''] = fillStore(dataDir, { batches, ended: true });
    const engine = new EngineUnderTest(await startEngine('--data', dataDir));
    engines.push(engine);
    return { engine, batchId };
  };
  try {
    // The smallest store that has a batch to ask for.
    const empty = await open('empty', [1]);
    const full = await open('full', Array<number>(storedBatches).fill(1000));
    const resting = await compare(empty, full, rounds);
    const { text } = await readCorpus(folder, temporary.path);
    const uploaded = await full.engine.upload(pathsOf(text));
    let busy = true;
    const parsed = full.engine.parse(uploaded).finally(() => {
      busy = false;
    });
    const working = await compare(empty, full, Number.POSITIVE_INFINITY, () => busy);
    await parsed;
    const figures = { resting, 'while parsing': working };
    report(figures);
    saveFigures('smallRequests', figures);
  } finally {
    for (const engine of engines) await engine.stop();
    temporary.remove();
  }
}

type Latencies = Record<string, { empty: number[]; full: number[] }>;

async function compare(empty: Asked, full: Asked, rounds: number, goOn = () => true): Promise<Latencies> {
  const found: Latencies = {};
  for (const name of Object.keys(requests)) found[name] = { empty: [], full: [] };
  for (let round = 0; round < rounds && goOn(); round++) {
    for (const [name, request] of Object.entries(requests)) {
      found[name]?.empty.push(await timed(() => request(empty)));
      found[name]?.full.push(await timed(() => request(full)));
    }
  }
  return found;
}

async function timed(step: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await step();
  return performance.now() - started;
}

function report(figures: Readonly<Record<string, Latencies>>): void {
  const rows = Object.entries(figures).flatMap(([state, latencies]) =>
    Object.entries(latencies).map(([name, { empty, full }]) => [
      `${name}, ${state}`,
      median(empty).toFixed(2),
      median(full).toFixed(2),
      late(full).toFixed(2),
      String(full.length),
    ]),
  );
  printTable([['ms', 'empty store, median', '10,000 jobs, median', '95 % below', 'requests'], ...rows]);
  for (const [state, latencies] of Object.entries(figures)) {
    for (const [name, { empty, full }] of Object.entries(latencies)) {
      const added = median(full) - median(empty);
      printTarget(
        `added by 10,000 jobs to the ${name}, ${state}`,
        `${added.toFixed(2)} ms`,
        `≤ ${targetMs} ms`,
        added <= targetMs,
      );
    }
  }
}

const late = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;

const args = benchArguments(__filename, 300);
if (args) void main(args.rounds, args.corpus);
