import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, jsonObject, type Open, open } from './wire';

export type DirectoryType = Open<'user' | 'index' | 'ephemeral'>;

/** A directory: the files that a batch is made over (LlamaCloud API docs). */
export const directory = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  description: hint(z.string()),
  type: hint(open<'user' | 'index' | 'ephemeral'>()),
  expires_at: hint(datetime),
  system_metadata: hint(jsonObject),
  deleted_at: hint(datetime),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type Directory = z.output<typeof directory>;
export const directoryPage = pageOf(directory);

/**
 * Body of `POST /api/v1/beta/directories`. `expires_at` is gone from the newest request schema, yet still sent by the
 * official guides and honoured (LlamaCloud API docs). Further keys are passed over, as the API does.
 */
export const directoryCreate = z.object({
  name: z.string().check(z.minLength(1)),
  description: z.optional(z.nullable(z.string())),
  type: z.optional(z.enum(['user', 'ephemeral'])),
  expires_at: z.optional(z.nullable(z.iso.datetime({ offset: true, local: true }))),
  connector_subscription_id: z.optional(z.nullable(z.string())),
  system_metadata: z.optional(z.nullable(jsonObject)),
});
export type DirectoryCreate = z.input<typeof directoryCreate>;

/** Body of `PATCH /api/v1/beta/directories/{directory_id}`. A null description is cleared; a null name says nothing. */
export const directoryUpdate = z.object({
  name: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  description: z.optional(z.nullable(z.string())),
});
