import type { Box } from '../../../parsers/types';
import { around, median } from '../../document/boxes';
import { printedRows } from '../../document/printedRows';
import type { DocumentPage, Line } from '../../types';

/** A word or a run of words of a printed row. Points; in a text without positions letters and lines. */
export interface Piece {
  text: string;
  left: number;
  right: number;
  box: Box | null;
}

/** Words of one height over the whole page, from left to right. */
export interface Row {
  page: number;
  top: number;
  bottom: number;
  /** A gap of more than this is no space between words. */
  space: number;
  words: readonly Piece[];
}

/** OCR gives boxes as high as the letters, not as the font. */
const OCR_SPACE = 1.5;
const PRINTED_SPACE = 0.9;
/** Letters. */
const TEXT_SPACE = 1.5;

/**
 * The printed rows of a page: by the boxes of its words, else by the letters of its lines. None where a page without
 * positions has tables, for their cells are lines too.
 */
const known = new WeakMap<DocumentPage, readonly Row[]>();

export function rowsOf(page: DocumentPage): readonly Row[] {
  const rows = known.get(page) ?? withWords(page);
  known.set(page, rows);
  return rows;
}

function withWords(page: DocumentPage): Row[] {
  return allRows(page).filter(row => row.words.some(word => /[\p{L}\p{N}]/u.test(word.text)));
}

/** With the rows that are lines drawn with letters. */
function allRows(page: DocumentPage): Row[] {
  const placed = page.lines.flatMap(line =>
    line.words.flatMap(({ text, box }) => (box ? [{ text, ...box }] : [])),
  );
  if (placed.length === 0) return page.tables.length > 0 ? [] : page.lines.map(textRow);
  const share = page.ocrConfidence === null ? PRINTED_SPACE : OCR_SPACE;
  return printedRows(placed, true).map(row => ({
    page: page.number,
    top: Math.min(...row.map(word => word.y)),
    bottom: Math.max(...row.map(word => word.y + word.h)),
    space: share * median(row.map(word => word.h)),
    words: withoutThousands(
      row.map(({ text, x, y, w, h }) => ({ text, left: x, right: x + w, box: { x, y, w, h } })),
      share * median(row.map(word => word.h)),
    ),
  }));
}

/** Share of the widest space between words that thousands are parted by at most. */
const THOUSANDS = 0.6;

/** `1 350,00` is one word. */
function withoutThousands(words: readonly Piece[], space: number): Piece[] {
  const joined: Piece[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const isNear = last && word.left - last.right <= THOUSANDS * space;
    const isRest =
      /^\d{3}(?:[.,]\d{1,2})?$/.test(word.text) && /^-?\d{1,3}(?: \d{3})*$/.test(last?.text ?? '');
    if (!last || !isNear || !isRest) joined.push(word);
    else {
      const box = last.box && word.box ? around([last.box, word.box]) : null;
      joined[joined.length - 1] = {
        text: `${last.text} ${word.text}`,
        left: last.left,
        right: word.right,
        box,
      };
    }
  }
  return joined;
}

function textRow({ page, text }: Line, index: number): Row {
  // Bars part columns that are drawn with letters.
  const words = [...text.matchAll(/[^\s|]+/g)].map(found => ({
    text: found[0],
    left: found.index,
    right: found.index + found[0].length,
    box: null,
  }));
  return { page, top: index, bottom: index + 1, space: TEXT_SPACE, words };
}

/** Letters between the columns of a table without positions, made up. */
const COLUMN = 1000;

/** The rows of a page's tables where it has no positions and these are all there is of rows. */
export function rowsOfCells(page: DocumentPage): Row[] {
  if (page.lines.some(line => line.box) || page.tables.length === 0) return [];
  const rows = page.tables.flatMap(table => table.rows);
  return rows.map((cells, index) => ({
    page: page.number,
    top: index,
    bottom: index + 1,
    space: TEXT_SPACE,
    words: cells.flatMap((cell, column) =>
      [...cell.text.matchAll(/\S+/g)].map(({ 0: text, index: at }) => {
        const left = column * COLUMN + at;
        return { text, left, right: left + text.length, box: null };
      }),
    ),
  }));
}

/** The runs of words of a row that no wide gap parts. */
export function runsOf(row: Row): Piece[][] {
  const runs: Piece[][] = [];
  for (const word of row.words) {
    const last = runs.at(-1)?.at(-1);
    if (last && word.left - last.right <= row.space) runs.at(-1)?.push(word);
    else runs.push([word]);
  }
  return runs;
}

export const textOf = (words: readonly Piece[]): string => words.map(word => word.text).join(' ');

/** Longer texts are no figures, and take long to look at. */
const LONGEST_FIGURE = 40;

/** Whether a text is a number, an amount, a share or a date: what cells hold and headers do not. */
export function isFigure(text: string): boolean {
  if (text.length > LONGEST_FIGURE) return false;
  const bare = text.replace(/\p{Sc}|\b(?:[A-Z]{3}|kg|pcs|stk|szt|h|x)\b\.?|[%'’\s]/giu, '');
  return /^[-+(−–]?[\d.,:/-]*\d[\d.,:/-]*[-+)−–*A-Z]?$/u.test(bare) && bare.length > 0;
}
