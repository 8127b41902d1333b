import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, type Open, open } from './wire';

type KnownJobStatus = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
/** Status of a parse job. THROTTLED exists for batches and extract jobs only (LlamaCloud API docs). */
export type ParseJobStatus = Open<KnownJobStatus>;

/** Statuses that a job never leaves. */
export const terminalJobStatuses: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** Most ids that one `GET /api/v2/parse?job_ids=` should carry, so that the address stays short. */
export const maxJobIdsPerList = 100;

/** The parse of one file. */
export const parseJob = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  status: open<KnownJobStatus>(),
  /** Set when FAILED; begins with a code such as PDF_IS_BROKEN where the server gives one. */
  error_message: hint(z.string()),
  name: hint(z.string()),
  tier: hint(z.string()),
  /** Only with `expand=usage`, and null until billing has run. */
  usage: hint(z.looseObject({ credits: hint(z.number()) })),
  user_metadata: hint(z.record(z.string(), z.string())),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type ParseJob = z.output<typeof parseJob>;
export const parseJobPage = pageOf(parseJob);
