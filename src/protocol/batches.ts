import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, maybe, type Open, open } from './wire';

type KnownBatchStatus = 'PENDING' | 'THROTTLED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
/** Status of a batch (LlamaCloud API docs). */
export type BatchStatus = Open<KnownBatchStatus>;

/** Statuses that a batch never leaves. COMPLETED only says that every file is mapped: its jobs may still run or fail. */
export const terminalBatchStatuses: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED']);

/** Most source files of one batch, checked when it is created (LlamaCloud API docs). */
export const maxBatchFiles = 1000;

export type JobType = Open<'parse_v2' | 'extract_v2'>;

/** What became of one source file: a job, an error that kept it from getting one, or neither yet. */
export const batchResult = z.looseObject({
  source_directory_file_id: z.string(),
  job_reference: maybe(z.looseObject({ type: open<'parse_v2' | 'extract_v2'>(), id: z.string() })),
  error_message: maybe(z.string()),
});
export type BatchResult = z.output<typeof batchResult>;

/** A batch (`/api/v2/batches`, LlamaCloud API docs): it has no name, no counters and no error text of its own. */
export const batch = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  source_directory_id: z.string(),
  config: z.looseObject({
    job: z.looseObject({ type: open<'parse_v2' | 'extract_v2'>(), configuration_id: z.string() }),
  }),
  status: open<KnownBatchStatus>(),
  /** One entry a source file; null unless asked for with `expand=results` and available. */
  results: maybe(z.array(batchResult)),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type Batch = z.output<typeof batch>;
export const batchPage = pageOf(batch);
