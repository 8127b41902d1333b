import type { Box } from '../../../parsers/types';
import type { DocumentPage, Line, SourceDocument, Spot } from '../../types';
import { hasBox, yesOrNo } from '../../values/choices';
import { type Term, termsOf } from '../words/terms';

/** Words that stand together, with a place on the page even where the document has no positions. */
export interface Piece {
  /** 1-based. */
  page: number;
  text: string;
  /** In points, or in made-up ones that keep rows and columns of a text or table. */
  box: Box;
  line: Line;
  /** Where the text begins in the line's. */
  offset: number;
  /** In reading order, over the whole document. */
  order: number;
  /** Of the text without its colon. */
  terms: readonly Term[];
  /** Says what something is, rather than being it. */
  isLabel: boolean;
}

/** Ours: beyond it a document is no form, and pairs of pieces would take too long. */
const MOST_PIECES = 30_000;
/** Made-up sizes of a letter, for text without positions. */
const LETTER = { w: 6, h: 10, row: 12, column: 180 };

/** A label is no sentence. */
const LONGEST_LABEL = 60;
const MOST_LABEL_WORDS = 8;

type Placed = Pick<Piece, 'text' | 'box' | 'line' | 'offset'>;

/** The pieces of a document in reading order: lines apart at wide gaps. */
export function piecesOf(document: SourceDocument): Piece[] {
  const pieces: Piece[] = [];
  for (const page of document.pages) {
    for (const placed of placedOf(page)) {
      if (pieces.length >= MOST_PIECES) return pieces;
      if (placed.text.trim() === '') continue;
      const terms = termsOf(placed.text.slice(0, 200));
      const isLabel = looksLikeLabel(placed.text);
      pieces.push({ ...placed, page: page.number, order: pieces.length, terms, isLabel });
    }
  }
  return pieces;
}

function placedOf(page: DocumentPage): Placed[] {
  if (page.lines.some(line => line.box !== null)) return sharedBoxes(page.lines).flatMap(splitInBox);
  return unplaced(page);
}

/** Lines that were given the box of the item that they are all in get a slice of it each. */
function sharedBoxes(lines: readonly Line[]): { line: Line; box: Box }[] {
  const placed: { line: Line; box: Box }[] = [];
  let below = 0;
  for (let from = 0; from < lines.length; ) {
    const line = lines[from];
    if (!line) break;
    let to = from + 1;
    while (line.box && isSameBox(lines[to]?.box, line.box)) to++;
    const box = line.box ?? { x: 0, y: below, w: line.text.length * LETTER.w, h: LETTER.h };
    const h = box.h / (to - from);
    lines.slice(from, to).forEach((each, i) => {
      placed.push({ line: each, box: { ...box, y: box.y + i * h, h } });
    });
    below = box.y + box.h;
    from = to;
  }
  return placed;
}

const isSameBox = (a: Box | null | undefined, b: Box): boolean =>
  a != null && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** Where only the line has a box, its columns are told by spaces. */
function splitInBox({ line, box }: { line: Line; box: Box }): Placed[] {
  const letter = box.w / Math.max(1, line.text.length);
  return columnsOf(line.text).map(({ text, offset }) => ({
    text,
    line,
    offset,
    box: { x: box.x + offset * letter, y: box.y, w: text.length * letter, h: box.h },
  }));
}

/** Parts of a line at wide gaps, and at dots or lines that lead from a label to its value. */
function columnsOf(text: string): { text: string; offset: number }[] {
  const columns: { text: string; offset: number }[] = [];
  let from = 0;
  for (const gap of [...text.matchAll(/\s{2,}|\s*(?:\.{4,}|_{3,}|…+)\s*/g), null]) {
    const to = gap?.index ?? text.length;
    const part = text.slice(from, to).trim();
    if (part !== '') columns.push({ text: part, offset: text.indexOf(part, from) });
    from = gap ? to + gap[0].length : to;
  }
  return columns;
}

/** Text and tables without positions: a row a line, a column where the text or the table has one. */
function unplaced(page: DocumentPage): Placed[] {
  const placed: Placed[] = [];
  const tables = [...page.tables];
  let y = 0;
  for (let at = 0; at < page.lines.length; ) {
    const table = tables[0];
    const taken = table ? gridAt(page.lines, at, table, y) : null;
    if (taken) {
      placed.push(...taken.placed);
      tables.shift();
      at += taken.lines;
      y = taken.bottom + 2 * LETTER.row;
      continue;
    }
    const line = page.lines[at];
    if (line) {
      for (const { text, offset } of columnsOf(line.text)) {
        const box = { x: offset * LETTER.w, y, w: text.length * LETTER.w, h: LETTER.h };
        placed.push({ text, line, offset, box });
      }
    }
    y += LETTER.row;
    at++;
  }
  return placed;
}

/** The cells of a table whose lines begin at a place; null where others stand there. */
function gridAt(
  lines: readonly Line[],
  from: number,
  table: DocumentPage['tables'][number],
  top: number,
): { placed: Placed[]; lines: number; bottom: number } | null {
  const placed: Placed[] = [];
  let at = from;
  let y = top;
  for (const row of table.rows) {
    let height = 1;
    for (const [column, cell] of row.entries()) {
      const texts = cell.text.split('\n').filter(text => text.trim() !== '');
      for (const [i, text] of texts.entries()) {
        const line = lines[at];
        if (line?.text.trim() !== text.trim()) return null;
        const box = { x: column * LETTER.column, y: y + i * LETTER.row, w: LETTER.column - 30, h: LETTER.h };
        placed.push({ text: line.text.trim(), line, offset: line.text.indexOf(line.text.trim()), box });
        at++;
      }
      height = Math.max(height, texts.length);
    }
    y += height * LETTER.row;
  }
  return at > from ? { placed, lines: at - from, bottom: y } : null;
}

/** `3. The other driver`, `B) Goods`. */
const NUMBERING = /^\s*(?:\d{1,2}|[A-Z])[.)]\s+/;

function looksLikeLabel(text: string): boolean {
  const trimmed = text
    .trim()
    .replace(NUMBERING, '')
    .replace(/\(.*?\)/g, '')
    .trim();
  const terms = termsOf(trimmed);
  if (hasBox(text) || yesOrNo(trimmed) !== null) return false;
  if (trimmed.length > LONGEST_LABEL || terms.length === 0 || terms.length > MOST_LABEL_WORDS) return false;
  if (/[:：]$/.test(trimmed)) return true;
  return !/\d/.test(trimmed) && terms.every(term => term.known);
}

/** The citation of a part of a piece. */
export function spotOf(piece: Piece, start: number, end: number): Spot {
  const { line, offset } = piece;
  const boxes: Box[] = [];
  let from = 0;
  for (const word of line.words) {
    const at = line.text.indexOf(word.text, from);
    if (at === -1) continue;
    from = at + word.text.length;
    if (word.box && at < offset + end && from > offset + start) boxes.push(word.box);
  }
  const whole = line.box ? [line.box] : [];
  const around = boxes.length > 0 ? [hull(boxes)] : whole;
  return { page: piece.page, text: piece.text.slice(start, end).trim(), boxes: around };
}

function hull(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  const w = Math.max(...boxes.map(box => box.x + box.w)) - x;
  const h = Math.max(...boxes.map(box => box.y + box.h)) - y;
  return { x, y, w, h };
}
