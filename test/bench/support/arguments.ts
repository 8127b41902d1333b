import { basename } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Times that every contender runs, in turn. */
  rounds: number;
  /** A folder of real documents; null for documents made from the project's own sample. */
  corpus: string | null;
}

/**
 * What `npm run bench -- [name…] [--rounds N]` says to one script, and BENCH_CORPUS. Null where other scripts are named:
 * the caller then has nothing to do.
 */
export function benchArguments(script: string, rounds: number): BenchArguments | null {
  const { values, positionals } = parseArgs({
    options: { rounds: { type: 'string', default: String(rounds) } },
    allowPositionals: true,
  });
  if (positionals.length > 0 && !positionals.includes(basename(script, '.js'))) return null;
  return { rounds: Math.max(1, Number(values.rounds)), corpus: process.env['BENCH_CORPUS'] || null };
}
