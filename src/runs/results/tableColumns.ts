import type { TableRow, Values } from './tableRows';

/** Widest table that is written: the API's most properties of a schema, and our own columns. */
const maxColumns = 5_010;
/**
 * The columns of a table, found by going through all its rows: ours first, then the values in the order of the schema,
 * those of nested objects by the names that lead to them (`vendor.name`). A value whose name is one of ours is told as
 * `result.<name>`.
 */
export class TableColumns {
  /** Whether a value is set in any row, by its name. */
  private readonly isSet = new Map<string, boolean>();
  private readonly numbered = new Set<'entry' | 'item'>();
  private shown: string[] | undefined;

  /** Looks at a row; its values only where they get columns of their own. Throws a sentence where there are too many. */
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

  /** What we say of a row, by the names of our columns. */
  told(row: TableRow): Record<string, string | number | null> {
    return Object.fromEntries(this.own().map(column => [column, ownValues[column](row)]));
  }

  /** Numbers of pages and items only where there are any. */
  private own(): OwnColumn[] {
    const numbered = (['entry', 'item'] as const).filter(key => this.numbered.has(key));
    return ['file', 'status', 'error', 'lowest_confidence', ...numbered];
  }

  /** The names of all columns. */
  names(): string[] {
    const own = this.own();
    const taken = new Set<string>(own);
    return [...own, ...this.values().map(name => (taken.has(name) ? `result.${name}` : name))];
  }

  /** A row's cells in the order of the names. */
  cells(row: TableRow): unknown[] {
    const values = row.values ? flat(row.values) : new Map<string, unknown>();
    return [...Object.values(this.told(row)), ...this.values().map(name => values.get(name))];
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
