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
import { webhookFields } from './webhooks';

const tier = z.enum(parseTiers, {
  error: ({ input }) =>
    input === undefined
      ? 'Field required'
      : `Unsupported tier: ${String(input)}. Must be one of: ${parseTiers.join(', ')}`,
});
const versions = ['latest', localParseVersion] as const;
const version = z.enum(versions, {
  error: ({ input }) =>
    input === undefined
      ? 'Field required'
      : `Unsupported version: ${String(input)}. Must be one of: ${versions.join(', ')}`,
});

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
};

/**
 * Parameters of a `parse_v2` configuration, as the engine accepts and keeps them (ParseV2Parameters of the LlamaCloud
 * API): strict at every depth, and with the rules that bind options to tiers.
 */
export const parseParameters = z
  .strictObject({ product_type: z.literal('parse_v2'), tier, version, ...parseOptionFields })
  .check(tierRules);
export type ParseParameters = z.output<typeof parseParameters>;
