import { around } from '../../document/boxes';
import type { DocumentPage, SourceDocument } from '../../types';
import { type Column, cellsOf, columnsOf, type TellingRow } from './columns';
import type { HeaderMatcher } from './headerMatch';
import { findHeaders, type Header } from './headers';
import { isFigure, type Piece, type Row, rowsOf, runsOf, textOf } from './layout';
import { emptyCell, type RawCell, type RawRow, type RawTable } from './rawTable';
import { summaryOf } from './summaryRows';

/**
 * The tables of a document that are told by a row of headers alone, with or without lines around their cells. A page
 * without a header goes on with the table of the page before.
 */
export function printedTables(document: SourceDocument, matcher: HeaderMatcher): RawTable[] {
  const tables: RawTable[] = [];
  let open: Open | null = null;
  for (const rows of withoutFurniture(document.pages)) {
    const headers = findHeaders(rows, matcher);
    for (const [index, header] of headers.entries()) {
      const body = rows.slice(header.to + 1, headers[index + 1]?.from ?? rows.length);
      const columns = columnsFor(header, body);
      const table = tableOf(columns, body, above(rows, header));
      const goesOn: boolean = open !== null && index === 0 && isSame(open.table.headers, table.headers);
      if (open && index === 0 && !goesOn) addRows(open, rows.slice(0, header.from));
      if (open && goesOn) open.table.rows.push(...table.rows);
      else tables.push(table);
      open = { table: open && goesOn ? open.table : table, columns };
    }
    if (open && headers.length === 0) addRows(open, rows);
  }
  return tables;
}

/** Share of a page at its head and foot where letterheads and footers stand. */
const MARGIN = 0.2;

/** The printed rows of each page without those at head and foot that stand on another page at the same place too. */
function withoutFurniture(pages: readonly DocumentPage[]): Row[][] {
  const all = pages.map(page => ({ page, rows: rowsOf(page) }));
  const times = new Map<string, number>();
  const keyOf = (row: Row): string => `${Math.round(row.top)} ${textOf(row.words)}`;
  for (const { rows } of all) {
    for (const row of rows) times.set(keyOf(row), (times.get(keyOf(row)) ?? 0) + 1);
  }
  return all.map(({ page, rows }) =>
    rows.filter(row => {
      const inside = row.top > MARGIN * page.height && row.bottom < (1 - MARGIN) * page.height;
      return inside || page.height === 0 || times.get(keyOf(row)) === 1;
    }),
  );
}

/** The table that the next page may go on with. */
interface Open {
  table: PrintedTable;
  columns: readonly Column[];
}

function addRows({ table, columns }: Open, rows: readonly Row[]): void {
  table.rows.push(...rows.map(row => rawRow(row, columns)));
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/** How far down words tell where columns end; what comes later belongs to something else more and more. */
const TELLING_ROWS = 60;

function columnsFor(header: Header, body: readonly Row[]): Column[] {
  const telling = tellingRows(body.slice(0, TELLING_ROWS));
  const columns = columnsOf(header.cells, telling);
  if (header.whole.length === header.cells.length) return columns;
  return columnsOf(header.cells.length > 0 ? confirmed(header, columns, telling) : header.whole, telling);
}

/** The header cells, those put together again that words alone part: no cells are aligned at their bound. */
function confirmed(
  header: Header,
  columns: readonly Column[],
  rows: readonly TellingRow[],
): Column['pieces'][] {
  const cells: Piece[][] = [];
  for (const [index, column] of columns.entries()) {
    const before = columns[index - 1];
    const isParted = header.whole.some(
      cell => before && [before, column].every(({ pieces }) => pieces.every(piece => cell.includes(piece))),
    );
    if (before && isParted && !areAligned(rows, columns, index)) cells.at(-1)?.push(...column.pieces);
    else cells.push([...column.pieces]);
  }
  return cells;
}

/** Points that edges of a column's cells differ by at most. */
const ALIGNED = 1.5;

/** Whether the cells of a column and the one before have one edge at the bound, or a wide gap, in nearly all rows. */
function areAligned(rows: readonly TellingRow[], columns: readonly Column[], index: number): boolean {
  const pairs = rows.flatMap(({ row, isItem }) => {
    if (!isItem) return [];
    const cells = cellsOf(row, columns);
    const [last, first] = [cells[index - 1]?.at(-1), cells[index]?.[0]];
    return last && first
      ? [{ right: last.right, left: first.left, wide: first.left - last.right > row.space }]
      : [];
  });
  if (pairs.length === 0) return false;
  const most = (edges: readonly number[]): number =>
    Math.max(...edges.map(edge => edges.filter(other => Math.abs(other - edge) <= ALIGNED).length));
  const needed = 0.7 * pairs.length;
  if (pairs.filter(pair => pair.wide).length >= needed) return true;
  return (
    pairs.length > 1 &&
    Math.max(most(pairs.map(pair => pair.right)), most(pairs.map(pair => pair.left))) >= needed
  );
}

/** The rows that tell where columns end: those down to the first sum, and what comes after it a little. */
function tellingRows(body: readonly Row[]): TellingRow[] {
  const telling = body.filter(isTelling);
  const sum = telling.findIndex(
    (row, index) => index > 0 && ['whole', 'begins'].includes(summaryOf(textOf(row.words)) ?? ''),
  );
  return telling.map((row, index) => ({ row, isItem: sum < 0 || index < sum }));
}

/** Rows of several cells of which one holds a figure. */
function isTelling(row: Row): boolean {
  const runs = runsOf(row);
  return runs.length > 1 && runs.some(run => isFigure(textOf(run)));
}

type PrintedTable = RawTable & { rows: RawRow[] };

const tableOf = (columns: readonly Column[], body: readonly Row[], title: string): PrintedTable => ({
  headers: columns.map(column => column.header),
  rows: body.map(row => rawRow(row, columns)),
  above: title,
});

function rawRow(row: Row, columns: readonly Column[]): RawRow {
  const [run, ...more] = runsOf(row);
  const isText = run !== undefined && more.length === 0 && /\p{L}{2}/u.test(textOf(run));
  return {
    page: row.page,
    place: { top: row.top, bottom: row.bottom },
    cells: (isText ? wholeIn(run, columns) : cellsOf(row, columns)).map(cellOf),
  };
}

/** A line of text is in the column where it begins, however far it runs. */
function wholeIn(run: readonly Piece[], columns: readonly Column[]): (readonly Piece[])[] {
  const from = run[0]?.left ?? 0;
  const index = columns.findIndex(column => from < column.right);
  return columns.map((_, column) => (column === index ? run : []));
}

function cellOf(words: readonly Piece[]): RawCell {
  if (words.length === 0) return emptyCell;
  return { text: textOf(words), box: around(words.flatMap(word => (word.box ? [word.box] : []))) };
}

/** The rows just above a header: the title of its table may be among them. */
const above = (rows: readonly Row[], header: Header): string =>
  rows
    .slice(Math.max(0, header.from - 2), header.from)
    .map(row => textOf(row.words))
    .join('\n');
