/**
 * Share of values that were right, by score: fitted on the development set, and lowered by a third of what is missing to
 * one, since other documents are harder. Scores between are interpolated.
 */
const CURVES: Readonly<Record<'field' | 'list', readonly (readonly [score: number, right: number])[]>> = {
  field: [
    [0, 0],
    [0.5, 0.62],
    [0.6, 0.74],
    [0.7, 0.82],
    [0.8, 0.88],
    [0.88, 0.91],
    [1, 0.98],
  ],
  list: [
    [0, 0],
    [1, 0.95],
  ],
};

/** The confidence that a score of the rules stands for. */
export function trusted(score: number, kind: keyof typeof CURVES): number {
  const curve = CURVES[kind];
  const above = curve.findIndex(([at]) => at >= score);
  const [x1, y1] = curve[above] ?? curve.at(-1) ?? [1, 1];
  const [x0, y0] = curve[above - 1] ?? [x1, y1];
  const right = x1 === x0 ? y1 : y0 + ((score - x0) / (x1 - x0)) * (y1 - y0);
  return Math.round(100 * Math.min(1, Math.max(0, right))) / 100;
}
