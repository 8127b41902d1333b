import * as z from 'zod/mini';
import { webhookFields } from './webhooks';

/** Body of `POST /api/v2/batches`. Keys that it does not name are passed over, as the API's schema allows them. */
export const batchCreate = z.object({
  source_directory_id: z.string().check(z.minLength(1)),
  config: z.object({
    job: z.object({
      type: z.enum(['parse_v2', 'extract_v2']),
      configuration_id: z.string().check(z.minLength(1)),
    }),
  }),
  ...webhookFields,
});

/** What our client sends of it. */
export type BatchCreate = z.output<typeof batchCreate>;
