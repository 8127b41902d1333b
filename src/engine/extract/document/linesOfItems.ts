import type { BBox, ListItem, ParseItem } from '../../../protocol/parseItems';
import type { Box, Grounding, ParsedPage } from '../../parsers/types';
import type { Line } from '../types';
import { around } from './boxes';
import { cellText, type TableItem } from './tablesOf';

/** Spaces between columns that tabs part in a text without positions: enough to tell them. */
const TAB = '    ';

/** The lines of a page without word boxes, from its items; where items have a box, their lines have that of the item. */
export function linesOfItems(page: ParsedPage): Line[] {
  const lines = page.items.flatMap((item, index) => linesOf(item, page, page.grounding?.[index]));
  if (lines.length > 0) return lines;
  return textLines(page.text, null, page.page_number);
}

function linesOf(item: ParseItem, page: ParsedPage, grounding?: Grounding | null): Line[] {
  const number = page.page_number;
  const box = boxOf(item.bbox);
  switch (item.type) {
    case 'table':
      return cellLines(item as TableItem, number, grounding);
    case 'list':
      return (item as ListItem).items.flatMap(each => linesOf(each, page));
    case 'header':
    case 'footer':
      return ((item as { items?: ParseItem[] }).items ?? []).flatMap(each => linesOf(each, page));
    case 'image':
    case 'link':
      return [];
    default: {
      const text = typeof item['value'] === 'string' ? item['value'] : item.md;
      return groundedLines(item.md, number, grounding) ?? textLines(text, box, number);
    }
  }
}

/** Lines by their own boxes, where the parse was asked for them and found the words of each. */
function groundedLines(md: string, page: number, grounding?: Grounding | null): Line[] | null {
  const lines = grounding?.lines ?? [];
  if (lines.length === 0 || lines.some(line => !line.span)) return null;
  return lines.map(({ span, bbox, words }) => {
    const text = md.slice(...(span ?? [0, 0]));
    const pieces = (words ?? []).flatMap(word =>
      word.span ? [{ text: md.slice(...word.span), box: word.bbox }] : [],
    );
    return { page, text, box: bbox, words: pieces.length > 0 ? pieces : wordsOf(text) };
  });
}

function cellLines(table: TableItem, page: number, grounding?: Grounding | null): Line[] {
  return table.rows.flatMap((row, r) =>
    row.flatMap((cell, c) => {
      const box = grounding?.rows?.[r]?.[c]?.bbox[0] ?? null;
      return textLines(cellText(cell), box, page);
    }),
  );
}

function textLines(text: string, box: Box | null, page: number): Line[] {
  return withoutTabs(text.split('\n')).flatMap(raw => {
    const line = raw.trimEnd();
    return line.trim() === '' ? [] : [{ page, text: line, box, words: wordsOf(line) }];
  });
}

/** Lines whose columns begin at the same letter in each of them, where tabs part them. */
function withoutTabs(lines: readonly string[]): string[] {
  const aligned: string[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (lines[to]?.includes('\t')) to++;
    const block = lines.slice(from, to).map(line => line.split('\t'));
    const widths: number[] = [];
    for (const cells of block) {
      for (const [column, cell] of cells.entries())
        widths[column] = Math.max(widths[column] ?? 0, cell.length);
    }
    for (const cells of block) aligned.push(cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(TAB));
    if (to === from) aligned.push(lines[to++] ?? '');
    from = to;
  }
  return aligned;
}

const wordsOf = (text: string): Line['words'] =>
  (text.match(/\S+/g) ?? []).map(word => ({ text: word, box: null }));

const boxOf = (boxes: readonly BBox[] | null): Box | null =>
  around((boxes ?? []).map(({ x, y, w, h }) => ({ x, y, w, h })));
