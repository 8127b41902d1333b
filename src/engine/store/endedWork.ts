import * as z from 'zod/mini';
import { integer, text } from './columns';
import type { Database } from './database';

/** Tables of jobs; what a batch's jobs are in depends on its type. */
export const jobTables = ['parse_job', 'extract_job', 'classify_job'] as const;
export type JobTable = (typeof jobTables)[number];

const jobRef = z.object({ table: z.enum(jobTables), id: text });
export type JobRef = z.output<typeof jobRef>;

const ended = z.object({ table: z.enum(['batch', ...jobTables]), id: text, at: integer });
/** A batch, or a job that belongs to none, and when it ended. */
export type Ended = z.output<typeof ended>;

const seq = z.object({ seq: integer });

/** Work that waits for a parse job holds on to it. */
const unused = ['extract_job', 'classify_job'].map(
  table => `NOT EXISTS (SELECT 1 FROM ${table} e WHERE e.parse_job_id = j.id AND e.finished_at IS NULL)`,
);
const conditions: Record<JobTable, string> = {
  parse_job: unused.join(' AND '),
  extract_job: '1',
  classify_job: '1',
};

const oldest = (table: string, condition: string): string =>
  `SELECT * FROM (SELECT '${table}' AS "table", id, finished_at AS at FROM ${table} j INDEXED BY ${table}_ended
     WHERE finished_at <= ?1 AND ${condition} ORDER BY finished_at LIMIT ?2)`;

const OLDEST = [
  oldest('batch', '1'),
  ...jobTables.map(table => oldest(table, `batch_id IS NULL AND ${conditions[table]}`)),
].join(' UNION ALL ');

/** What has ended, for whoever removes it in the end. */
export class EndedWork {
  constructor(private readonly db: Database) {}

  /** At most `count` of what ended until `until` (milliseconds since 1970), oldest first. */
  oldest(until: number, count: number): Ended[] {
    return this.db.all(ended, `SELECT * FROM (${OLDEST}) ORDER BY at LIMIT ?2`, until, count);
  }

  /** Removes an ended batch; its jobs are then jobs without a batch. Tells them. Inside the caller's transaction. */
  dissolve(batchId: string): JobRef[] {
    const jobs = jobTables.flatMap(table =>
      this.db.all(
        jobRef,
        `UPDATE ${table} SET batch_id = NULL WHERE batch_id = ? RETURNING '${table}' AS "table", id`,
        batchId,
      ),
    );
    this.db.run('DELETE FROM batch_file WHERE batch_id = ?', batchId);
    this.db.run('DELETE FROM batch WHERE id = ?', batchId);
    return jobs;
  }

  /** Whether a job that has not ended waits for this one. */
  isWaitedFor({ table, id }: JobRef): boolean {
    if (table !== 'parse_job') return false;
    const sql = `SELECT 1 AS seq FROM parse_job j WHERE id = ? AND NOT (${conditions.parse_job})`;
    return this.db.get(seq, sql, id) !== undefined;
  }

  /** Forgets at most `count` files and directories that were deleted until `until`. True when there may be more. */
  forgetDeleted(until: number, count: number): boolean {
    const batches = 'SELECT 1 FROM batch b WHERE b.directory_id = directory.id';
    const conditions = { directory_file: '1', directory: `NOT EXISTS (${batches})` };
    const removed = Object.entries(conditions).map(([table, condition]) => {
      const which = `SELECT seq FROM ${table} WHERE deleted_at <= ? AND ${condition} LIMIT ?`;
      return this.db.all(seq, `DELETE FROM ${table} WHERE seq IN (${which}) RETURNING seq`, until, count);
    });
    return removed.some(rows => rows.length === count);
  }
}
