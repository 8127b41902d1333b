import { lexer, type Token, type Tokens } from 'marked';
import { taskMark } from './markdownText';

/** Tidies what converters leave behind: empty rows and columns, empty list items, lists within nothing. */
export function tidy(tokens: readonly Token[]): Token[] {
  return tokens.flatMap(token => {
    if (token.type === 'table') return tidyTable(token as Tokens.Table);
    if (token.type === 'list') return tidyList(token as Tokens.List);
    return [token];
  });
}

/** Spaces that turndown's tables have before a cell's end and before a break. */
const PADDED = / {2,}(\||<br>)/;

/**
 * Drops rows and columns without text, which converters keep from the grid of a sheet, and makes the first row that
 * has text the header where the header is empty. A table without any text goes.
 */
function tidyTable(table: Tokens.Table): Token[] {
  const rows = [table.header, ...table.rows].filter(row => row.some(cell => cell.text.trim() !== ''));
  const [header, ...body] = rows;
  if (!header) return [];
  const columns = header.map((_, column) => rows.some(row => (row[column]?.text.trim() ?? '') !== ''));
  if (rows.length === table.rows.length + 1 && columns.every(Boolean) && !PADDED.test(table.raw))
    return [table];
  const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, column) => columns[column]);
  const line = (cells: readonly string[]): string => `| ${keep(cells).join(' | ')} |`;
  const words = (row: readonly Tokens.TableCell[]): string =>
    line(
      row.map(cell =>
        cell.text
          .trim()
          .replace(/\s*<br>/g, '<br>')
          .replace(/(?<!\\)\|/g, '\\|'),
      ),
    );
  const raw = [words(header), line(header.map(() => '---')), ...body.map(words)].join('\n');
  return [
    { ...table, raw, align: keep(table.align), header: keep(header), rows: body.map(row => keep(row)) },
  ];
}

/** Writes a list without blank lines and empty items; an item that only holds a list joins the item before it. */
function tidyList(list: Tokens.List): Token[] {
  const raw = listLines(list).join('\n');
  if (raw.trim() === '') return [];
  return lexer(raw, { gfm: true });
}

function listLines(list: Tokens.List): string[] {
  const lines: string[] = [];
  let number = typeof list.start === 'number' ? list.start : 1;
  for (const item of list.items) {
    const own = item.tokens.filter(token => token.type !== 'list' && token.type !== 'checkbox');
    const inner = item.tokens
      .filter(token => token.type === 'list')
      .flatMap(token => listLines(token as Tokens.List));
    const words = own
      .map(token => token.raw.trim())
      .filter(text => text !== '')
      .join('\n\n');
    const marker = list.ordered ? `${number}. ` : '- ';
    const indent = ' '.repeat(marker.length);
    if (words !== '') {
      const [first = '', ...rest] = words.split('\n');
      lines.push(
        `${marker}${taskMark(item)}${first}`,
        ...rest.map(line => (line === '' ? '' : `${indent}${line}`)),
      );
      number++;
    }
    const depth = words === '' && lines.length === 0 ? '' : indent;
    lines.push(...inner.map(line => (line === '' ? '' : `${depth}${line}`)));
  }
  return lines;
}
