// What a file costs the engine at 100, 1,000 and 10,000 files: tiny texts, so that it is all the engine's own.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { maxBatchFiles } from '../../src/protocol/batches';
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { EngineUnderTest } from './support/engineContender';
import { residentBytes } from './support/processTree';
import { printTable, printTarget, saveFigures } from './support/report';

const sizes = [100, 1000, 10_000];
/** The most files may cost so many times what a tenth of them does; the fewest also pay for the warming up. */
const targetRatio = 1.25;
/**
 * Memory that the engine's own process may gain over the second half of the most files, garbage that V8 lets lie included
 * (its live heap stays at 18 MB).
 */
const targetMb = 60;

interface Cost {
  files: number;
  uploadMs: number;
  parseMs: number;
  cpuMs: number | null;
  /** Of the engine's own process after each batch; empty where it cannot be measured. */
  residentMb: number[];
}

async function main(): Promise<void> {
  const temporary = tempFolder();
  const engine = await EngineUnderTest.start();
  try {
    const costs: Cost[] = [];
    for (const files of sizes) costs.push(await costOf(engine, files, temporary.path));
    const show = (value: number | null, digits: number) => value?.toFixed(digits) ?? '–';
    printTable([
      ['files', 'upload ms/file', 'parse ms/file', 'parse CPU ms/file', 'engine RSS MB after'],
      ...costs.map(cost => [
        String(cost.files),
        cost.uploadMs.toFixed(2),
        cost.parseMs.toFixed(2),
        show(cost.cpuMs, 2),
        show(cost.residentMb.at(-1) ?? null, 0),
      ]),
    ]);
    const [, some, most] = costs;
    if (some && most) {
      for (const what of ['uploadMs', 'parseMs'] as const) {
        const ratio = most[what] / some[what];
        const figure = `${ratio.toFixed(2)} × of that at ${some.files}`;
        printTarget(
          `${what} of a file at ${most.files} files`,
          figure,
          `≤ ${targetRatio} ×`,
          ratio <= targetRatio,
        );
      }
      const [half, end] = [most.residentMb[most.residentMb.length / 2 - 1], most.residentMb.at(-1)];
      if (half !== undefined && end !== undefined) {
        const what = `memory that the engine's process gains over the last ${most.files / 2} files`;
        printTarget(what, `${(end - half).toFixed(0)} MB`, `≤ ${targetMb} MB`, end - half <= targetMb);
      }
    }
    saveFigures('costPerFile', { costs });
  } finally {
    await engine.stop();
    temporary.remove();
  }
}

async function costOf(engine: EngineUnderTest, files: number, folder: string): Promise<Cost> {
  const paths = Array.from({ length: files }, (_, i) => {
    const path = join(folder, `${files}-${i}.txt`);
    writeFileSync(path, `Note ${i} of ${files}\n\nNobody has read it before.\n`);
    return path;
  });
  const spent = { upload: 0, parse: 0, cpu: 0 };
  const residentMb: number[] = [];
  for (let i = 0; i < files; i += maxBatchFiles) {
    const started = performance.now();
    const uploaded = await engine.upload(paths.slice(i, i + maxBatchFiles));
    spent.upload += performance.now() - started;
    const { round } = await engine.parse(uploaded);
    if (round.failed > 0) throw new Error(`${round.failed} files failed.`);
    spent.parse += round.seconds * 1000;
    spent.cpu += (round.cpuSeconds ?? Number.NaN) * 1000;
    const resident = residentBytes(engine.pid);
    if (resident !== null) residentMb.push(resident / 1024 ** 2);
  }
  return {
    files,
    uploadMs: spent.upload / files,
    parseMs: spent.parse / files,
    cpuMs: Number.isNaN(spent.cpu) ? null : spent.cpu / files,
    residentMb,
  };
}

const args = benchArguments(__filename, 1);
if (args) void main();
