import { byteOrderMark, csvText } from './csv';
import type { TableRow, Values } from './tableRows';

export type TableFormat = 'csv' | 'jsonl';

/** Widest table that is written: the API's most properties of a schema, and our own columns. */
const maxColumns = 5_010;
/** Most characters of a table; the longest text that Node can hold is twice as long. */
const maxCharacters = 256 * 2 ** 20;

/** Rows as a text. Throws a sentence where the table would be too large to be of use. */
export function tableText(rows: readonly TableRow[], format: TableFormat): string {
  return format === 'csv' ? csv(rows) : jsonl(rows);
}

/** A JSON object a line, the values under the API's own name: none of theirs can be taken for one of ours. */
function jsonl(rows: readonly TableRow[]): string {
  const own = ownColumns(rows);
  return bounded(
    rows,
    row =>
      `${JSON.stringify({
        ...Object.fromEntries(own.map(column => [column, ownValues[column](row)])),
        extract_result: row.values,
      })}\n`,
  );
}

/**
 * A line of names, then a line for each row: ours first, then the values in the order of the schema, those of nested
 * objects by the names that lead to them (`vendor.name`). A value whose name is one of ours is told as `result.<name>`.
 */
function csv(rows: readonly TableRow[]): string {
  const own = ownColumns(rows);
  const taken = new Set<string>(own);
  const cells = rows.map(({ values }) => (values ? flat(values) : new Map<string, unknown>()));
  const columns = columnsOf(cells);
  const names = columns.map(column => (taken.has(column) ? `result.${column}` : column));
  const head = byteOrderMark + csvText([[...own, ...names]]);
  return (
    head +
    bounded([...rows.keys()], i => {
      const row = rows[i];
      const told = row ? own.map(column => ownValues[column](row)) : [];
      return csvText([[...told, ...columns.map(column => cells[i]?.get(column))]]);
    })
  );
}

type OwnColumn = 'file' | 'status' | 'error' | 'lowest_confidence' | 'entry' | 'item';

const ownValues: Readonly<Record<OwnColumn, (row: TableRow) => string | number | null>> = {
  file: row => row.file,
  status: row => row.status,
  error: row => row.error,
  lowest_confidence: row => row.lowestConfidence,
  entry: row => row.entry,
  item: row => row.item,
};

/** Numbers of pages and items only where there are any. */
function ownColumns(rows: readonly TableRow[]): OwnColumn[] {
  const numbered = (['entry', 'item'] as const).filter(key => rows.some(row => row[key] !== null));
  return ['file', 'status', 'error', 'lowest_confidence', ...numbered];
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values by the names that lead to them. Lists of plain values are joined, lists of objects stay JSON. */
function flat(values: Values, prefix = '', into = new Map<string, unknown>()): Map<string, unknown> {
  for (const [name, value] of Object.entries(values)) {
    const key = prefix + name;
    if (isObject(value)) flat(value, `${key}.`, into);
    else into.set(key, Array.isArray(value) ? listCell(value) : value);
  }
  return into;
}

function listCell(list: readonly unknown[]): string {
  const isPlain = list.every(value => typeof value !== 'object' || value === null);
  return isPlain ? list.map(value => String(value ?? '')).join('; ') : JSON.stringify(list);
}

/** The names of all cells in the order of the schema; an object that is null in some rows only adds none of its own. */
function columnsOf(cells: readonly ReadonlyMap<string, unknown>[]): string[] {
  const isSet = new Map<string, boolean>();
  for (const row of cells) {
    for (const [name, value] of row) isSet.set(name, (isSet.get(name) ?? false) || value !== null);
    if (isSet.size > maxColumns)
      throw new Error(
        `The table would have more than ${maxColumns.toLocaleString('en')} columns. Open it as JSONL instead.`,
      );
  }
  const groups = new Set<string>();
  for (const name of isSet.keys()) {
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
      groups.add(name.slice(0, dot));
  }
  return [...isSet].filter(([name, set]) => set || !groups.has(name)).map(([name]) => name);
}

function bounded<T>(items: readonly T[], lineOf: (item: T) => string): string {
  const lines: string[] = [];
  let characters = 0;
  for (const item of items) {
    const line = lineOf(item);
    characters += line.length;
    if (characters > maxCharacters)
      throw new Error(
        'The table is too large for one document. Extract fewer files, or fewer fields, at a time.',
      );
    lines.push(line);
  }
  return lines.join('');
}
