import * as z from 'zod/mini';
import { hooks } from '../webhooks/hooks';
import { integer, json, newId, nullableInteger, nullableText, text } from './columns';
import type { Database, SqlValue } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

/** What a job works on: a stored file, a finished parse, or (classify only) an address. */
export const documentInput = z.object({
  /** As the request named it. */
  file_input: text,
  input_type: z.enum(['file_id', 'parse_job_id', 'url']),
  name: text,
  /** The bytes of a file; null for what needs none. */
  sha256: nullableText,
  size: integer,
  /** The parse that the job works on, once there is one. */
  parse_job_id: nullableText,
});
export type DocumentInput = z.output<typeof documentInput>;

/** Columns that extract and classify jobs have in common. */
export const queuedColumns = {
  ...documentInput.shape,
  seq: integer,
  id: text,
  project_id: text,
  batch_id: nullableText,
  configuration_id: nullableText,
  webhooks: json(hooks),
  status: text,
  error_message: nullableText,
  attempts: integer,
  throttled_at: nullableInteger,
  started_at: nullableInteger,
  finished_at: nullableInteger,
  created_at: integer,
  updated_at: integer,
};
export type QueuedJobRow = z.output<z.ZodMiniObject<typeof queuedColumns>>;

/** What is known of every job when it is made. */
export type NewQueuedJob = DocumentInput &
  Pick<QueuedJobRow, 'project_id' | 'batch_id' | 'configuration_id' | 'webhooks'>;

export interface QueuedJobQuery {
  project_id: string;
  status: string | undefined;
  ids: readonly string[] | undefined;
  configuration_id: string | undefined;
  file_input?: string | undefined;
  input_type?: string | undefined;
  created_from: number | undefined;
  created_to: number | undefined;
}

const OPEN = "('PENDING', 'THROTTLED', 'RUNNING')";
const WAITING = "('PENDING', 'THROTTLED')";
/** A batch is a lane of the queue; jobs without one share a lane. */
const LANE = "coalesce(batch_id, '')";

/** A table of jobs that are queued in it: the common part of {@link ExtractJobs} and {@link ClassifyJobs}. */
export class QueuedJobs<Row extends QueuedJobRow> {
  constructor(
    protected readonly db: Database,
    private readonly table: 'extract_job' | 'classify_job',
    protected readonly row: z.ZodMiniType<Row>,
    private readonly prefix: 'ext' | 'cls',
  ) {}

  get(id: string): Row | undefined {
    return this.db.get(this.row, `SELECT * FROM ${this.table} WHERE id = ?`, id);
  }

  /** Newest first. */
  list(query: QueuedJobQuery, page: Slice): Rows<Row> {
    const where = new Where()
      .ofProject(query.project_id, query.ids)
      .and('status = ?', query.status)
      .and('configuration_id = ?', query.configuration_id)
      .and('file_input = ?', query.file_input)
      .and('input_type = ?', query.input_type)
      .and('created_at >= ?', query.created_from)
      .and('created_at <= ?', query.created_to);
    return slice(this.db, this.row, this.table, where, page);
  }

  /** Ids of the jobs of a batch that have not ended. */
  openIn(batchId: string): string[] {
    const sql = `SELECT id FROM ${this.table} WHERE batch_id = ? AND status IN ${OPEN}`;
    return this.db.all(z.object({ id: text }), sql, batchId).map(({ id }) => id);
  }

  /** Whether more than so many jobs of a batch have not ended. */
  hasOpenIn(batchId: string, moreThan = 0): boolean {
    const sql = `SELECT 1 AS n FROM ${this.table} WHERE batch_id = ? AND status IN ${OPEN} LIMIT 1 OFFSET ?`;
    return this.db.get(z.object({ n: integer }), sql, batchId, moreThan) !== undefined;
  }

  /** Jobs that were being worked on when the last engine ended. */
  running(): Row[] {
    return this.db.all(this.row, `SELECT * FROM ${this.table} WHERE status = 'RUNNING' ORDER BY seq`);
  }

  /** Lanes with jobs that wait, the one that has waited longest first. */
  waitingLanes(): string[] {
    const sql = `SELECT ${LANE} AS lane FROM ${this.table} WHERE status IN ${WAITING}
      GROUP BY lane ORDER BY min(seq)`;
    return this.db.all(z.object({ lane: text }), sql).map(({ lane }) => lane);
  }

  /** The job of a lane that has waited longest. */
  firstWaiting(lane: string): Row | undefined {
    const sql = `SELECT * FROM ${this.table} WHERE ${LANE} = ? AND status IN ${WAITING} ORDER BY seq LIMIT 1`;
    return this.db.get(this.row, sql, lane);
  }

  /** What waits without having been held back so far is THROTTLED now. */
  throttle(now: number): void {
    const sql = `UPDATE ${this.table} SET status = 'THROTTLED', throttled_at = ?1, updated_at = ?1
      WHERE status = 'PENDING'`;
    this.db.run(sql, now);
  }

  /** A job that waits becomes RUNNING. Counts the attempt, also of one that was RUNNING already. */
  start(id: string, now: number): void {
    this.db.run(
      `UPDATE ${this.table} SET attempts = attempts + 1, started_at = coalesce(started_at, ?1),
         updated_at = iif(status = 'RUNNING', updated_at, ?1), status = 'RUNNING' WHERE id = ?2`,
      ...[now, id],
    );
  }

  /** Takes an attempt back that was given up for no fault of the job. */
  forgive(id: string): void {
    this.db.run(`UPDATE ${this.table} SET attempts = attempts - 1 WHERE id = ? AND attempts > 0`, id);
  }

  /** Takes a job to its end; `columns` are further ones to set. */
  end(
    id: string,
    status: 'COMPLETED' | 'FAILED' | 'CANCELLED',
    columns: Record<string, SqlValue>,
    now: number,
  ): void {
    this.set(id, { status, ...columns, finished_at: now, updated_at: now });
  }

  /** Notes the parse that a job works on. */
  setParse(id: string, parseJobId: string): void {
    this.set(id, { parse_job_id: parseJobId });
  }

  set(id: string, values: Record<string, SqlValue>): void {
    const set = Object.keys(values).map(column => `${column} = ?`);
    this.db.run(`UPDATE ${this.table} SET ${set.join(', ')} WHERE id = ?`, ...Object.values(values), id);
  }

  /** Drops where its webhooks lead and what they are signed with, once they have all been told. */
  forgetHooks(id: string): void {
    this.db.run(`UPDATE ${this.table} SET webhooks = '[]' WHERE id = ?`, id);
  }

  delete(id: string): void {
    this.db.run(`DELETE FROM ${this.table} WHERE id = ?`, id);
  }

  /** Inside the caller's transaction. `own` are the columns that only this table has. */
  protected insert(job: NewQueuedJob, own: Record<string, SqlValue>, now: number): string {
    const id = newId(this.prefix);
    const values: Record<string, SqlValue> = {
      ...{ id, project_id: job.project_id, batch_id: job.batch_id, configuration_id: job.configuration_id },
      ...documentInput.parse(job),
      ...{ webhooks: JSON.stringify(job.webhooks), status: 'PENDING', created_at: now, updated_at: now },
      ...own,
    };
    const columns = Object.keys(values);
    const sql = `INSERT INTO ${this.table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    this.db.run(sql, ...Object.values(values));
    return id;
  }
}
