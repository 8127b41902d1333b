import * as z from 'zod/mini';
import type { Database, SqlValue } from './database';

/** Which part of a list: newest first, `size` rows older than the row `before`. */
export interface Slice {
  size: number;
  before: number | undefined;
  /** In a list with an order of its own: what the row `before` has in the columns that it is sorted by. */
  key?: readonly SortValue[] | undefined;
  /** Also count the whole list. */
  total?: boolean | undefined;
}

/** Rows of one page; `next` is the `before` of the page after it, null on the last. */
export interface Rows<T> {
  rows: T[];
  next: number | null;
  /** The `key` of the page after it. */
  key?: readonly SortValue[];
  /** Rows of the whole list, where that was asked for. */
  total?: number | undefined;
}

export type SortValue = string | number;

/** A column that a list is sorted by; it holds no NULL. */
export interface Sort<Column extends string = string> {
  column: Column;
  descending: boolean;
}

/** Conditions of a list, joined by AND. */
export class Where {
  private readonly parts: string[] = [];
  readonly values: SqlValue[] = [];

  /** Adds `sql` unless its value was not given. */
  and(sql: string, value: SqlValue | undefined): this {
    if (value === undefined) return this;
    this.parts.push(sql);
    this.values.push(value);
    return this;
  }

  /**
   * Rows of a project; of `ids`, where some are given, those among them. A plus sign keeps SQLite from an index: a few rows
   * are then looked up by their ids, where it would read the whole project in the order of the list.
   */
  ofProject(projectId: string, ids?: readonly string[]): this {
    return this.and(`${ids?.length ? '+' : ''}project_id = ?`, projectId).in('id', ids);
  }

  /** `column` is one of `values`; no condition for no values. */
  in(column: string, values: readonly string[] | undefined): this {
    if (values?.length) this.and(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
    return this;
  }

  literally(sql: string): this {
    this.parts.push(sql);
    return this;
  }

  /** Rows that come after one that has these values, in an order by several columns. */
  after(sorts: readonly Sort[], values: readonly SqlValue[]): this {
    const cases = sorts.map(({ column, descending }, at) => {
      const equal = sorts.slice(0, at).map(sort => `${sort.column} = ?`);
      this.values.push(...values.slice(0, at + 1));
      return `(${[...equal, `${column} ${descending ? '<' : '>'} ?`].join(' AND ')})`;
    });
    return this.literally(`(${cases.join(' OR ')})`);
  }

  toString(): string {
    return this.parts.length > 0 ? this.parts.join(' AND ') : '1';
  }
}

/** Reads one page of a table, newest first. */
export function slice<T extends { seq: number }>(
  db: Database,
  schema: z.ZodMiniType<T>,
  table: string,
  where: Where,
  page: Slice,
): Rows<T> {
  return sortedSlice<T, never>(db, schema, table, where, page, []);
}

/** Reads one page of a table in an order of its own; of equal rows the newest comes first. */
export function sortedSlice<T extends { seq: number } & Record<Column, SortValue>, Column extends string>(
  db: Database,
  schema: z.ZodMiniType<T>,
  table: string,
  where: Where,
  { size, before, key = [], total }: Slice,
  sorts: readonly Sort<Column>[],
): Rows<T> {
  const counted = total ? count(db, table, where) : undefined;
  const all: Sort[] = [...sorts, { column: 'seq', descending: true }];
  if (before !== undefined) where.after(all, [...key, before]);
  const order = all.map(({ column, descending }) => `${column} ${descending ? 'DESC' : 'ASC'}`);
  const sql = `SELECT * FROM ${table} WHERE ${where} ORDER BY ${order.join(', ')} LIMIT ?`;
  const rows = db.all(schema, sql, ...where.values, size + 1);
  const more = rows.length > size;
  if (more) rows.pop();
  const last = more ? rows.at(-1) : undefined;
  return {
    rows,
    next: last?.seq ?? null,
    key: last ? sorts.map(({ column }) => last[column]) : [],
    total: counted,
  };
}

function count(db: Database, table: string, where: Where): number {
  const sql = `SELECT count(*) AS n FROM ${table} WHERE ${where}`;
  return db.get(z.object({ n: z.number() }), sql, ...where.values)?.n ?? 0;
}
