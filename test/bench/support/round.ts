import type { TreeUse } from './processTree';

/** One contender's run over all files. */
export interface Round extends Partial<TreeUse> {
  seconds: number;
  /** Files that gave no result. */
  failed: number;
}

/** A contender: started once, run several times, closed. */
export interface Contender {
  name: string;
  run(): Promise<Round>;
  close(): Promise<unknown>;
}

/**
 * Runs the contenders in turn, `rounds` times; a busy machine meets all alike. One turn before them does not count,
 * except where a turn takes so long that a start makes no difference.
 */
export async function interleaved(
  contenders: readonly Contender[],
  rounds: number,
  { warmUp = true } = {},
): Promise<Map<string, Round[]>> {
  const results = new Map(contenders.map(({ name }) => [name, [] as Round[]]));
  for (let round = warmUp ? 0 : 1; round <= rounds; round++) {
    for (const { name, run } of contenders) {
      const result = await run();
      if (round > 0) results.get(name)?.push(result);
    }
  }
  return results;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

/** How many times as fast as the peer: median over the rounds, each with the peer's run next to it, and best by best. */
export function ratios(ours: readonly Round[], peer: readonly Round[]): { median: number; best: number } {
  const pairs = ours.map(({ seconds }, i) => (peer[i]?.seconds ?? Number.NaN) / seconds);
  const best = (rounds: readonly Round[]) => Math.min(...rounds.map(round => round.seconds));
  return { median: median(pairs), best: best(peer) / best(ours) };
}
