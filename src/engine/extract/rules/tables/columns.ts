import type { Piece, Row } from './layout';

/** A column of a printed table: what its header says, and from where to where its cells stand. */
export interface Column {
  header: string;
  /** Words of the header. */
  pieces: readonly Piece[];
  left: number;
  right: number;
}

/** Where each column ends and the next begins, found by where the words of the body leave room. */
export function columnsOf(headers: readonly (readonly Piece[])[], body: readonly TellingRow[]): Column[] {
  const cells = headers
    .map(pieces => ({
      pieces,
      header: pieces.map(piece => piece.text).join(' '),
      left: Math.min(...pieces.map(piece => piece.left)),
      right: Math.max(...pieces.map(piece => piece.right)),
    }))
    .sort((a, b) => a.left - b.left);
  const bounds = cells.slice(1).map((cell, index) => {
    const before = cells[index] ?? cell;
    return boundary(before, cell, body);
  });
  return cells.map((cell, index) => ({
    ...cell,
    left: bounds[index - 1] ?? Number.NEGATIVE_INFINITY,
    right: bounds[index] ?? Number.POSITIVE_INFINITY,
  }));
}

/** A row that tells where columns end: one of an item, or one of those that sum up and are printed as they like. */
export interface TellingRow {
  row: Row;
  isItem: boolean;
}

interface Span {
  left: number;
  right: number;
}

/**
 * Between two header cells: the widest stretch that fewest words of the body cross. It is where the headers leave room
 * too, or else under one of them, as far as its middle, for cells that are longer than what stands above them.
 */
function boundary(before: Span, after: Span, body: readonly TellingRow[]): number {
  const from = (before.left + before.right) / 2;
  const to = (after.left + after.right) / 2;
  const edges: { at: number; step: number }[] = [];
  for (const { row, isItem } of body) {
    const weight = isItem ? ITEM : 1;
    for (const { left, right } of row.words) {
      if (right <= from || left >= to) continue;
      edges.push({ at: Math.max(left, from), step: weight }, { at: Math.min(right, to), step: -weight });
    }
  }
  // The header's own words stand between the columns of a table without rows only.
  const own = body.length === 0 ? [before, after] : [];
  for (const { left, right } of own) {
    edges.push({ at: Math.max(left, from), step: 1 }, { at: Math.min(right, to), step: -1 });
  }
  edges.sort((a, b) => a.at - b.at || a.step - b.step);
  let depth = 0;
  let at = from;
  const room: Room[] = [];
  for (const edge of [...edges, { at: to, step: 0 }]) {
    if (edge.at > at) room.push({ left: at, right: edge.at, crossed: depth });
    depth += edge.step;
    at = edge.at;
  }
  const isBetween = ({ left, right }: Room): boolean => right > before.right && left < after.left;
  const [best] = room.sort(
    (a, b) =>
      Math.floor(a.crossed / ITEM) - Math.floor(b.crossed / ITEM) ||
      Number(isBetween(b)) - Number(isBetween(a)) ||
      a.crossed - b.crossed ||
      b.right - b.left - (a.right - a.left),
  );
  return best ? (best.left + best.right) / 2 : (before.right + after.left) / 2;
}

/** Of the words of items; more than those of all other rows together. */
const ITEM = 10_000;

interface Room extends Span {
  /** Weight of the words of the body that stand in it. */
  crossed: number;
}

/** The words of a row by the columns that their middles are in. */
export function cellsOf(row: Row, columns: readonly Column[]): Piece[][] {
  const cells: Piece[][] = columns.map(() => []);
  for (const word of row.words) {
    const middle = (word.left + word.right) / 2;
    const index = columns.findIndex(column => middle < column.right);
    cells[index]?.push(word);
  }
  return cells;
}
