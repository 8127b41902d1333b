/**
 * Pairs two lists in order so that the sum of `score` over the pairs is the largest; pairs without a score are not made.
 * Each index of both lists comes once, alone where it has no partner (null).
 */
export function align<A, B>(
  left: readonly A[],
  right: readonly B[],
  score: (a: A, b: B) => number,
): [left: A | null, right: B | null][] {
  const best = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const scores = left.map(a => right.map(b => score(a, b)));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const row = best[i] ?? [];
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), (scores[i]?.[j] ?? 0) + at(i + 1, j + 1));
    }
  }
  const pairs: [A | null, B | null][] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const a = left[i] ?? null;
    const b = right[j] ?? null;
    const gain = scores[i]?.[j] ?? 0;
    if (gain > 0 && at(i, j) === gain + at(i + 1, j + 1)) {
      pairs.push([a, b]);
      i++;
      j++;
    } else if (j >= right.length || (i < left.length && at(i, j) === at(i + 1, j))) {
      pairs.push([a, null]);
      i++;
    } else {
      pairs.push([null, b]);
      j++;
    }
  }
  return pairs;
}
