import * as z from 'zod/mini';
import { jsonObject } from '../../protocol/wire';
import { hooks } from '../webhooks/hooks';
import { flag, integer, json, newId, nullableInteger, nullableText, text } from './columns';
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
  /** What the configuration said when the batch was created, `product_type` included. */
  parameters: json(jsonObject),
  /** Those of the batch hear of the batch; those of its configuration hear of its jobs. */
  webhooks: json(hooks),
  job_webhooks: json(hooks),
  /** Set for batches of the legacy route: what only that route has. */
  legacy: z.nullable(json(jsonObject)),
  status: text,
  error_message: nullableText,
  cancel_requested: flag,
  throttled_at: nullableInteger,
  started_at: nullableInteger,
  finished_at: nullableInteger,
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
  /** Legacy route only: why the file was left out. */
  skip_reason: nullableText,
});
/** One source file of a batch as it was when the batch was created. */
export type BatchFileRow = z.output<typeof fileRow>;

export type NewBatch = Pick<
  BatchRow,
  | 'project_id'
  | 'directory_id'
  | 'job_type'
  | 'configuration_id'
  | 'tier'
  | 'parameters'
  | 'webhooks'
  | 'job_webhooks'
> & {
  /** Default null: a batch of the v2 route. */
  legacy?: Record<string, unknown>;
};

/** A file for a batch; of the legacy route perhaps one that is left out, with the job that made that needless. */
export type NewBatchFile = SourceRow & { skip_reason?: string | null; job_id?: string | null };

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

  /** Inside the caller's transaction. */
  create(batch: NewBatch, files: readonly NewBatchFile[], now: number): string {
    const id = newId(batch.legacy ? 'bjb' : 'bat');
    this.db.run(
      `INSERT INTO batch (id, project_id, directory_id, job_type, configuration_id, tier, parameters, webhooks,
         job_webhooks, legacy, status, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)`,
      ...[id, batch.project_id, batch.directory_id, batch.job_type, batch.configuration_id, batch.tier],
      ...[batch.parameters, batch.webhooks, batch.job_webhooks].map(value => JSON.stringify(value)),
      ...[batch.legacy ? JSON.stringify(batch.legacy) : null, now, now],
    );
    for (const [position, file] of files.entries()) {
      this.db.run(
        `INSERT INTO batch_file (batch_id, position, directory_file_id, name, sha256, size, job_id, skip_reason)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[id, position, file.id, file.name, file.sha256, file.size],
        ...[file.job_id ?? null, file.skip_reason ?? null],
      );
    }
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
      .and('created_at <= ?', query.created_to)
      .literally('legacy IS NULL');
    return slice(this.db, row, 'batch', where, page);
  }

  /** Batches that have not ended, oldest first. */
  open(directoryId?: string): BatchRow[] {
    const sql = `SELECT * FROM batch WHERE status IN ('PENDING', 'THROTTLED', 'RUNNING')
      AND (?1 IS NULL OR directory_id = ?1) ORDER BY seq`;
    return this.db.all(row, sql, directoryId ?? null);
  }

  /** The same by their ids alone. */
  openIds(): string[] {
    const sql = "SELECT id FROM batch WHERE status IN ('PENDING', 'THROTTLED', 'RUNNING') ORDER BY seq";
    return this.db.all(z.object({ id: text }), sql).map(({ id }) => id);
  }

  /** The batch that has waited longest for room in the queue. */
  firstThrottled(): BatchRow | undefined {
    return this.db.get(row, "SELECT * FROM batch WHERE status = 'THROTTLED' ORDER BY seq LIMIT 1");
  }

  fileCount(batchId: string): number {
    const sql = 'SELECT count(*) AS n FROM batch_file WHERE batch_id = ?';
    return this.db.get(z.object({ n: integer }), sql, batchId)?.n ?? 0;
  }

  files(batchId: string): BatchFileRow[] {
    return this.db.all(fileRow, 'SELECT * FROM batch_file WHERE batch_id = ? ORDER BY position', batchId);
  }

  /** Bytes of a batch's files that no stored file refers to any more. */
  heldBytes(batchId: string): string[] {
    const sql = `SELECT DISTINCT sha256 FROM batch_file bf WHERE batch_id = ?
      AND NOT EXISTS (SELECT 1 FROM file WHERE sha256 = bf.sha256)`;
    return this.db.all(z.object({ sha256: text }), sql, batchId).map(({ sha256 }) => sha256);
  }

  /** The next files that have neither a job nor a reason why they get none. */
  unmapped(batchId: string, most: number): BatchFileRow[] {
    // SQLite would else go over all files of the batch by its primary key, and does so after each that is done.
    const sql = `SELECT * FROM batch_file INDEXED BY batch_file_unmapped WHERE batch_id = ? AND job_id IS NULL
      AND error_message IS NULL AND skip_reason IS NULL ORDER BY position LIMIT ?`;
    return this.db.all(fileRow, sql, batchId, most);
  }

  mapFile(batchId: string, position: number, jobId: string | null, error: string | null): void {
    const sql = 'UPDATE batch_file SET job_id = ?, error_message = ? WHERE batch_id = ? AND position = ?';
    this.db.run(sql, jobId, error, batchId, position);
  }

  /** Takes the step to `status`; a time that the step sets is kept where it is set already. */
  setStatus(id: string, status: string, now: number, error: string | null = null): void {
    const ended = ['COMPLETED', 'FAILED', 'CANCELLED'].includes(status);
    this.db.run(
      `UPDATE batch SET status = ?1, updated_at = ?2, error_message = ?3,
         throttled_at = coalesce(throttled_at, iif(?1 = 'THROTTLED', ?2, NULL)),
         started_at = coalesce(started_at, iif(?1 = 'RUNNING', ?2, NULL)),
         finished_at = coalesce(finished_at, iif(?4, ?2, NULL)) WHERE id = ?5`,
      ...[status, now, error, Number(ended), id],
    );
  }

  /** Drops where its webhooks lead and what they are signed with, once they have all been told. */
  forgetHooks(id: string): void {
    this.db.run("UPDATE batch SET webhooks = '[]', job_webhooks = '[]' WHERE id = ?", id);
  }

  requestCancel(id: string, now: number): void {
    this.db.run('UPDATE batch SET cancel_requested = 1, updated_at = ? WHERE id = ?', now, id);
  }
}
