import { around } from '../../document/boxes';
import type { SourceDocument } from '../../types';
import { type Column, cellsOf, columnsOf } from './columns';
import type { HeaderMatcher } from './headerMatch';
import { findHeaders, type Header } from './headers';
import { isFigure, type Piece, type Row, rowsOf, runsOf, textOf } from './layout';
import { emptyCell, type RawCell, type RawRow, type RawTable } from './rawTable';

/**
 * The tables of a document that are told by a row of headers alone, with or without lines around their cells. A page
 * without a header goes on with the table of the page before.
 */
export function printedTables(document: SourceDocument, matcher: HeaderMatcher): RawTable[] {
  const tables: RawTable[] = [];
  let open: { header: Header; columns: readonly Column[] } | null = null;
  for (const page of document.pages) {
    const rows = rowsOf(page);
    const headers = findHeaders(rows, matcher);
    if (open && rows.length > 0) {
      const before = rows.slice(0, headers[0]?.from ?? rows.length);
      tables.push(tableOf(open.columns, before, ''));
    }
    for (const [index, header] of headers.entries()) {
      const body = rows.slice(header.to + 1, headers[index + 1]?.from ?? rows.length);
      const columns = columnsFor(header, body);
      tables.push(tableOf(columns, body, above(rows, header)));
      open = { header, columns };
    }
  }
  return tables;
}

/** How far down words tell where columns end; what comes later belongs to something else more and more. */
const TELLING_ROWS = 60;

function columnsFor(header: Header, body: readonly Row[]): Column[] {
  const telling = body.slice(0, TELLING_ROWS).filter(isTelling);
  const columns = columnsOf(header.cells, telling);
  if (header.whole.length === header.cells.length) return columns;
  // A header that words alone split is split only where cells stand below both parts.
  const used = telling.map(row => cellsOf(row, columns).map(cell => cell.length > 0));
  const bare = columns.some((_, at) => used.filter(row => row[at]).length < used.length / 5);
  return bare ? columnsOf(header.whole, telling) : columns;
}

/** Rows of several cells of which one holds a figure. */
function isTelling(row: Row): boolean {
  const runs = runsOf(row);
  return runs.length > 1 && runs.some(run => isFigure(textOf(run)));
}

const tableOf = (columns: readonly Column[], body: readonly Row[], title: string): RawTable => ({
  headers: columns.map(column => column.header),
  rows: body.map(row => rawRow(row, columns)),
  above: title,
});

function rawRow(row: Row, columns: readonly Column[]): RawRow {
  return {
    page: row.page,
    place: { top: row.top, bottom: row.bottom },
    cells: cellsOf(row, columns).map(cellOf),
  };
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
