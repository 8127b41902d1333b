import * as z from 'zod/mini';
import { isDeeperThan } from '../base/jsonDepth';
import { maybe } from './wire';

/** Parameters of products that the engine keeps configurations of without running them (OpenAPI document). */

const strategy = z.object({
  allow_uncategorized: z._default(z.enum(['include', 'forbid', 'omit']), 'include'),
  // In newer SDKs than 2.16, whose limits these are.
  custom_instructions: z.optional(z.nullable(z.string().check(z.maxLength(5000)))),
  min_pages_per_split: z.optional(z.nullable(z.int().check(z.gte(1)))),
});

export const splitParameters = z.object({
  product_type: z.literal('split_v1'),
  categories: z
    .array(
      z.object({
        name: z.string().check(z.minLength(1), z.maxLength(200)),
        description: maybe(z.string().check(z.minLength(1), z.maxLength(2000))),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
  splitting_strategy: z._default(strategy, { allow_uncategorized: 'include' }),
});

const on = z._default(z.boolean(), true);
const off = z._default(z.boolean(), false);

export const spreadsheetParameters = z.object({
  product_type: z.literal('spreadsheet_v1'),
  tier: z._default(z.enum(['cost_effective', 'agentic']), 'agentic'),
  sheet_names: maybe(z.array(z.string())),
  include_hidden_cells: on,
  extraction_range: maybe(z.string()),
  flatten_hierarchical_tables: off,
  // Deprecated by the API in favour of the tier, still taken.
  generate_additional_metadata: on,
  use_experimental_processing: off,
  table_merge_sensitivity: z._default(z.enum(['strong', 'weak']), 'strong'),
  specialization: maybe(z.string()),
});

/** Ours; what is nested far deeper could not be written out again. */
const maxDepth = 100;

/** Configurations without a schema of their own: any keys. */
export const untypedParameters = z
  .looseObject({ product_type: z.literal('unknown') })
  .check(z.refine(value => !isDeeperThan(maxDepth, value), 'Input is nested too deeply'));
