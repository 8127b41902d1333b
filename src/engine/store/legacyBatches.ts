import * as z from 'zod/mini';
import { type LegacyJobType, legacyItemStatuses } from '../../protocol/legacyBatches';
import { jsonObject } from '../../protocol/wire';
import { integer, json, nullableInteger, nullableText, text } from './columns';
import type { Database } from './database';
import { type SourceRow, sourceRow } from './directoryFiles';
import { Where } from './lists';

/** Which rows of a list: `limit` after the first `offset`. */
export interface Window {
  limit: number;
  offset: number;
}

export interface LegacyBatchQuery {
  project_id: string;
  directory_id: string | undefined;
  /** `parse_v2` or `classify_v2`. */
  job_type: string | undefined;
  /** In the legacy route's words. */
  status: string | undefined;
}

const itemRow = z.object({
  item_id: text,
  item_name: text,
  status: z.enum(legacyItemStatuses),
  job_id: nullableText,
  skip_reason: nullableText,
  error_message: nullableText,
  effective_at: integer,
  started_at: nullableInteger,
  finished_at: nullableInteger,
});
export type LegacyItemRow = z.output<typeof itemRow>;

/** Items by what became of them. */
export interface ItemCounts {
  total: number;
  completed: number;
  failed: number;
  skipped: number;
  cancelled: number;
}

const resultRow = z.object({
  job_id: text,
  job_config: json(jsonObject),
  parameters_hash: text,
  finished_at: integer,
});
export type LegacyResultRow = z.output<typeof resultRow>;

const counted = z.object({ n: integer });
const named = z.object({ name: text });

/** A batch's status in the legacy route's words; `dispatched` is none of ours. A cancelled batch may take a moment to stop. */
const batchStatus = `CASE WHEN status IN ('PENDING', 'THROTTLED') THEN 'pending'
  WHEN status = 'RUNNING' THEN iif(cancel_requested, 'cancelled', 'running') ELSE lower(status) END`;

/** An item's status; a job that was deleted had ended well enough for its result to be there. */
const itemStatus = `CASE WHEN bf.skip_reason IS NOT NULL THEN 'skipped'
  WHEN bf.error_message IS NOT NULL THEN 'failed'
  WHEN j.status = 'PENDING' THEN 'pending' WHEN j.status IN ('RUNNING', 'THROTTLED') THEN 'processing'
  WHEN j.status IS NOT NULL THEN lower(j.status)
  WHEN bf.job_id IS NOT NULL THEN 'completed'
  WHEN b.cancel_requested THEN 'cancelled' WHEN b.status = 'FAILED' THEN 'failed' ELSE 'pending' END`;

const jobTables: Readonly<Record<string, string>> = { parse_v2: 'parse_job', classify_v2: 'classify_job' };

/** `batch_file` beside its batch and its job, of whichever type. */
const itemsOf = (jobType: string): string => `batch_file bf JOIN batch b ON b.id = bf.batch_id
  LEFT JOIN ${jobTables[jobType] ?? 'parse_job'} j ON j.id = bf.job_id`;

/** What the legacy batch route reads of batches and their files. */
export class LegacyBatches {
  constructor(private readonly db: Database) {}

  /** Ids of the batches of this route, newest first, and how many the whole list has. */
  list(query: LegacyBatchQuery, { limit, offset }: Window): { ids: string[]; total: number } {
    const where = new Where()
      .literally('legacy IS NOT NULL')
      .and('project_id = ?', query.project_id)
      .and('directory_id = ?', query.directory_id)
      .and('job_type = ?', query.job_type)
      .and(`${batchStatus} = ?`, query.status);
    const sql = `SELECT id FROM batch WHERE ${where} ORDER BY seq DESC LIMIT ? OFFSET ?`;
    const ids = this.db.all(z.object({ id: text }), sql, ...where.values, limit, offset).map(row => row.id);
    const total = this.db.get(counted, `SELECT count(*) AS n FROM batch WHERE ${where}`, ...where.values);
    return { ids, total: total?.n ?? 0 };
  }

  /** The items of a batch in their order, and how many the whole list has. */
  items(
    batch: { id: string; job_type: string },
    status: string | undefined,
    { limit, offset }: Window,
  ): { rows: LegacyItemRow[]; total: number } {
    const where = new Where().and('bf.batch_id = ?', batch.id).and(`${itemStatus} = ?`, status);
    const from = `${itemsOf(batch.job_type)} WHERE ${where}`;
    const sql = `SELECT bf.directory_file_id AS item_id, bf.name AS item_name, ${itemStatus} AS status, j.id AS job_id,
        bf.skip_reason, coalesce(bf.error_message, iif(bf.skip_reason IS NULL, j.error_message, NULL)) AS error_message,
        iif(bf.skip_reason IS NULL, coalesce(j.finished_at, j.started_at, b.updated_at), b.created_at) AS effective_at,
        iif(bf.skip_reason IS NULL, j.started_at, NULL) AS started_at,
        iif(bf.skip_reason IS NULL, j.finished_at, NULL) AS finished_at
      FROM ${from} ORDER BY bf.position LIMIT ? OFFSET ?`;
    const rows = this.db.all(itemRow, sql, ...where.values, limit, offset);
    return {
      rows,
      total: this.db.get(counted, `SELECT count(*) AS n FROM ${from}`, ...where.values)?.n ?? 0,
    };
  }

  count(batch: { id: string; job_type: string }): ItemCounts {
    const sql = `SELECT ${itemStatus} AS status, count(*) AS n FROM ${itemsOf(batch.job_type)}
      WHERE bf.batch_id = ? GROUP BY 1`;
    const found = this.db.all(z.object({ status: text, n: integer }), sql, batch.id);
    const of = (status: string) => found.find(row => row.status === status)?.n ?? 0;
    return {
      total: found.reduce((sum, { n }) => sum + n, 0),
      completed: of('completed'),
      failed: of('failed'),
      skipped: of('skipped'),
      cancelled: of('cancelled'),
    };
  }

  /** What an id of a directory file, or of a file, stands for in a project. */
  source(projectId: string, itemId: string): SourceRow | undefined {
    const sql = `SELECT df.id, df.display_name AS name, f.sha256, f.size
        FROM directory_file df JOIN file f ON f.id = df.file_id
        WHERE df.id = ?1 AND df.project_id = ?2 AND df.deleted_at IS NULL
      UNION ALL SELECT id, name, sha256, size FROM file WHERE id = ?1 AND project_id = ?2`;
    return this.db.get(sourceRow, sql, itemId, projectId);
  }

  /**
   * A finished parse job of this route that gave, from the same bytes under a name with the same extension, the result
   * that the same parameters would give again. The plus signs here have SQLite begin with the file, of which there are few
   * rows, not with all jobs or batches in the order of the list.
   */
  alreadyProcessed(projectId: string, parametersHash: string, file: SourceRow): string | undefined {
    const sql = `SELECT j.id, j.name FROM batch_file bf JOIN batch b ON b.id = bf.batch_id
        JOIN parse_job j ON j.id = bf.job_id AND j.batch_id = b.id
      WHERE bf.sha256 = ? AND b.project_id = ? AND b.legacy ->> 'parameters_hash' = ? AND b.legacy ->> 'reusable' = 1
        AND j.status = 'COMPLETED'
        AND EXISTS (SELECT 1 FROM parse_range r WHERE r.job_id = j.id AND r.result_sha256 IS NOT NULL)
      ORDER BY +j.seq DESC`;
    const jobs = this.db.all(z.object({ id: text, name: text }), sql, file.sha256, projectId, parametersHash);
    return jobs.find(job => extensionOf(job.name) === extensionOf(file.name))?.id;
  }

  /** The finished jobs of this route over an item, oldest first, each once. */
  results(projectId: string, itemId: string, jobType: LegacyJobType): LegacyResultRow[] {
    const table = jobTables[`${jobType}_v2`];
    if (!table) return [];
    const sql = `SELECT DISTINCT j.id AS job_id, made.legacy ->> 'job_config' AS job_config,
        made.legacy ->> 'parameters_hash' AS parameters_hash, j.finished_at
      FROM batch_file bf JOIN ${table} j ON j.id = bf.job_id JOIN batch made ON made.id = j.batch_id
      WHERE bf.directory_file_id = ? AND made.project_id = ? AND made.legacy IS NOT NULL AND j.status = 'COMPLETED'
      ORDER BY j.finished_at, j.seq`;
    return this.db.all(resultRow, sql, itemId, projectId);
  }

  /** The name of an item, also of one that is deleted but was in a batch of this route. */
  itemName(projectId: string, itemId: string): string | undefined {
    const sql = `SELECT bf.name FROM batch_file bf JOIN batch b ON b.id = bf.batch_id
      WHERE bf.directory_file_id = ? AND b.project_id = ? AND b.legacy IS NOT NULL ORDER BY +b.seq DESC LIMIT 1`;
    return this.source(projectId, itemId)?.name ?? this.db.get(named, sql, itemId, projectId)?.name;
  }

  setCancelReason(batchId: string, reason: string): void {
    const sql = "UPDATE batch SET legacy = json_set(legacy, '$.cancel_reason', ?) WHERE id = ?";
    this.db.run(sql, reason, batchId);
  }
}

const extensionOf = (name: string): string => /\.[^./\\]*$/.exec(name)?.[0].toLowerCase() ?? '';
