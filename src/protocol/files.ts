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
