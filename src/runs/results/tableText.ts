import { setImmediate as turn } from 'node:timers/promises';
import { byteOrderMark, csvText } from './csv';
import type { TableRow, Values } from './tableRows';

export type TableFormat = 'csv' | 'jsonl';

/** Widest table that is written: the API's most properties of a schema, and our own columns. */
const maxColumns = 5_010;
/** Most characters of a table; the longest text that Node can hold is twice as long. */
const maxCharacters = 256 * 2 ** 20;

/** Rows that are written in one go: some milliseconds of work. */
const rowsPerTurn = 500;

/**
 * Rows as a text, written in turns with everything else that this process does. `rows` is gone through more than once.
 * Rejects with a sentence where the table would be too large to be of use, and with the signal's reason.
 */
export async function tableText(
  rows: Iterable<TableRow>,
  format: TableFormat,
  signal?: AbortSignal,
): Promise<string> {
  const isCsv = format === 'csv';
  const columns = new Columns();
  await inTurns(rows, signal, row => columns.take(row, isCsv));
  const own = columns.own();
  const lines: string[] = isCsv ? [byteOrderMark + csvText([columns.names()])] : [];
  let characters = 0;
  await inTurns(rows, signal, row => {
    const line = isCsv ? csvText([columns.cells(row)]) : jsonLine(row, own);
    characters += line.length;
    if (characters > maxCharacters)
      throw new Error(
        'The table is too large for one document. Extract fewer files, or fewer fields, at a time.',
      );
    lines.push(line);
  });
  return lines.join('');
}

async function inTurns(
  rows: Iterable<TableRow>,
  signal: AbortSignal | undefined,
  work: (row: TableRow) => void,
): Promise<void> {
  let done = 0;
  for (const row of rows) {
    work(row);
    if (++done % rowsPerTurn > 0) continue;
    await turn();
    signal?.throwIfAborted();
  }
}

/** A JSON object a line, the values under the API's own name: none of theirs can be taken for one of ours. */
function jsonLine(row: TableRow, own: readonly OwnColumn[]): string {
  const told = Object.fromEntries(own.map(column => [column, ownValues[column](row)]));
  return `${JSON.stringify({ ...told, extract_result: row.values })}\n`;
}

/**
 * The columns of a table, found by going through all its rows: ours first, then the values in the order of the schema,
 * those of nested objects by the names that lead to them (`vendor.name`). A value whose name is one of ours is told as
 * `result.<name>`.
 */
class Columns {
  /** Whether a value is set in any row, by its name. */
  private readonly isSet = new Map<string, boolean>();
  private readonly numbered = new Set<'entry' | 'item'>();
  private shown: string[] | undefined;

  take(row: TableRow, withValues: boolean): void {
    for (const key of ['entry', 'item'] as const) if (row[key] !== null) this.numbered.add(key);
    if (!withValues || !row.values) return;
    for (const [name, value] of flat(row.values))
      this.isSet.set(name, (this.isSet.get(name) ?? false) || value !== null);
    if (this.isSet.size > maxColumns)
      throw new Error(
        `The table would have more than ${maxColumns.toLocaleString('en')} columns. Open it as JSONL instead.`,
      );
  }

  /** Numbers of pages and items only where there are any. */
  own(): OwnColumn[] {
    const numbered = (['entry', 'item'] as const).filter(key => this.numbered.has(key));
    return ['file', 'status', 'error', 'lowest_confidence', ...numbered];
  }

  names(): string[] {
    const own = this.own();
    const taken = new Set<string>(own);
    return [...own, ...this.values().map(name => (taken.has(name) ? `result.${name}` : name))];
  }

  cells(row: TableRow): unknown[] {
    const values = row.values ? flat(row.values) : new Map<string, unknown>();
    return [
      ...this.own().map(column => ownValues[column](row)),
      ...this.values().map(name => values.get(name)),
    ];
  }

  /** An object that is null in some rows only adds no column of its own. */
  private values(): readonly string[] {
    if (this.shown) return this.shown;
    const groups = new Set<string>();
    for (const name of this.isSet.keys()) {
      for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
        groups.add(name.slice(0, dot));
    }
    this.shown = [...this.isSet].filter(([name, set]) => set || !groups.has(name)).map(([name]) => name);
    return this.shown;
  }
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
