import { isFiller, isPhrase } from './concepts';
import type { HeaderMatcher } from './headerMatch';
import { isFigure, type Piece, type Row, runsOf, textOf } from './layout';
import { plainWords } from './plainWords';

/** Rows that tell what the columns below them hold. */
export interface Header {
  /** Indexes of its first and last row. */
  from: number;
  to: number;
  /** The words of each column's header, runs of several names parted. */
  cells: readonly (readonly Piece[])[];
  /** The same with runs of words as they stand. */
  whole: readonly (readonly Piece[])[];
  score: number;
}

/** A header that fits a field less well than this is none of it. */
export const FITS = 0.5;
/** Rows of one header are closer than this share of their height. */
const STACKED = 0.8;
/** No header has more. */
const MOST_ROWS = 4;
/** A run of more words is prose. */
const MOST_WORDS = 10;

/** The headers of a page from top to bottom, those that name at least two of the item's fields. */
export function findHeaders(rows: readonly Row[], matcher: HeaderMatcher): Header[] {
  const headers: Header[] = [];
  const needed = Math.min(2, matcher.leaves.length);
  for (let at = 0; at < rows.length; at++) {
    const header = bestAt(rows, at, matcher, needed);
    if (!header) continue;
    headers.push(header);
    at = header.to;
  }
  return headers;
}

function bestAt(rows: readonly Row[], at: number, matcher: HeaderMatcher, needed: number): Header | null {
  let best: Header | null = null;
  for (let to = at; to < Math.min(rows.length, at + MOST_ROWS); to++) {
    const [last, row] = [rows[to - 1], rows[to]];
    if (!row || !mayBeHeader(row)) break;
    if (to > at && last && !areStacked(last, row)) break;
    const header = headerOf(rows.slice(at, to + 1), at, to, matcher);
    if (header.matched < needed) continue;
    if (!best || header.score > best.score + 0.05 || goesOn(best, header, row)) best = header;
  }
  return best && addsNothing(best, rows, matcher) ? null : best;
}

/** Whether a header's first row is a title above it: without, it says as much. */
function addsNothing({ from, to, score }: Header, rows: readonly Row[], matcher: HeaderMatcher): boolean {
  return to > from && headerOf(rows.slice(from + 1, to + 1), from + 1, to, matcher).score >= score - 0.05;
}

function mayBeHeader(row: Row): boolean {
  const runs = runsOf(row);
  if (runs.some(run => run.length > MOST_WORDS)) return false;
  const figures = runs.filter(run => isFigure(textOf(run))).length;
  return figures === 0 || (figures === 1 && runs.length > 4);
}

const areStacked = (above: Row, below: Row): boolean =>
  below.top - above.bottom < STACKED * Math.min(above.bottom - above.top, below.bottom - below.top) &&
  above.page === below.page;

/** What a further word in a header may cost it of its score. */
const COST = 0.15;

/**
 * Whether a row that adds nothing is the second line of a header still: its words stand below several of its cells, or
 * say no more than `excl. VAT`.
 */
function goesOn(header: Header, longer: Header, row: Row): boolean {
  const runs = runsOf(row);
  if (runs.some(run => /\d/.test(textOf(run))) || longer.score < header.score - COST * runs.length)
    return false;
  const under = runs.map(run => header.whole.findIndex(cell => overlaps(cell, run)));
  if (under.includes(-1)) return false;
  return new Set(under).size > 1 || runs.every(run => plainWords(textOf(run)).every(isFiller));
}

function headerOf(
  rows: readonly Row[],
  from: number,
  to: number,
  matcher: HeaderMatcher,
): Header & { matched: number } {
  const whole = stacked(rows.map(runsOf));
  const cells = whole.flatMap(parted);
  const { matched, score } = fitOf(cells.map(textOf), matcher);
  return { from, to, cells, whole, score, matched };
}

/** Runs that stand over each other as one, those of the upper row first. */
function stacked(rows: readonly (readonly (readonly Piece[])[])[]): Piece[][] {
  const cells: Piece[][] = [];
  for (const runs of rows) {
    for (const run of runs) {
      const same = cells.find(cell => overlaps(cell, run));
      if (same) same.push(...run);
      else cells.push([...run]);
    }
  }
  return cells.sort((a, b) => (a[0]?.left ?? 0) - (b[0]?.left ?? 0));
}

const overlaps = (a: readonly Piece[], b: readonly Piece[]): boolean =>
  Math.min(...a.map(piece => piece.left)) < Math.max(...b.map(piece => piece.right)) &&
  Math.min(...b.map(piece => piece.left)) < Math.max(...a.map(piece => piece.right));

/** A run that is the names of several columns one after the other, by column; else the run as it is. */
function parted(run: readonly Piece[]): Piece[][] {
  const words = run.map(piece => plainWords(piece.text));
  if (run.length < 2 || run.length > 8 || isPhrase(words.flat())) return [[...run]];
  const parts = phrases(words);
  if (!parts || parts.length < 2) return [[...run]];
  return parts.map((length, index) => {
    const at = parts.slice(0, index).reduce((sum, each) => sum + each, 0);
    return run.slice(at, at + length);
  });
}

/** Numbers of words of the fewest names that make up all of them; null where they do not. */
function phrases(words: readonly (readonly string[])[]): number[] | null {
  if (words.length === 0) return [];
  let best: number[] | null = null;
  for (let length = words.length; length > 0; length--) {
    if (!isName(words.slice(0, length).flat())) continue;
    const rest = phrases(words.slice(length));
    if (rest && (!best || rest.length + 1 < best.length)) best = [length, ...rest];
  }
  return best;
}

/** A name of a column, with what units and taxes are told after it. */
function isName(words: readonly string[]): boolean {
  for (let end = words.length; end > 0; end--) {
    if (isPhrase(words.slice(0, end))) return true;
    if (!isFiller(words[end - 1] ?? '')) return false;
  }
  return false;
}

/** How many fields the headers name, and how well in sum; each field by one header and each header for one field. */
export function fitOf(
  headers: readonly string[],
  matcher: HeaderMatcher,
): { matched: number; score: number } {
  const pairs = headers
    .flatMap((header, column) => matcher.scores(header).map((score, leaf) => ({ column, leaf, score })))
    .filter(pair => pair.score >= FITS)
    .sort((a, b) => b.score - a.score);
  const columns = new Set<number>();
  const leaves = new Set<number>();
  let sum = 0;
  for (const { column, leaf, score } of pairs) {
    if (columns.has(column) || leaves.has(leaf)) continue;
    columns.add(column);
    leaves.add(leaf);
    sum += score;
  }
  return { matched: columns.size, score: sum };
}
