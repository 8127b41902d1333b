import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { flag, integer, text } from './columns';
import type { Database } from './database';

const row = z.object({
  id: text,
  name: text,
  organization_id: text,
  is_default: flag,
  created_at: integer,
  updated_at: integer,
});
export type ProjectRow = z.output<typeof row>;

/** Projects; the first start makes the Default one. */
export class Projects {
  constructor(private readonly db: Database) {}

  /** The project of requests that name none. */
  default(now: number): ProjectRow {
    const found = this.db.get(row, 'SELECT * FROM project WHERE is_default = 1');
    if (found) return found;
    const sql = `INSERT INTO project (id, name, organization_id, is_default, created_at, updated_at)
      VALUES (?, 'Default', ?, 1, ?, ?)`;
    this.db.durable(() => this.db.run(sql, randomUUID(), randomUUID(), now, now));
    return this.default(now);
  }

  get(id: string): ProjectRow | undefined {
    return this.db.get(row, 'SELECT * FROM project WHERE id = ?', id);
  }

  list(name: string | undefined): ProjectRow[] {
    const sql = 'SELECT * FROM project WHERE ?1 IS NULL OR name = ?1 ORDER BY seq';
    return this.db.all(row, sql, name ?? null);
  }
}
