import type { BBox, ParseItem } from '../../protocol/parseItems';

type TableItem = Extract<ParseItem, { html: string }>;
type Cell = string | number | null;

/** Cells of a table as plain text, its first row the header. `md` is the Markdown; made from the cells where left out. */
export function tableItem(rows: readonly (readonly string[])[], bbox: BBox[] | null, md?: string): TableItem {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const square = rows.map(row => Array.from({ length: width }, (_, i) => row[i]?.trim() ?? ''));
  return {
    type: 'table',
    md: md ?? tableMarkdown(square),
    bbox,
    rows: square.map(row => row.map(typed)),
    html: tableHtml(square),
    csv: square.map(row => row.map(csvCell).join(',')).join('\n'),
  };
}

/** A number only where no character is lost by it: "007" and "1.0" stay text. */
function typed(cell: string): Cell {
  if (cell === '') return null;
  return /^-?\d{1,15}(\.\d+)?$/.test(cell) && String(Number(cell)) === cell ? Number(cell) : cell;
}

function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...body.map(line)].join('\n');
}

const markdownCell = (cell: string): string => cell.replace(/(?<!\\)\|/g, '\\|').replace(/\s*\n\s*/g, '<br>');

function tableHtml(rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map(cell => `<${tag}>${escapeHtml(cell).replaceAll('\n', '<br>')}</${tag}>`).join('')}</tr>`;
  const [header = [], ...body] = rows;
  return `<table><thead>${row(header, 'th')}</thead><tbody>${body.map(r => row(r, 'td')).join('')}</tbody></table>`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const csvCell = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
