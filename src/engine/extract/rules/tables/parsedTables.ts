import type { SourceDocument, Table } from '../../types';
import type { HeaderMatcher } from './headerMatch';
import { fitOf } from './headers';
import { isFigure } from './layout';
import type { RawRow, RawTable } from './rawTable';

/** The tables that the parser found, as far as rows of them are headers that name at least two of the item's fields. */
export function parsedTables(document: SourceDocument, matcher: HeaderMatcher): RawTable[] {
  const found: RawTable[] = [];
  let open: RawTable | null = null;
  for (const page of document.pages) {
    for (const table of page.tables) {
      const parts = partsOf(table, matcher);
      if (parts.length === 0 && open && widthOf(table) === open.headers.length) {
        found.push({ ...open, rows: table.rows.map(row => rawRow(row, table.page)), above: '' });
      }
      found.push(...parts);
      open = parts.at(-1) ?? open;
    }
  }
  return found;
}

const widthOf = (table: Table): number => table.rows[0]?.length ?? 0;

function partsOf(table: Table, matcher: HeaderMatcher): RawTable[] {
  const few = matcher.leaves.length < 3 && widthOf(table) < 4;
  // What a narrow table's other column holds is seen by its cells.
  const needed = few ? 1 : Math.min(2, matcher.leaves.length);
  const heads: { from: number; to: number; headers: string[] }[] = [];
  for (let at = 0; at < table.rows.length; at++) {
    const one = headersOf(table, at, at);
    if (!one) continue;
    const two = headersOf(table, at, at + 1);
    const [single, double] = [fitOf(one, matcher), two ? fitOf(two, matcher) : null];
    const below = headersOf(table, at + 1, at + 1);
    // A title above the headers adds nothing to them.
    const least = Math.max(single.score + 0.3, below ? fitOf(below, matcher).score + 0.05 : 0);
    if (two && double && double.matched >= needed && double.score > least) {
      heads.push({ from: at, to: at + 1, headers: two });
      at++;
    } else if (single.matched >= needed) {
      heads.push({ from: at, to: at, headers: one });
    }
  }
  return heads.map(({ from, to, headers }, index) => ({
    headers,
    rows: table.rows.slice(to + 1, heads[index + 1]?.from).map(row => rawRow(row, table.page)),
    above: table.rows
      .slice(Math.max(0, from - 2), from)
      .map(row => row.map(cell => cell.text).join(' '))
      .join('\n'),
  }));
}

/** Texts of the columns over some rows; null where a row is missing or holds figures. */
function headersOf(table: Table, from: number, to: number): string[] | null {
  const rows = table.rows.slice(from, to + 1);
  if (rows.length < to - from + 1) return null;
  if (rows.some(row => row.filter(cell => isFigure(cell.text)).length > row.length / 4)) return null;
  return Array.from({ length: widthOf(table) }, (_, column) =>
    rows
      .map(row => row[column]?.text ?? '')
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

const rawRow = (cells: Table['rows'][number], page: number): RawRow => ({
  page,
  place: null,
  cells: cells.map(({ text, box }) => ({ text: text.replace(/\s+/g, ' ').trim(), box })),
});
