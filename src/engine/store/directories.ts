import * as z from 'zod/mini';
import { jsonObject } from '../../protocol/wire';
import { integer, json, newId, nullableInteger, nullableText, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

// Earlier versions kept any value under any key.
const extra = z.object({ connector_subscription_id: z.catch(z.optional(z.nullable(z.string())), null) });

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  name: text,
  description: nullableText,
  type: text,
  expires_at: nullableInteger,
  system_metadata: z.nullable(json(jsonObject)),
  /** What this engine does nothing with, and answers as it came. */
  extra: json(extra),
  deleted_at: nullableInteger,
  created_at: integer,
  updated_at: integer,
});
export type DirectoryRow = z.output<typeof row>;

export interface NewDirectory {
  project_id: string;
  name: string;
  description: string | null;
  type: string;
  expires_at: number | null;
  system_metadata: Record<string, unknown> | null;
  extra: z.output<typeof extra>;
}

export interface DirectoryQuery {
  project_id: string;
  name: string | undefined;
  types: readonly string[] | undefined;
  include_deleted: boolean;
}

/** Directories. A deleted one keeps its row, because batches refer to it. */
export class Directories {
  constructor(private readonly db: Database) {}

  create(directory: NewDirectory, now: number): string {
    const id = newId('dir');
    const { system_metadata: system } = directory;
    this.db.durable(() =>
      this.db.run(
        `INSERT INTO directory (id, project_id, name, description, type, expires_at, system_metadata, extra,
           created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, directory.project_id, directory.name, directory.description, directory.type],
        ...[
          directory.expires_at,
          system && JSON.stringify(system),
          JSON.stringify(directory.extra),
          now,
          now,
        ],
      ),
    );
    return id;
  }

  /** A directory that is not deleted. */
  get(id: string): DirectoryRow | undefined {
    return this.db.get(row, 'SELECT * FROM directory WHERE id = ? AND deleted_at IS NULL', id);
  }

  list(query: DirectoryQuery, page: Slice): Rows<DirectoryRow> {
    const where = new Where()
      .and('project_id = ?', query.project_id)
      .and('name = ?', query.name)
      .in('type', query.types);
    if (!query.include_deleted) where.literally('deleted_at IS NULL');
    return slice(this.db, row, 'directory', where, page);
  }

  update(id: string, { name, description }: Pick<DirectoryRow, 'name' | 'description'>, now: number): void {
    const sql = 'UPDATE directory SET name = ?, description = ?, updated_at = ? WHERE id = ?';
    this.db.durable(() => this.db.run(sql, name, description, now, id));
  }

  markDeleted(id: string, now: number): void {
    this.db.run('UPDATE directory SET deleted_at = ?, updated_at = ? WHERE id = ?', now, now, id);
  }

  /** The directory that expired first; undefined where none has. */
  firstExpired(now: number): string | undefined {
    const sql =
      'SELECT id FROM directory WHERE deleted_at IS NULL AND expires_at <= ? ORDER BY expires_at LIMIT 1';
    return this.db.get(z.object({ id: text }), sql, now)?.id;
  }

  /** When the next directory expires; null where none will. */
  nextExpiry(): number | null {
    const sql =
      'SELECT min(expires_at) AS at FROM directory WHERE deleted_at IS NULL AND expires_at IS NOT NULL';
    return this.db.get(z.object({ at: nullableInteger }), sql)?.at ?? null;
  }
}
