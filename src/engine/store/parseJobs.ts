import * as z from 'zod/mini';
import { jsonObject } from '../../protocol/wire';
import { hooks } from '../webhooks/hooks';
import { flag, integer, json, newId, nullableInteger, nullableText, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  batch_id: nullableText,
  name: text,
  sha256: text,
  size: integer,
  tier: text,
  /** The parse_v2 parameters as they were asked for. */
  parameters: json(jsonObject),
  webhooks: json(hooks),
  user_metadata: z.nullable(json(z.record(z.string(), z.string()))),
  configuration_id: nullableText,
  /** The stored file or the address that it was asked for with; a job of a batch has neither. */
  file_id: nullableText,
  source_url: nullableText,
  http_proxy: nullableText,
  status: text,
  error_message: nullableText,
  format: nullableText,
  pages: nullableInteger,
  started_at: nullableInteger,
  finished_at: nullableInteger,
  /** Equal for jobs that come to the same result. */
  cache_key: nullableText,
  /** The result was there already. */
  cached: flag,
  /** When the result was made, by this job or by the one that it was taken from. */
  computed_at: nullableInteger,
  /** Of a batch of the legacy route: what only that route has. */
  legacy: z.nullable(json(jsonObject)),
  created_at: integer,
  updated_at: integer,
});
export type ParseJobRow = z.output<typeof row>;

type Asked =
  | 'project_id'
  | 'batch_id'
  | 'name'
  | 'sha256'
  | 'size'
  | 'tier'
  | 'parameters'
  | 'webhooks'
  | 'user_metadata'
  | 'configuration_id'
  | 'file_id'
  | 'source_url';
/** `sha256` is empty and `size` 0 until the document of a `source_url` is there. */
export type NewParseJob = Pick<ParseJobRow, Asked> & {
  http_proxy?: string | null;
  cache_key?: string;
  legacy?: Record<string, unknown> | null;
};

export interface ParseJobQuery {
  project_id: string;
  status: string | undefined;
  ids: readonly string[] | undefined;
  created_from: number | undefined;
  created_to: number | undefined;
}

/** Parse jobs: one a file. Their work is in {@link ParseRanges}. */
export class ParseJobs {
  constructor(private readonly db: Database) {}

  create(job: NewParseJob, now: number): string {
    const id = newId('pjb');
    const metadata = job.user_metadata && JSON.stringify(job.user_metadata);
    this.db.run(
      `INSERT INTO parse_job (id, project_id, batch_id, name, sha256, size, tier, parameters, webhooks, user_metadata,
         configuration_id, file_id, source_url, http_proxy, cache_key, legacy, status, created_at, updated_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)`,
      ...[id, job.project_id, job.batch_id, job.name, job.sha256, job.size, job.tier],
      ...[JSON.stringify(job.parameters), JSON.stringify(job.webhooks), metadata],
      ...[job.configuration_id, job.file_id, job.source_url, job.http_proxy ?? null, job.cache_key ?? null],
      ...[job.legacy ? JSON.stringify(job.legacy) : null, now, now],
    );
    return id;
  }

  get(id: string): ParseJobRow | undefined {
    return this.db.get(row, 'SELECT * FROM parse_job WHERE id = ?', id);
  }

  list(query: ParseJobQuery, page: Slice): Rows<ParseJobRow> {
    const where = new Where()
      .ofProject(query.project_id, query.ids)
      .and('status = ?', query.status)
      .and('created_at >= ?', query.created_from)
      .and('created_at <= ?', query.created_to);
    return slice(this.db, row, 'parse_job', where, page);
  }

  /** Jobs of a batch that have not ended. */
  openIn(batchId: string): ParseJobRow[] {
    const sql = "SELECT * FROM parse_job WHERE batch_id = ? AND status IN ('PENDING', 'RUNNING')";
    return this.db.all(row, sql, batchId);
  }

  /** Jobs that have not ended, in batches and alone. */
  openCount(): number {
    const sql = "SELECT count(*) AS n FROM parse_job WHERE status IN ('PENDING', 'RUNNING')";
    return this.db.get(z.object({ n: integer }), sql)?.n ?? 0;
  }

  /** Whether more than so many jobs of a batch have not ended. */
  hasOpenIn(batchId: string, moreThan = 0): boolean {
    const sql =
      "SELECT 1 AS n FROM parse_job WHERE batch_id = ? AND status IN ('PENDING', 'RUNNING') LIMIT 1 OFFSET ?";
    return this.db.get(z.object({ n: integer }), sql, batchId, moreThan) !== undefined;
  }

  /** PENDING becomes RUNNING; false when it was not PENDING. */
  start(id: string, now: number): boolean {
    const sql = `UPDATE parse_job SET status = 'RUNNING', started_at = ?1, updated_at = ?1
      WHERE id = ?2 AND status = 'PENDING'`;
    return this.db.run(sql, now, id) > 0;
  }

  setInspection(id: string, format: string, pages: number, now: number): void {
    const sql = 'UPDATE parse_job SET format = ?, pages = ?, updated_at = ? WHERE id = ?';
    this.db.run(sql, format, pages, now, id);
  }

  end(id: string, status: 'COMPLETED' | 'FAILED' | 'CANCELLED', error: string | null, now: number): void {
    const sql = `UPDATE parse_job SET status = ?1, error_message = ?2, finished_at = ?3, updated_at = ?3,
      computed_at = CASE ?1 WHEN 'COMPLETED' THEN coalesce(computed_at, ?3) END WHERE id = ?4`;
    this.db.run(sql, status, error, now, id);
  }

  /** Drops where its webhooks lead and what they are signed with, once they have all been told. */
  forgetHooks(id: string): void {
    this.db.run("UPDATE parse_job SET webhooks = '[]' WHERE id = ?", id);
  }

  /** What the source of a `source_url` turned out to be. */
  setSource(
    id: string,
    source: Pick<ParseJobRow, 'sha256' | 'size' | 'name' | 'cache_key'>,
    now: number,
  ): void {
    const sql =
      'UPDATE parse_job SET sha256 = ?, size = ?, name = ?, cache_key = ?, updated_at = ? WHERE id = ?';
    this.db.run(sql, source.sha256, source.size, source.name, source.cache_key, now, id);
  }

  /** Jobs whose source has yet to be downloaded, oldest first. */
  awaitingDownload(): ParseJobRow[] {
    const sql = `SELECT * FROM parse_job WHERE sha256 = '' AND status IN ('PENDING', 'RUNNING') ORDER BY seq`;
    return this.db.all(row, sql);
  }

  /** The newest job whose result was made under the key, at `since` or later, and is still there. */
  withResult(cacheKey: string, since: number): ParseJobRow | undefined {
    const sql = `SELECT * FROM parse_job WHERE cache_key = ? AND computed_at >= ? AND status = 'COMPLETED'
      AND EXISTS (SELECT 1 FROM parse_range WHERE job_id = parse_job.id)
      ORDER BY computed_at DESC LIMIT 1`;
    return this.db.get(row, sql, cacheKey, since);
  }

  /** The job takes a result that was made at this time. */
  setCached(id: string, computedAt: number): void {
    this.db.run('UPDATE parse_job SET computed_at = ?, cached = 1 WHERE id = ?', computedAt, id);
  }

  remove(id: string): void {
    this.db.run('DELETE FROM parse_job WHERE id = ?', id);
  }
}
