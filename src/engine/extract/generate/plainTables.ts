import { isFigure } from '../rules/tables/layout';
import type { RawTable } from '../rules/tables/rawTable';
import { termsOf } from '../rules/words/terms';
import type { SourceDocument, Table } from '../types';

/** Rows in which headers are looked for: a title or two may stand above them. */
const MOST_ABOVE = 5;
const LONGEST_HEADER = 60;
/** Share of a row's cells that must be filled. */
const FILLED = 0.5;

/**
 * The tables of sheets, web pages and Office documents that have a row of headers, whatever these say. Those of printed
 * pages are left out: what stands in columns there is often no table.
 */
export function plainTables(document: SourceDocument): RawTable[] {
  return document.pages.flatMap(page =>
    page.lines.some(line => line.box) ? [] : page.tables.flatMap(table => tableOf(table, page.label ?? '')),
  );
}

function tableOf({ rows, page }: Table, title: string): RawTable[] {
  const at = rows.slice(0, MOST_ABOVE).findIndex(row => areHeaders(row.map(cell => cell.text)));
  const headers = rows[at]?.map(cell => cell.text) ?? [];
  const body = rows
    .slice(at + 1)
    .filter(row => row.filter(cell => cell.text !== '').length >= FILLED * row.length);
  const isTable =
    at >= 0 && body.length > 1 && (headers.length > 2 || body.every(row => isFigure(row[1]?.text ?? '')));
  // Labels below each other with their values beside them are a form.
  const labels = body.filter(row => isLabel(row[0]?.text ?? ''));
  if (!isTable || labels.length > body.length / 2) return [];
  return [{ headers, rows: body.map(cells => ({ page, place: null, cells })), above: title }];
}

const areHeaders = (texts: readonly string[]): boolean =>
  texts.length > 1 &&
  new Set(texts).size === texts.length &&
  texts.every(text => text !== '' && text.length <= LONGEST_HEADER && !isFigure(text));

function isLabel(text: string): boolean {
  const terms = termsOf(text.slice(0, LONGEST_HEADER));
  return /[:：]$/.test(text) || (terms.length > 0 && terms.every(term => term.known));
}
