import type { DocumentWords } from './documentWords';
import type { Hit } from './hit';

/** Of more places only those next to each other in reading order are compared. */
const comparedPlaces = 12;

/** Without positions each cell of a table is a line of its own. */
const cellsOfRow = 3;

/** How close two words stand: 1 in one row or line, a half a line further, 0 on different pages. */
export function closeness(words: DocumentWords, one: number, other: number): number {
  const [a, b] = [words.words[one], words.words[other]];
  const [lineA, lineB] = [words.lineOf(one), words.lineOf(other)];
  if (!a || !b || !lineA || !lineB || lineA.page !== lineB.page) return 0;
  if (!a.box || !b.box || a.box === b.box) return 1 / (1 + Math.abs(a.line - b.line) / cellsOfRow);
  const rows = Math.abs(a.box.y + a.box.h / 2 - (b.box.y + b.box.h / 2)) / Math.max(a.box.h, b.box.h, 1);
  return 1 / (1 + (rows < 0.5 ? 0 : rows));
}

/** The place closest to a word, of places in reading order; undefined where there is none. */
export function closest(
  words: DocumentWords,
  hits: readonly Hit[],
  word: number,
): { hit: Hit; close: number } | undefined {
  let best: { hit: Hit; close: number } | undefined;
  for (const hit of hits.length <= comparedPlaces ? hits : around(hits, word)) {
    const close = closeness(words, hit.from, word) * hit.sureness;
    if (!best || close > best.close) best = { hit, close };
  }
  return best;
}

function around(hits: readonly Hit[], word: number): readonly Hit[] {
  const at = firstFrom(hits, word);
  return hits.slice(Math.max(0, at - comparedPlaces / 2), at + comparedPlaces / 2);
}

/** Index of the first of such places that begins at a word or after it. */
export function firstFrom(hits: readonly Hit[], word: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.from ?? 0) < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
