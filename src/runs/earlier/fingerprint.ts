import { createHash } from 'node:crypto';

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
 * anew, or refers to another one, which may change meanwhile.
 */
export function fingerprintOf(parameters: Readonly<Record<string, unknown>>): string | null {
  if (parameters['disable_cache'] === true || parameters['parse_config_id']) return null;
  const effective = Object.fromEntries(Object.entries(parameters).filter(([key]) => !ofNoEffect.has(key)));
  return createHash('sha256')
    .update(JSON.stringify(canonical(effective) ?? {}))
    .digest('hex');
}

/** Fields in one order, without those that are null or empty: the server takes them for not given. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => canonical(item) ?? null);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const fields = Object.entries(value)
    .map(([key, field]) => [key, canonical(field)] as const)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
