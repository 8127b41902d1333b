import * as z from 'zod/mini';
import { httpUrl } from './parseOptions/fields';
import { parseOptionFields } from './parseParameters';

/** Limits of `user_metadata`; the API has some too, without saying which (LlamaCloud API docs). */
const maxTags = 64;
const maxTagName = 128;
const maxTagValue = 2048;

const userMetadata = z
  .record(z.string().check(z.maxLength(maxTagName)), z.string().check(z.maxLength(maxTagValue)))
  .check(z.refine(tags => Object.keys(tags).length <= maxTags, `At most ${maxTags} entries are permitted`));

/**
 * A request to parse, without its file: the part `configuration` of `POST /api/v2/parse/upload`. Tier and version are
 * checked once they are known: they may be missing or `configured` where `configuration_id` is set.
 */
export const parseUploadRequest = z.strictObject({
  tier: z.optional(z.nullable(z.string())),
  version: z.optional(z.nullable(z.string())),
  configuration_id: z.optional(z.nullable(z.string())),
  user_metadata: z.optional(z.nullable(userMetadata)),
  ...parseOptionFields,
});
export type ParseUploadRequest = z.output<typeof parseUploadRequest>;

/** Body of `POST /api/v2/parse`: exactly one of `file_id` and `source_url` (ParseRequestConfiguration). */
export const parseRequest = z.extend(parseUploadRequest, {
  file_id: z.optional(z.nullable(z.string())),
  source_url: z.optional(z.nullable(httpUrl)),
  http_proxy: z.optional(z.nullable(httpUrl)),
});
export type ParseRequest = z.output<typeof parseRequest>;
