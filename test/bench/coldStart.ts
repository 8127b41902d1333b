// From the start of the engine's process to its first useful answer.
import { startEngine } from '../support/engineProcess';
import { benchArguments } from './support/arguments';
import { clientOf } from './support/engineContender';
import { printTarget, saveFigures } from './support/report';
import { median } from './support/round';

const targetSeconds = 1;

async function main(rounds: number): Promise<void> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    const engine = await startEngine();
    try {
      await clientOf(engine).listProjects();
      seconds.push((performance.now() - started) / 1000);
    } finally {
      await engine.stop();
    }
  }
  const [middle, worst] = [median(seconds), Math.max(...seconds)];
  const figure = `${middle.toFixed(2)} s (median of ${rounds}), ${worst.toFixed(2)} s (worst)`;
  printTarget(
    'engine: cold start to its first answer',
    figure,
    `≤ ${targetSeconds} s`,
    middle <= targetSeconds,
  );
  saveFigures('coldStart', { seconds });
}

const args = benchArguments(__filename, 5);
if (args) void main(args.rounds);
