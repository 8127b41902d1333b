import { createHash } from 'node:crypto';
import { canonicalParameters, type Parameters } from '../configurations/parameters';

/** Parameters that say where to tell of a job or who asks, not how to read a document (LlamaCloud API docs). */
const ofNoEffect: ReadonlySet<string> = new Set([
  'webhook_configurations',
  'webhook_configuration_ids',
  'client_name',
  'disable_cache',
]);

/**
 * Same for parameters that give the same results on one server, whatever the configuration's id and the order of its
 * fields. Null where results must not be taken for those of another run: the configuration wants every document parsed
 * anew, or refers to another one, which may change meanwhile. `by` is what does the work where the server does not decide
 * it: rules, or a certain model.
 */
export function fingerprintOf(parameters: Parameters, by: string | null = null): string | null {
  if (parameters['disable_cache'] === true || parameters['parse_config_id']) return null;
  const effective = Object.entries(parameters).filter(([key]) => !ofNoEffect.has(key));
  const { data_schema, ...options } = JSON.parse(
    canonicalParameters(Object.fromEntries(effective) as Parameters),
  ) as Record<string, unknown>;
  const meant = JSON.stringify([withoutEmpty(options) ?? {}, data_schema, ...(by === null ? [] : [by])]);
  return createHash('sha256').update(meant).digest('hex');
}

/** A group of options of which none is given is no group. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => withoutEmpty(item) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const kept = withoutEmpty(field);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
