import type * as z from 'zod/mini';
import { classifyParameters } from '../../protocol/classify';
import type { Configuration } from '../../protocol/configurations';
import { extractParameters } from '../../protocol/extract';
import { parseParameters } from '../../protocol/parseParameters';
import type { RunJobType } from '../run';

/** Parameters of a configuration as they travel, `product_type` among them. */
export type Parameters = Configuration['parameters'];

/** What the API takes for each kind of job. */
export const parameterSchemas: Record<RunJobType, z.ZodMiniType> = {
  parse_v2: parseParameters,
  extract_v2: extractParameters,
  classify_v2: classifyParameters,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The one text of all parameters that mean the same: the API's defaults filled in, what is null left out, keys sorted.
 * Only in a data schema the order of keys stays, as the extraction follows it.
 */
export function canonicalParameters(parameters: Parameters): string {
  const schema = Object.entries(parameterSchemas).find(([type]) => type === parameters.product_type)?.[1];
  const known = schema?.safeParse(parameters);
  // Parameters of a newer server, which the schema does not know, are taken as they are.
  return JSON.stringify(sorted(known?.success ? known.data : parameters));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const set = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
  return Object.fromEntries(
    set
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, key === 'data_schema' ? entry : sorted(entry)]),
  );
}

export const sameParameters = (a: Parameters, b: Parameters): boolean =>
  canonicalParameters(a) === canonicalParameters(b);
