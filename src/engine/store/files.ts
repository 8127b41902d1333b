import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { flag, integer, nullableText, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, type Sort, sortedSlice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  name: text,
  size: integer,
  sha256: text,
  external_file_id: nullableText,
  purpose: nullableText,
  /** It was made for itself, and stays until it is deleted itself. */
  kept: flag,
  created_at: integer,
});
export type FileRow = z.output<typeof row>;

export interface NewFile {
  project_id: string;
  name: string;
  size: number;
  sha256: string;
  external_file_id?: string | null;
  purpose?: string | null;
  /** Default false: it goes with the last directory file that refers to it. */
  kept?: boolean;
}

export interface FileListQuery {
  project_id: string;
  ids: readonly string[] | undefined;
  name: string | undefined;
  external_file_id: string | undefined;
}

/** What files can be sorted by. */
export type FileSort = Sort<'id' | 'name' | 'created_at'>;

/** Stored bytes with the name they came under; they never change. */
export class Files {
  constructor(private readonly db: Database) {}

  create(file: NewFile, now: number): string {
    const id = randomUUID();
    this.db.run(
      `INSERT INTO file (id, project_id, name, size, sha256, external_file_id, purpose, kept, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, file.project_id, file.name, file.size, file.sha256],
      ...[file.external_file_id ?? null, file.purpose ?? null, file.kept ? 1 : 0, now],
    );
    return id;
  }

  get(id: string): FileRow | undefined {
    return this.db.get(row, 'SELECT * FROM file WHERE id = ?', id);
  }

  list(query: FileListQuery, page: Slice, sorts: readonly FileSort[] = []): Rows<FileRow> {
    const where = new Where()
      .ofProject(query.project_id, query.ids)
      .and('name = ?', query.name)
      .and('external_file_id = ?', query.external_file_id);
    return sortedSlice(this.db, row, 'file', where, page, sorts);
  }

  /** A file of a project that was made for itself under this external id. */
  withExternalId(projectId: string, externalFileId: string): FileRow | undefined {
    const sql = 'SELECT * FROM file WHERE project_id = ? AND external_file_id = ? AND kept = 1';
    return this.db.get(row, sql, projectId, externalFileId);
  }

  /** Removes the file; tells the sha-256 of its bytes. */
  delete(id: string): string | undefined {
    return this.db.get(z.object({ sha256: text }), 'DELETE FROM file WHERE id = ? RETURNING sha256', id)
      ?.sha256;
  }

  /** Removes the file where nothing holds on to it any more; tells the sha-256 of its bytes. */
  release(id: string): string | undefined {
    const sql = `DELETE FROM file WHERE id = ?1 AND kept = 0
      AND NOT EXISTS (SELECT 1 FROM directory_file WHERE file_id = ?1 AND deleted_at IS NULL) RETURNING sha256`;
    return this.db.get(z.object({ sha256: text }), sql, id)?.sha256;
  }
}
