import { strToU8, zipSync } from 'fflate';
import type { ParsedPage } from '../../parsers/types';

type Cell = string | number | null;

export interface Sheet {
  name: string;
  rows: readonly (readonly Cell[])[];
}

/** Longest name of a sheet (Excel's specifications and limits). */
const maxName = 31;
/** Longest text of a cell (likewise). */
const maxCell = 32_767;

/**
 * The tables of a document, one a sheet. `guessed` names follow the nearest heading above a table, as LlamaParse's
 * `guess_sheet_name` does from the context; `numbered` ones are Table_1, Table_2, ….
 */
export function sheetsOf(pages: readonly ParsedPage[], names: 'guessed' | 'numbered'): Sheet[] {
  const sheets: Sheet[] = [];
  const used = new Map<string, number>();
  let heading = '';
  for (const item of pages.flatMap(page => page.items)) {
    if (item.type === 'heading' && 'value' in item) heading = String(item.value);
    if (item.type !== 'table' || !('rows' in item)) continue;
    const numbered = `Table_${sheets.length + 1}`;
    const name = unique((names === 'guessed' && cleaned(heading)) || numbered, used);
    sheets.push({ name, rows: item.rows as Cell[][] });
  }
  return sheets;
}

/** A workbook of these sheets (ECMA-376, SpreadsheetML); one with an empty sheet where there are none. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array {
  const all = sheets.length > 0 ? sheets : [{ name: 'Table_1', rows: [] }];
  const part = (xml: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`);
  const each = (xml: (number: number, sheet: Sheet) => string) =>
    all.map((sheet, index) => xml(index + 1, sheet)).join('');
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': part(
      `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${each(
        n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`,
      )}</Types>`,
    ),
    '_rels/.rels': part(relationships(relationship(1, 'officeDocument', 'xl/workbook.xml'))),
    'xl/workbook.xml': part(
      `<workbook xmlns="${main}" xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets>${each(
        (n, { name }) => `<sheet name="${escaped(name)}" sheetId="${n}" r:id="rId${n}"/>`,
      )}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': part(
      relationships(each(n => relationship(n, 'worksheet', `worksheets/sheet${n}.xml`))),
    ),
  };
  for (const [index, { rows }] of all.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = part(
      `<worksheet xmlns="${main}"><sheetData>${rows.map(rowOf).join('')}</sheetData></worksheet>`,
    );
  }
  return zipSync(files, { mtime: new Date('2000-01-01T00:00:00') });
}

const schemas = 'http://schemas.openxmlformats.org';
const main = `${schemas}/spreadsheetml/2006/main`;
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const relationships = (all: string) =>
  `<Relationships xmlns="${schemas}/package/2006/relationships">${all}</Relationships>`;
const relationship = (number: number, type: string, target: string) =>
  `<Relationship Id="rId${number}" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;

function rowOf(cells: readonly Cell[], index: number): string {
  return `<row r="${index + 1}">${cells.map(cellOf).join('')}</row>`;
}

function cellOf(cell: Cell): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, maxCell))}</t></is></c>`;
}

const escaped = (text: string): string =>
  text
    // Characters that XML 1.0 cannot hold.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** Without the characters that Excel forbids in names of sheets. */
const cleaned = (name: string): string =>
  name
    .replace(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, maxName)
    .replace(/^['\s]+|['\s]+$/g, '');

/** Excel tells sheets apart without regard to case. `used` has the names in lower case, each with its last copy. */
function unique(name: string, used: Map<string, number>): string {
  const key = name.toLowerCase();
  let copy = used.get(key) ?? 1;
  let candidate = name;
  while (used.has(candidate.toLowerCase())) {
    const suffix = ` (${++copy})`;
    candidate = name.slice(0, maxName - suffix.length) + suffix;
  }
  used.set(candidate.toLowerCase(), 1);
  used.set(key, copy);
  return candidate;
}
