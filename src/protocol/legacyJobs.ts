import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, jsonObject, maybe, open } from './wire';

/** What `/api/v1/beta/batch-processing` answers, as a client reads it (LlamaCloud API docs). */

/** A batch of the legacy route; unlike `/api/v2/batches` it counts its files. */
export const legacyBatch = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  directory_id: maybe(z.string()),
  job_type: open<'parse' | 'extract' | 'classify'>(),
  status: open<'pending' | 'running' | 'dispatched' | 'completed' | 'failed' | 'cancelled'>(),
  error_message: hint(z.string()),
  total_items: hint(z.number()),
  processed_items: hint(z.number()),
  failed_items: hint(z.number()),
  skipped_items: hint(z.number()),
  started_at: hint(datetime),
  completed_at: hint(datetime),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type LegacyBatch = z.output<typeof legacyBatch>;
export const legacyBatchPage = pageOf(legacyBatch);

/** `GET …/{job_id}`. */
export const legacyBatchState = z.looseObject({
  job: legacyBatch,
  /** 0 to 100. */
  progress_percentage: hint(z.number()),
});
export type LegacyBatchState = z.output<typeof legacyBatchState>;

/** One file of a legacy batch. `job_id` is the parse job to read. */
export const legacyItem = z.looseObject({
  item_id: z.string(),
  item_name: hint(z.string()),
  status: open<'pending' | 'processing' | 'completed' | 'failed' | 'skipped' | 'cancelled'>(),
  job_id: maybe(z.string()),
  skip_reason: maybe(open<'already_processed' | 'size_limit_exceeded'>()),
  error_message: hint(z.string()),
  started_at: hint(datetime),
  completed_at: hint(datetime),
});
export type LegacyItem = z.output<typeof legacyItem>;
export const legacyItemPage = pageOf(legacyItem);

/** `GET …/items/{item_id}/processing-results`. */
export const legacyResults = z.looseObject({
  item_id: z.string(),
  item_name: hint(z.string()),
  processing_results: z.array(
    z.looseObject({
      result_id: z.string(),
      job_type: open<'parse' | 'extract' | 'classify'>(),
      output_s3_path: hint(z.string()),
      output_metadata: hint(jsonObject),
      processed_at: hint(datetime),
    }),
  ),
});
export type LegacyResults = z.output<typeof legacyResults>;

/** `POST …/{job_id}/cancel`. */
export const legacyCancelled = z.looseObject({
  job_id: z.string(),
  status: z.string(),
  message: hint(z.string()),
});
export type LegacyCancelled = z.output<typeof legacyCancelled>;

/** Body of `POST …` for a classify batch as the client sends it (`ClassifyJob`, LlamaCloud API docs). */
export interface LegacyClassifyCreate {
  directory_id: string;
  job_config: {
    id: string;
    user_id: string;
    project_id: string;
    status: 'PENDING';
    rules: readonly { type: string; description: string }[];
    mode?: 'FAST' | 'MULTIMODAL';
    parsing_configuration?: { lang?: string; max_pages?: number; target_pages?: number[] };
  };
}
