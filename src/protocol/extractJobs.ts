import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, jsonObject, maybe, type Open, open } from './wire';

type KnownExtractStatus = 'PENDING' | 'THROTTLED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';

/** The extraction of one file, as a client reads it (`/api/v2/extract`, LlamaCloud API docs): flat, unlike a parse result. */
export const extractJob = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  file_input: hint(z.string()),
  status: open<KnownExtractStatus>(),
  configuration_id: hint(z.string()),
  error_message: hint(z.string()),
  /** An object for `per_doc`, a list for `per_page` and `per_table_row`. */
  extract_result: maybe(z.union([jsonObject, z.array(jsonObject)])),
  /** With `expand=extract_metadata`, or where citations or confidence were asked for. */
  extract_metadata: hint(jsonObject),
  metadata: hint(
    z.looseObject({
      usage: maybe(
        z.looseObject({ num_pages_extracted: hint(z.number()), num_pages_billed: hint(z.number()) }),
      ),
    }),
  ),
  /** With `expand=usage`, and null until billing has run. */
  usage: hint(z.looseObject({ credits: hint(z.number()) })),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type ExtractJob = z.output<typeof extractJob>;
export type ExtractJobStatus = Open<KnownExtractStatus>;
export const extractJobPage = pageOf(extractJob);

/**
 * A configuration that a server made of a file (`POST /api/v2/extract/schema/generate`, LlamaCloud API docs): the body of
 * one that can be saved.
 */
export const generatedConfiguration = z.looseObject({
  name: hint(z.string()),
  parameters: z.looseObject({ data_schema: jsonObject }),
});
export type GeneratedConfiguration = z.output<typeof generatedConfiguration>;

/** Values of `expand` of an extract job. */
export type ExtractExpand = 'configuration' | 'extract_metadata' | 'usage';
