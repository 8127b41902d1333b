import type * as z from 'zod/mini';
import type { Database, SqlValue } from './database';

/** Which part of a list: newest first, `size` rows older than the row `before`. */
export interface Slice {
  size: number;
  before: number | undefined;
}

/** Rows of one page; `next` is the `before` of the page after it, null on the last. */
export interface Rows<T> {
  rows: T[];
  next: number | null;
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

  /** `column` is one of `values`; no condition for no values. */
  in(column: string, values: readonly string[] | undefined): this {
    if (values?.length) this.and(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
    return this;
  }

  literally(sql: string): this {
    this.parts.push(sql);
    return this;
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
  { size, before }: Slice,
): Rows<T> {
  where.and('seq < ?', before);
  const sql = `SELECT * FROM ${table} WHERE ${where} ORDER BY seq DESC LIMIT ?`;
  const rows = db.all(schema, sql, ...where.values, size + 1);
  const more = rows.length > size;
  if (more) rows.pop();
  return { rows, next: more ? (rows.at(-1)?.seq ?? null) : null };
}
