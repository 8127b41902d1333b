import * as z from 'zod/mini';
import { flag, integer, newId, nullableText, text } from './columns';
import type { Database } from './database';
import type { SourceRow } from './directoryFiles';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  directory_id: text,
  job_type: text,
  configuration_id: text,
  tier: text,
  status: text,
  cancel_requested: flag,
  created_at: integer,
  updated_at: integer,
});
export type BatchRow = z.output<typeof row>;

const fileRow = z.object({
  position: integer,
  directory_file_id: text,
  name: text,
  sha256: text,
  size: integer,
  job_id: nullableText,
  error_message: nullableText,
});
/** One source file of a batch as it was when the batch was created. */
export type BatchFileRow = z.output<typeof fileRow>;

export type NewBatch = Pick<
  BatchRow,
  'project_id' | 'directory_id' | 'job_type' | 'configuration_id' | 'tier'
>;

export interface BatchQuery {
  project_id: string;
  status: string | undefined;
  directory_id: string | undefined;
  created_from: number | undefined;
  created_to: number | undefined;
}

/** Batches and the files they were made over. */
export class Batches {
  constructor(private readonly db: Database) {}

  create(batch: NewBatch, files: readonly SourceRow[], now: number): string {
    const id = newId('bat');
    this.db.durable(() => {
      this.db.run(
        `INSERT INTO batch (id, project_id, directory_id, job_type, configuration_id, tier, status, created_at,
           updated_at) VALUES (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)`,
        ...[
          id,
          batch.project_id,
          batch.directory_id,
          batch.job_type,
          batch.configuration_id,
          batch.tier,
          now,
          now,
        ],
      );
      for (const [position, file] of files.entries()) {
        this.db.run(
          `INSERT INTO batch_file (batch_id, position, directory_file_id, name, sha256, size)
             VALUES (?, ?, ?, ?, ?, ?)`,
          ...[id, position, file.id, file.name, file.sha256, file.size],
        );
      }
    });
    return id;
  }

  get(id: string): BatchRow | undefined {
    return this.db.get(row, 'SELECT * FROM batch WHERE id = ?', id);
  }

  list(query: BatchQuery, page: Slice): Rows<BatchRow> {
    const where = new Where()
      .and('project_id = ?', query.project_id)
      .and('status = ?', query.status)
      .and('directory_id = ?', query.directory_id)
      .and('created_at >= ?', query.created_from)
      .and('created_at <= ?', query.created_to);
    return slice(this.db, row, 'batch', where, page);
  }

  /** Batches that have not ended, oldest first. */
  open(directoryId?: string): BatchRow[] {
    const sql = `SELECT * FROM batch WHERE status IN ('PENDING', 'RUNNING')
      AND (?1 IS NULL OR directory_id = ?1) ORDER BY seq`;
    return this.db.all(row, sql, directoryId ?? null);
  }

  files(batchId: string): BatchFileRow[] {
    return this.db.all(fileRow, 'SELECT * FROM batch_file WHERE batch_id = ? ORDER BY position', batchId);
  }

  mapFile(batchId: string, position: number, jobId: string | null, error: string | null): void {
    const sql = 'UPDATE batch_file SET job_id = ?, error_message = ? WHERE batch_id = ? AND position = ?';
    this.db.run(sql, jobId, error, batchId, position);
  }

  setStatus(id: string, status: string, now: number): void {
    this.db.run('UPDATE batch SET status = ?, updated_at = ? WHERE id = ?', status, now, id);
  }

  requestCancel(id: string, now: number): void {
    this.db.run('UPDATE batch SET cancel_requested = 1, updated_at = ? WHERE id = ?', now, id);
  }
}
