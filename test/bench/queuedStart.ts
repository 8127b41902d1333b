// From the start of the engine's process to its first useful answer, with 10,000 jobs that wait in its queue.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../support/engineProcess';
import { tempFolder } from '../support/tempFolder';
import { benchArguments } from './support/arguments';
import { clientOf } from './support/engineContender';
import { fillStore } from './support/filledStore';
import { printTarget, saveFigures } from './support/report';
import { median } from './support/round';

const targetSeconds = 1;
const queues = {
  '10 batches of 1,000 files': { batches: Array<number>(10).fill(1000), ended: false },
  '10,000 batches of one file': { batches: Array<number>(10_000).fill(1), ended: false },
  '10,000 single jobs': { singleJobs: 10_000, ended: false },
};

async function main(rounds: number): Promise<void> {
  const temporary = tempFolder();
  const figures: Record<string, number[]> = {};
  try {
    for (const [name, filling] of Object.entries(queues)) {
      const filled = join(temporary.path, 'filled');
      fillStore(filled, filling);
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const dataDir = join(temporary.path, 'data');
        cpSync(filled, dataDir, { recursive: true });
        seconds.push(await firstAnswer(dataDir));
        rmSync(dataDir, { recursive: true });
      }
      rmSync(filled, { recursive: true });
      figures[name] = seconds;
      const [middle, worst] = [median(seconds), Math.max(...seconds)];
      const figure = `${middle.toFixed(2)} s (median of ${rounds}), ${worst.toFixed(2)} s (worst)`;
      const what = `engine: start with ${name} in the queue, to its first answer`;
      printTarget(what, figure, `< ${targetSeconds} s`, middle < targetSeconds);
    }
    saveFigures('queuedStart', { seconds: figures });
  } finally {
    temporary.remove();
  }
}

async function firstAnswer(dataDir: string): Promise<number> {
  const started = performance.now();
  const engine = await startEngine('--data', dataDir);
  try {
    await clientOf(engine).listProjects();
    return (performance.now() - started) / 1000;
  } finally {
    await engine.stop();
  }
}

const args = benchArguments(__filename, 3);
if (args) void main(args.rounds);
