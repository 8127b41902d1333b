// Planning 20,000 documents: finding them, counting their pages, and comparing all with earlier results; with how much
// memory that takes, beside 5,000 of them.
import { createHash } from 'node:crypto';
import { EarlierIndex } from '../../src/runs/earlier/earlierIndex';
import { findEarlier } from '../../src/runs/earlier/findEarlier';
import { countPlan } from '../../src/runs/plan/countPlan';
import { offerOf } from '../../src/runs/plan/offer';
import { planFiles } from '../../src/runs/plan/planFiles';
import { plannedRun, runFile } from '../support/runs';
import { tempFolder } from '../support/tempFolder';
import { pageObjects, pdfWithStreams, pdfWithTable } from '../unit/runs/plan/pages/samples';
import { benchArguments } from './support/arguments';
import { printTable, printTarget, saveFigures } from './support/report';
import { median } from './support/round';

const [few, many] = [5000, 20_000];
const filesOfFolder = 500;
/** Targets: ours. "Seconds" for a whole run of documents; what is held grows with the list of files, not with their bytes. */
const targetSeconds = 20;
const targetHeldMB = 60;
const targetRatio = 1.5;

/** Seconds of each step, and of the processor for all of them; with what is held at the end. */
interface Stages {
  find: number;
  count: number;
  compare: number;
  cpu: number;
  heldMB: number;
}

async function measure(folder: string, known: EarlierIndex): Promise<Stages> {
  const { signal } = new AbortController();
  const options = { exclude: [], supportedExtensions: new Set(['.pdf']), respectGitignore: true };
  const before = heldBytes();
  const seconds = stopwatch();
  const usedBefore = process.cpuUsage();
  const found = await planFiles([folder], options, signal);
  const find = seconds();
  const plan = await countPlan(found, signal);
  const count = seconds();
  const earlier = await findEarlier(plan.files, known, signal);
  const offer = offerOf(plan, earlier, 'parse_v2', { tier: 'agentic' });
  const compare = seconds();
  const { user, system } = process.cpuUsage(usedBefore);
  const heldMB = (heldBytes() - before) / 1024 ** 2;
  if (offer.all.estimate.uncounted > 0 || offer.fresh.files > 0)
    throw new Error('The plan is not what it should be.');
  return { find, count, compare, cpu: (user + system) / 1e6, heldMB };
}

function heldBytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().external;
}

function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - last) / 1000;
    last = now;
    return seconds;
  };
}

/** Documents of a few kilobytes, all of the same few sizes, so that each has to be read to be compared. */
function documents(count: number): { files: Record<string, Buffer>; known: EarlierIndex } {
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < count; i++) {
    const more = { 900: Buffer.from(String(i).padStart(4000, '.')) };
    const pdf =
      i % 2 ? pdfWithTable(pageObjects(3, more)) : pdfWithStreams(pageObjects(5, { 900: `(${i})` }));
    files[`${Math.floor(i / filesOfFolder)}/document ${i}.pdf`] = pdf;
  }
  const runFiles = Object.entries(files).map(([path, content]) =>
    runFile(path, {
      ...{ bytes: content.length, outcome: 'done', jobId: `pjb-${path}`, source: '' },
      sha256: createHash('sha256').update(content).digest('hex'),
    }),
  );
  const fingerprint = 'f';
  const configuration = { id: 'c', name: 'c', tier: 'agentic', fingerprint };
  const run = plannedRun('r', [], { configuration, files: runFiles });
  const sought = { serverKey: 'local', jobType: 'parse_v2', fingerprint } as const;
  return { files, known: new EarlierIndex([run], () => 'local', sought) };
}

async function ofSize(count: number, rounds: number): Promise<Stages[]> {
  const folder = tempFolder();
  try {
    const { files, known } = documents(count);
    folder.write(folder.path, files);
    const measured: Stages[] = [];
    for (let round = 0; round < rounds; round++) measured.push(await measure(folder.path, known));
    return measured;
  } finally {
    folder.remove();
  }
}

async function main(rounds: number): Promise<void> {
  const [small, large] = [await ofSize(few, rounds), await ofSize(many, rounds)];
  const middle = (all: readonly Stages[], of: (stages: Stages) => number) => median(all.map(of));
  const total = ({ find, count, compare }: Stages) => find + count + compare;
  const columns: (keyof Stages)[] = ['find', 'count', 'compare', 'cpu', 'heldMB'];
  printTable([
    ['', 'find s', 'count s', 'compare s', 'CPU s', 'held MB'],
    ...[small, large].map((all, i) => [
      `${[few, many][i]?.toLocaleString('en')} PDFs`,
      ...columns.map(column => middle(all, stages => stages[column]).toFixed(2)),
    ]),
  ]);
  const seconds = middle(large, total);
  printTarget(
    `plan of ${many.toLocaleString('en')} PDFs`,
    `${seconds.toFixed(1)} s`,
    `< ${targetSeconds} s`,
    seconds < targetSeconds,
  );
  const held = middle(large, stages => stages.heldMB);
  printTarget('memory held for it', `${held.toFixed(0)} MB`, `< ${targetHeldMB} MB`, held < targetHeldMB);
  const cpu = (stages: Stages) => stages.cpu;
  const ratio = middle(large, cpu) / many / (middle(small, cpu) / few);
  printTarget(
    `processor time of a file, beside ${few.toLocaleString('en')} of them`,
    `${ratio.toFixed(2)} ×`,
    `< ${targetRatio} ×`,
    ratio < targetRatio,
  );
  saveFigures('plan', { small, large });
}

const args = benchArguments(__filename, 3);
if (args) void main(args.rounds);
