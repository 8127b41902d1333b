import * as z from 'zod/mini';
import { maxFileInputLength } from './extract';
import { targetPages } from './parseOptions/pageRanges';
import { webhookFields } from './webhooks';
import { maybe } from './wire';

const fields = {
  rules: z
    .array(
      z.object({
        type: z.string().check(z.minLength(1), z.maxLength(50)),
        description: z.string().check(z.minLength(10), z.maxLength(2000)),
      }),
    )
    .check(z.minLength(1)),
  mode: z._default(z.enum(['FAST']), 'FAST'),
  parsing_configuration: maybe(
    z.object({
      lang: z._default(z.string(), 'en'),
      target_pages: maybe(targetPages),
      max_pages: maybe(z.int().check(z.gte(1))),
    }),
  ),
};

/** How to classify, as the engine accepts it in a request: the API's defaults filled in, unknown keys passed over as the API does. */
export const classifyConfiguration = z.object(fields);
export type ClassifyConfiguration = z.output<typeof classifyConfiguration>;

/** Parameters of a `classify_v2` configuration. */
export const classifyParameters = z.object({ product_type: z.literal('classify_v2'), ...fields });

const input = maybe(z.string().check(z.maxLength(maxFileInputLength)));

/**
 * Body of `POST /api/v2/classify`: one of `configuration` and `configuration_id`. `file_id` and `parse_job_id` are older
 * names of `file_input`.
 */
export const classifyCreate = z.object({
  file_input: input,
  file_id: input,
  parse_job_id: input,
  configuration_id: maybe(z.string()),
  configuration: maybe(classifyConfiguration),
  transaction_id: maybe(z.string().check(z.maxLength(255))),
  ...webhookFields,
});

/** What a document was found to be; `type` is null where no rule fits (LlamaCloud API docs). */
export const classifyResult = z.object({
  type: z.nullable(z.string()),
  /** 0 to 1. */
  confidence: z.number(),
  reasoning: z.string(),
});
export type ClassifyResult = z.output<typeof classifyResult>;
