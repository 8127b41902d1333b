import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { integer, text } from './columns';
import type { Database } from './database';

const row = z.object({
  id: text,
  project_id: text,
  name: text,
  size: integer,
  sha256: text,
  created_at: integer,
});
export type FileRow = z.output<typeof row>;

/** Stored bytes with the name they came under. A file lives as long as a directory file refers to it. */
export class Files {
  constructor(private readonly db: Database) {}

  create(file: { project_id: string; name: string; size: number; sha256: string }, now: number): string {
    const id = randomUUID();
    this.db.run(
      'INSERT INTO file (id, project_id, name, size, sha256, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      ...[id, file.project_id, file.name, file.size, file.sha256, now],
    );
    return id;
  }

  get(id: string): FileRow | undefined {
    return this.db.get(row, 'SELECT * FROM file WHERE id = ?', id);
  }

  /** Removes the file where no directory file refers to it any more; tells the sha-256 of its bytes. */
  release(id: string): string | undefined {
    const sql = `DELETE FROM file WHERE id = ?1
      AND NOT EXISTS (SELECT 1 FROM directory_file WHERE file_id = ?1 AND deleted_at IS NULL) RETURNING sha256`;
    return this.db.get(z.object({ sha256: text }), sql, id)?.sha256;
  }
}
