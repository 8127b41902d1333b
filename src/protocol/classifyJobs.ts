import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, maybe, open } from './wire';

/** The classification of one file, as a client reads it (`/api/v2/classify`, LlamaCloud API docs). */
export const classifyJob = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  status: open<'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED'>(),
  result: maybe(
    z.looseObject({
      /** Null where no rule fits. */
      type: maybe(z.string()),
      /** 0 to 1. */
      confidence: hint(z.number()),
      reasoning: hint(z.string()),
    }),
  ),
  /** The id of a file or a parse job, or an address. */
  file_input: hint(z.string()),
  /** The caller's own key. */
  transaction_id: hint(z.string()),
  error_message: hint(z.string()),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type ClassifyJob = z.output<typeof classifyJob>;
export const classifyJobPage = pageOf(classifyJob);
