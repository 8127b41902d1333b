import type { Box, WordBox } from '../../parsers/types';
import { median, sharedHeight } from './boxes';

/** Words of one height over the whole page, from left to right. */
export type PrintedRow = readonly WordBox[];

/** Share of the lower word's height that two words of a row have in common at least. */
const SAME_ROW = 0.5;
/** Pieces of a word that a text layer gives apart are closer than this share of their height; a space is 0.2 and more. */
const ONE_WORD = 0.1;
/** A word that is this much higher than wide, and than others, runs along the margin. */
const UPRIGHT = 2.5;

/**
 * Words by the printed rows that they stand in, from top to bottom. A row may slope, as on a photo: each word is compared
 * with the last one of the row, not with the first.
 */
export function printedRows(words: readonly WordBox[], ocr: boolean): PrintedRow[] {
  const height = median(words.map(word => word.h));
  const rows: WordBox[][] = [];
  for (const word of [...words].sort((a, b) => a.x - b.x)) {
    if (word.text.trim() === '') continue;
    const row = isUpright(word, height) ? undefined : rowOf(word, rows);
    const last = row?.at(-1);
    if (row && last && isSame(last, word)) continue;
    if (row && last && !ocr && isOneWord(last, word)) row[row.length - 1] = joined(last, word);
    else if (row) row.push(word);
    else rows.push([word]);
  }
  return rows.sort((a, b) => middle(a) - middle(b));
}

/** The row whose last word shares most of its height with this one; of two that a large letter touches, the nearer. */
function rowOf(word: WordBox, rows: readonly WordBox[][]): WordBox[] | undefined {
  let best: WordBox[] | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const last = row.at(-1);
    if (!last || isUpright(last, word.h)) continue;
    const shared = sharedHeight(last, word) / Math.min(last.h, word.h);
    const likeness = shared - Math.abs(centre(last) - centre(word)) / (last.h + word.h);
    if (shared >= SAME_ROW && likeness > most) {
      best = row;
      most = likeness;
    }
  }
  return best;
}

const isUpright = (word: WordBox, height: number): boolean =>
  word.text.length > 2 && word.h > UPRIGHT * word.w && word.h > UPRIGHT * height;

/** Text that is printed twice to look bold. */
const isSame = (a: WordBox, b: WordBox): boolean =>
  a.text === b.text && Math.abs(a.x - b.x) < a.h / 4 && Math.abs(a.w - b.w) < a.h / 4;

const isOneWord = (a: WordBox, b: WordBox): boolean => {
  const gap = b.x - (a.x + a.w);
  const height = Math.max(a.h, b.h);
  return Math.abs(gap) < ONE_WORD * height && Math.min(a.h, b.h) > 0.7 * height;
};

function joined(a: WordBox, b: WordBox): WordBox {
  const y = Math.min(a.y, b.y);
  return {
    text: a.text + b.text,
    x: a.x,
    y,
    w: Math.max(a.x + a.w, b.x + b.w) - a.x,
    h: Math.max(a.y + a.h, b.y + b.h) - y,
  };
}

const centre = (box: Box): number => box.y + box.h / 2;
const middle = (row: PrintedRow): number => row.reduce((sum, word) => sum + centre(word), 0) / row.length;
