import * as z from 'zod/mini';
import { parseTiers } from './configurations';
import { flag, group, words } from './parseOptions/fields';
import { inputOptions } from './parseOptions/inputOptions';
import { outputOptions } from './parseOptions/outputOptions';
import { cropBox, pageRanges } from './parseOptions/pageRanges';
import { processingControl } from './parseOptions/processingControl';
import { processingOptions } from './parseOptions/processingOptions';
import { tierRules } from './parseOptions/tierRules';
import { localParseVersion } from './parseVersions';
import { strictWebhooks, webhookFields } from './webhooks';

const tier = z.enum(parseTiers, {
  error: ({ input }) =>
    input === undefined
      ? 'Field required'
      : `Unsupported tier: ${String(input)}. Must be one of: ${parseTiers.join(', ')}`,
});
/**
 * Programs pin a dated version of LlamaParse, whose list grows with each release; here every date means the one parser
 * that there is, which the job's metadata says.
 */
const version = z.string().check(
  z.regex(/^(latest|\d{4}-\d{2}-\d{2})$/, {
    error: ({ input }) =>
      `Unsupported version: ${String(input)}. Must be latest or a date such as ${localParseVersion}`,
  }),
);

/** Options that a request and a saved configuration have in common. */
export const parseOptionFields = {
  client_name: words,
  disable_cache: flag,
  page_ranges: z.optional(pageRanges),
  crop_box: z.optional(cropBox),
  agentic_options: z.optional(z.nullable(group({ custom_prompt: words }))),
  fast_options: z.optional(z.nullable(group({}))),
  input_options: z.optional(inputOptions),
  output_options: z.optional(outputOptions),
  processing_options: z.optional(processingOptions),
  processing_control: z.optional(processingControl),
  ...webhookFields,
  webhook_configurations: z.optional(strictWebhooks),
};

/**
 * Parameters of a `parse_v2` configuration, as the engine accepts and keeps them (ParseV2Parameters of the LlamaCloud
 * API): strict at every depth, and with the rules that bind options to tiers.
 */
export const parseParameters = z
  .strictObject({ product_type: z.literal('parse_v2'), tier, version, ...parseOptionFields })
  .check(tierRules);
export type ParseParameters = z.output<typeof parseParameters>;
