import * as z from 'zod/mini';
import { type FileMetadata, fileMetadata } from '../../protocol/directoryFiles';
import { integer, json, newId, nullableInteger, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  directory_id: text,
  file_id: text,
  unique_id: text,
  display_name: text,
  metadata: json(fileMetadata),
  deleted_at: nullableInteger,
  created_at: integer,
  updated_at: integer,
});
export type DirectoryFileRow = z.output<typeof row>;

export interface NewDirectoryFile {
  project_id: string;
  directory_id: string;
  file_id: string;
  unique_id: string;
  display_name: string;
  metadata: FileMetadata;
}

/** What is left out stays as it is. */
export interface DirectoryFileChange {
  unique_id?: string | undefined;
  display_name?: string | undefined;
  metadata?: FileMetadata | undefined;
  /** Another directory of the same project. */
  directory_id?: string | undefined;
}

export interface DirectoryFileQuery {
  directory_id: string;
  display_name: string | undefined;
  display_name_contains: string | undefined;
  unique_id: string | undefined;
  file_id: string | undefined;
  include_deleted: boolean;
  updated_from: number | undefined;
  updated_to: number | undefined;
}

export const sourceRow = z.object({ id: text, name: text, sha256: text, size: integer });
/** What a batch takes of a directory file. */
export type SourceRow = z.output<typeof sourceRow>;

/** Files of directories. `unique_id` is unique among the live files of a directory. */
export class DirectoryFiles {
  constructor(private readonly db: Database) {}

  create(file: NewDirectoryFile, now: number): string {
    const id = newId('dfl');
    this.db.run(
      `INSERT INTO directory_file (id, project_id, directory_id, file_id, unique_id, display_name, metadata,
         created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[id, file.project_id, file.directory_id, file.file_id, file.unique_id, file.display_name],
      ...[JSON.stringify(file.metadata), now, now],
    );
    return id;
  }

  /** Puts another file, name and metadata under an id. */
  replace(id: string, file: NewDirectoryFile, now: number): void {
    this.db.run(
      'UPDATE directory_file SET file_id = ?, display_name = ?, metadata = ?, updated_at = ? WHERE id = ?',
      ...[file.file_id, file.display_name, JSON.stringify(file.metadata), now, id],
    );
  }

  /** Changes what is given; the caller has seen to it that the `unique_id` is free where it goes. */
  update(id: string, change: DirectoryFileChange, now: number): void {
    const { unique_id, display_name, metadata, directory_id } = change;
    const sql = `UPDATE directory_file SET unique_id = ifnull(?, unique_id), display_name = ifnull(?, display_name),
      metadata = ifnull(?, metadata), directory_id = ifnull(?, directory_id), updated_at = ? WHERE id = ?`;
    const values = [unique_id, display_name, metadata && JSON.stringify(metadata), directory_id];
    this.db.run(sql, ...values.map(value => value ?? null), now, id);
  }

  get(directoryId: string, id: string): DirectoryFileRow | undefined {
    const sql = 'SELECT * FROM directory_file WHERE id = ? AND directory_id = ? AND deleted_at IS NULL';
    return this.db.get(row, sql, id, directoryId);
  }

  /** A live file of whichever directory. */
  find(id: string): DirectoryFileRow | undefined {
    return this.db.get(row, 'SELECT * FROM directory_file WHERE id = ? AND deleted_at IS NULL', id);
  }

  withUniqueId(directoryId: string, uniqueId: string): DirectoryFileRow | undefined {
    const sql =
      'SELECT * FROM directory_file WHERE directory_id = ? AND unique_id = ? AND deleted_at IS NULL';
    return this.db.get(row, sql, directoryId, uniqueId);
  }

  list(query: DirectoryFileQuery, page: Slice): Rows<DirectoryFileRow> {
    const where = new Where()
      .and('directory_id = ?', query.directory_id)
      .and('display_name = ?', query.display_name)
      .and('instr(fold(display_name), fold(?)) > 0', query.display_name_contains)
      .and('unique_id = ?', query.unique_id)
      .and('file_id = ?', query.file_id)
      .and('updated_at >= ?', query.updated_from)
      .and('updated_at <= ?', query.updated_to);
    if (!query.include_deleted) where.literally('deleted_at IS NULL');
    return slice(this.db, row, 'directory_file', where, page);
  }

  /** The live files of a directory in the order they came, as a batch takes them. */
  sources(directoryId: string): SourceRow[] {
    const sql = `SELECT df.id, df.display_name AS name, f.sha256, f.size
      FROM directory_file df JOIN file f ON f.id = df.file_id
      WHERE df.directory_id = ? AND df.deleted_at IS NULL ORDER BY df.seq`;
    return this.db.all(sourceRow, sql, directoryId);
  }

  count(directoryId: string): number {
    const sql = 'SELECT count(*) AS n FROM directory_file WHERE directory_id = ? AND deleted_at IS NULL';
    return this.db.get(z.object({ n: integer }), sql, directoryId)?.n ?? 0;
  }

  markDeleted(id: string, now: number): void {
    this.db.run('UPDATE directory_file SET deleted_at = ?, updated_at = ? WHERE id = ?', now, now, id);
  }

  /** Marks the live files of all directories that refer to a file. */
  markFileDeleted(fileId: string, now: number): void {
    const sql =
      'UPDATE directory_file SET deleted_at = ?, updated_at = ? WHERE file_id = ? AND deleted_at IS NULL';
    this.db.run(sql, now, now, fileId);
  }

  /** Marks every live file of a directory; tells the ids of the files they referred to. */
  markAllDeleted(directoryId: string, now: number): string[] {
    const sql = `UPDATE directory_file SET deleted_at = ?, updated_at = ?
      WHERE directory_id = ? AND deleted_at IS NULL RETURNING file_id`;
    return this.db.all(z.object({ file_id: text }), sql, now, now, directoryId).map(found => found.file_id);
  }
}
