import * as z from 'zod/mini';
import { pageOf } from './pages';
import { datetime, hint, maybe } from './wire';

/** Values of a directory file's metadata. */
export const fileMetadata = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
export type FileMetadata = z.output<typeof fileMetadata>;

/** A URL that works without the bearer token until it expires. */
export const presignedUrl = z.looseObject({
  url: z.string(),
  expires_at: datetime,
  form_fields: maybe(z.record(z.string(), z.string())),
});
export type PresignedUrl = z.output<typeof presignedUrl>;

/**
 * A file in a directory (LlamaCloud API docs). `unique_id` tells it from its siblings: ours is its path relative to the
 * folder, so that files of one name in several subfolders stay apart.
 */
export const directoryFile = z.looseObject({
  id: z.string(),
  project_id: z.string(),
  directory_id: z.string(),
  unique_id: z.string(),
  display_name: z.string(),
  file_id: maybe(z.string()),
  metadata: hint(fileMetadata),
  download_url: hint(presignedUrl),
  deleted_at: hint(datetime),
  created_at: hint(datetime),
  updated_at: hint(datetime),
});
export type DirectoryFile = z.output<typeof directoryFile>;
export const directoryFilePage = pageOf(directoryFile);

/** Fields beside `upload_file` in the multipart form of `…/files/upload`; `metadata` travels as a JSON string. */
export interface DirectoryFileFields {
  display_name?: string;
  unique_id?: string;
  external_file_id?: string;
  metadata?: FileMetadata;
}

/** Body of `POST /api/v1/beta/directories/{directory_id}/files`: puts a stored file into the directory. */
export const directoryFileAdd = z.object({
  file_id: z.string().check(z.minLength(1)),
  display_name: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  unique_id: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  metadata: z.optional(z.nullable(fileMetadata)),
});

/**
 * Body of `PATCH /api/v1/beta/directories/{directory_id}/files/{directory_file_id}`. Null says nothing, except that null
 * metadata is cleared. `directory_id` is the older name of `target_directory_id`.
 */
export const directoryFileUpdate = z.object({
  unique_id: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  display_name: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  metadata: z.optional(z.nullable(fileMetadata)),
  target_directory_id: z.optional(z.nullable(z.string().check(z.minLength(1)))),
  directory_id: z.optional(z.nullable(z.string().check(z.minLength(1)))),
});

/** Body of `POST …/files/bulk-delete`. */
export const directoryFileBulkDelete = z.object({
  directory_file_ids: z.array(z.string()).check(z.minLength(1), z.maxLength(100)),
});
