import type { ParseItem } from '../../../protocol/parseItems';
import type { ParsedPage } from '../../parsers/types';
import type { Table } from '../types';

export type TableItem = Extract<ParseItem, { html: string }>;

/** A cell of an item as text. */
export const cellText = (cell: string | number | null): string => (cell === null ? '' : String(cell).trim());

/** The tables that the parser saw on a page, with boxes of their cells where the parse was asked for them. */
export function tablesOf(page: ParsedPage): Table[] {
  return page.items.flatMap((item, index) => {
    if (item.type !== 'table') return [];
    const boxes = page.grounding?.[index]?.rows;
    const rows = (item as TableItem).rows.map((row, r) =>
      row.map((cell, c) => ({ text: cellText(cell), box: boxes?.[r]?.[c]?.bbox[0] ?? null })),
    );
    return [{ page: page.page_number, rows }];
  });
}
