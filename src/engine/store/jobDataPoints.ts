import * as z from 'zod/mini';
import { integer, nullableInteger, nullableText, text } from './columns';
import type { Database } from './database';
import { type Rows, type Slice, slice, Where } from './lists';

const row = z.object({
  seq: integer,
  id: text,
  project_id: text,
  status: text,
  error_message: nullableText,
  /** Tier of the job; classify jobs have none. */
  tag: nullableText,
  throttled_at: nullableInteger,
  started_at: nullableInteger,
  finished_at: nullableInteger,
  created_at: integer,
  updated_at: integer,
});
export type JobDataPointRow = z.output<typeof row>;

const common = 'seq, id, project_id, status, error_message, started_at, finished_at, created_at, updated_at';
/** Where the jobs of each type are, under common names. */
const tables = {
  parse: `(SELECT ${common}, NULL AS throttled_at, tier AS tag FROM parse_job)`,
  extract: `(SELECT ${common}, throttled_at, configuration ->> '$.tier' AS tag FROM extract_job)`,
  classify: `(SELECT ${common}, throttled_at, NULL AS tag FROM classify_job)`,
} as const;
export const dataPointTypes = ['extract', 'parse', 'classify'] as const satisfies (keyof typeof tables)[];

export interface JobDataPointQuery {
  job_type: keyof typeof tables;
  project_id: string;
  statuses: readonly string[] | undefined;
  created_from: number | undefined;
  created_to: number | undefined;
}

/** The states of all jobs of a type with their times, newest first. */
export function listJobDataPoints(
  db: Database,
  query: JobDataPointQuery,
  page: Slice,
): Rows<JobDataPointRow> {
  const where = new Where()
    .and('project_id = ?', query.project_id)
    .in('status', query.statuses)
    .and('created_at >= ?', query.created_from)
    .and('created_at <= ?', query.created_to);
  return slice(db, row, tables[query.job_type], where, page);
}
