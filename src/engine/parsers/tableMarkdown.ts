import type { Token, Tokens } from 'marked';
import { tokensOf } from './markdown';
import { inlineText } from './markdownText';
import { tableItem } from './tables';
import type { ParseOptions } from './types';

type TableOptions = Pick<ParseOptions, 'compactTables' | 'htmlTables' | 'cellLineBreak'>;

/** Markdown whose tables are written as the options want them; the rest stays as it is. */
export function withTables(markdown: string, options: TableOptions): string {
  const asked = options.compactTables || options.htmlTables || options.cellLineBreak !== undefined;
  if (!asked || !markdown.includes('|')) return markdown;
  return tokensOf(markdown)
    .map(token => (token.type === 'table' ? rewritten(token as Tokens.Table, options) : token.raw))
    .join('');
}

function rewritten(table: Tokens.Table, { htmlTables, compactTables, cellLineBreak }: TableOptions): string {
  const after = /\s*$/.exec(table.raw)?.[0] ?? '';
  const rows = [table.header, ...table.rows];
  if (htmlTables) {
    return tableItem(
      rows.map(row => row.map(cell => inlineText(cell.tokens))),
      null,
    ).html.concat(after);
  }
  const [open, between, close] = compactTables ? ['|', '|', '|'] : ['| ', ' | ', ' |'];
  const line = (cells: readonly string[]) => open + cells.join(between) + close;
  const [header = '', ...body] = rows.map(row => line(row.map(cell => textOf(cell, cellLineBreak))));
  return [header, line(table.align.map(rule)), ...body].join('\n') + after;
}

/** The cell as it is written, its bars escaped again. */
function textOf({ text }: { text: string; tokens: Token[] }, lineBreak: string | undefined): string {
  const written = lineBreak === undefined ? text : text.replace(/<br\s*\/?>/gi, () => lineBreak);
  return written.replace(/(?<!\\)\|/g, '\\|').replace(/\s*\n\s*/g, ' ');
}

const rules: Readonly<Record<string, string>> = { left: ':---', right: '---:', center: ':---:' };
const rule = (align: string | null): string => rules[align ?? ''] ?? '---';
