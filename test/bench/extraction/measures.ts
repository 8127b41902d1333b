import type { Group, Judgement } from './judge';

/** Shares are null where there is nothing to take a share of. */
export interface Measures {
  /** Values told that are right. */
  precision: number | null;
  /** Values of the gold that were told, and rightly. */
  recall: number | null;
  /** Fields without a value in the gold that were left null. */
  nulls: number | null;
  /** Values told, and values in the gold. */
  told: number;
  expected: number;
}

/** Sums up the judgements of a group. */
export function measure(judgements: readonly Judgement[], group: Group): Measures {
  const count = { right: 0, wrong: 0, missed: 0, invented: 0, empty: 0 };
  for (const judgement of judgements) if (judgement.group === group) count[judgement.verdict]++;
  const told = count.right + count.wrong + count.invented;
  const expected = count.right + count.wrong + count.missed;
  return {
    precision: share(count.right, told),
    recall: share(count.right, expected),
    nulls: share(count.empty, count.empty + count.invented),
    told,
    expected,
  };
}

/** Values told with a confidence between two bounds. */
export interface Bin {
  from: number;
  /** Not included, but for the last bin's 1. */
  to: number;
  told: number;
  right: number;
}

const bounds = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** How often values are right, by the confidence they were told with. */
export function calibration(judgements: readonly Judgement[]): Bin[] {
  return bounds.slice(0, -1).map((from, i) => {
    const to = bounds[i + 1] ?? 1;
    return { from, to, ...rightOf(judgements, ({ c }) => c >= from && (c < to || to === 1)) };
  });
}

/** Of the values told with at least this confidence, how many are right. */
export function rightFrom(judgements: readonly Judgement[], least: number): { told: number; right: number } {
  return rightOf(judgements, ({ c }) => c >= least);
}

function rightOf(judgements: readonly Judgement[], wanted: (told: { c: number }) => boolean) {
  const told = judgements.filter(
    ({ told, confidence }) => told !== null && confidence !== null && wanted({ c: confidence }),
  );
  return { told: told.length, right: told.filter(({ verdict }) => verdict === 'right').length };
}

const share = (part: number, all: number): number | null => (all === 0 ? null : part / all);
