import { iso } from '../server/context';
import type { ParseJobRow } from '../store/parseJobs';

/** A parse job as the API writes it (ParseJobResponse). `usage` is filled where it was asked for. */
export const wireParseJob = (row: ParseJobRow) => ({
  id: row.id,
  project_id: row.project_id,
  status: row.status,
  error_message: row.error_message,
  name: row.name,
  tier: row.tier,
  usage: null as { credits: number | null } | null,
  user_metadata: row.user_metadata,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});
