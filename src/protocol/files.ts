import * as z from 'zod/mini';
import { presignedUrl } from './directoryFiles';
import { pageOf } from './pages';
import { datetime, maybe } from './wire';

/** A stored file (`/api/v1/beta/files`, LlamaCloud API docs). */
export const file = z.looseObject({
  id: z.string(),
  name: z.string(),
  project_id: z.string(),
  external_file_id: maybe(z.string()),
  file_type: maybe(z.string()),
  last_modified_at: maybe(datetime),
  expires_at: maybe(datetime),
  purpose: maybe(z.string()),
  download_url: maybe(presignedUrl),
});
export type File = z.output<typeof file>;
export const filePage = pageOf(file);

/** Longest name of a file (LlamaCloud API docs). */
export const maxNameLength = 3000;

/** What a file may be uploaded for (LlamaCloud API docs). */
export const filePurposes = [
  'user_data',
  'parse',
  'extract',
  'classify',
  'split',
  'sheet',
  'agent_app',
] as const;

/** Fields beside `file` in the multipart form of `POST /api/v1/beta/files`. */
export const fileCreateFields = z.object({
  purpose: z.enum(filePurposes),
  external_file_id: z.optional(z.string()),
});

/** Body of `POST /api/v1/beta/files/query`, the deprecated form of the list. */
export const fileQuery = z.object({
  page_size: z.optional(z.nullable(z.int().check(z.gte(1)))),
  page_token: z.optional(z.nullable(z.string())),
  order_by: z.optional(z.nullable(z.string())),
  filter: z.optional(
    z.nullable(
      z.object({
        project_id: z.optional(z.nullable(z.string())),
        file_ids: z.optional(z.nullable(z.array(z.string()))),
        file_name: z.optional(z.nullable(z.string())),
        data_source_id: z.optional(z.nullable(z.string())),
        external_file_id: z.optional(z.nullable(z.string())),
        only_manually_uploaded: z.optional(z.nullable(z.boolean())),
      }),
    ),
  ),
});
