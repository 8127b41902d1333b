import * as z from 'zod/mini';
import { parseTiers } from './configurations';
import { targetPages } from './parseOptions/pageRanges';
import { webhookFields } from './webhooks';
import { jsonObject, maybe } from './wire';

/** The version of the local extraction, the same for every tier; a date, as LlamaCloud has it. */
export const localExtractVersion = '2026-11-21';

/** Longest id of a file or parse job in a request (LlamaCloud API docs). */
export const maxFileInputLength = 200;

const off = z._default(z.boolean(), false);

/**
 * Options of an extraction with the API's defaults. `turbo` is in SDK 2.16, not in the OpenAPI document; `fast` is an
 * addition of this machine: rules do the work there, whichever model is set.
 */
const fields = {
  data_schema: jsonObject,
  tier: z._default(z.enum(['fast', 'cost_effective', 'agentic', 'agentic_plus', 'turbo']), 'cost_effective'),
  extraction_target: z._default(z.enum(['per_doc', 'per_page', 'per_table_row']), 'per_doc'),
  version: z._default(z.string().check(z.minLength(1)), 'latest'),
  parse_tier: maybe(z.enum(parseTiers)),
  parse_config_id: maybe(z.string()),
  cite_sources: off,
  confidence_scores: off,
  disable_cache: off,
  max_pages: maybe(z.int().check(z.gte(1))),
  target_pages: maybe(targetPages),
  system_prompt: maybe(z.string()),
  spreadsheet_mode: off,
  sheet_names: maybe(z.array(z.string())),
};

interface Options {
  tier: string;
  parse_tier: string | null;
  parse_config_id: string | null;
  cite_sources: boolean;
  confidence_scores: boolean;
  spreadsheet_mode: boolean;
}

/** Options that only go with some others (OpenAPI document, `ExtractConfiguration`). */
const rules = z.superRefine<Options>((options, context) => {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (options.spreadsheet_mode && options.tier !== 'agentic_plus') {
    refuse('spreadsheet_mode', 'spreadsheet_mode requires the agentic_plus tier');
  }
  for (const key of ['cite_sources', 'confidence_scores'] as const) {
    if (options.spreadsheet_mode && options[key]) refuse(key, `${key} is not available in spreadsheet_mode`);
  }
  for (const key of ['parse_tier', 'parse_config_id'] as const) {
    if (options.tier === 'turbo' && options[key]) refuse(key, `The turbo tier does not support ${key}`);
  }
});

/** How to extract, as the engine accepts it in a request: the API's defaults filled in, unknown keys passed over as the API does. */
export const extractConfiguration = z.object(fields).check(rules);
export type ExtractConfiguration = z.output<typeof extractConfiguration>;

/** Parameters of an `extract_v2` configuration. */
export const extractParameters = z.object({ product_type: z.literal('extract_v2'), ...fields }).check(rules);
export type ExtractParameters = z.output<typeof extractParameters>;

/** Body of `POST /api/v2/extract`: one of `configuration` and `configuration_id`. */
export const extractCreate = z.object({
  file_input: z.string().check(z.minLength(1), z.maxLength(maxFileInputLength)),
  configuration_id: maybe(z.string()),
  configuration: maybe(extractConfiguration),
  ...webhookFields,
});

/** Body of `POST /api/v2/extract/schema/validation`. */
export const schemaValidation = z.object({ data_schema: jsonObject });

/** Body of `POST /api/v2/extract/schema/generate`. */
export const schemaGeneration = z.object({
  name: maybe(z.string().check(z.maxLength(255))),
  prompt: maybe(z.string()),
  file_id: maybe(z.string()),
  data_schema: maybe(jsonObject),
});
