import { parseParameters } from '../../protocol/parseParameters';
import type { ParseUploadRequest } from '../../protocol/parseRequest';
import { validate } from '../server/validation';
import type { NewParseJob } from '../store/parseJobs';
import type { Store } from '../store/store';
import { resolveHooks, withoutHooks } from '../webhooks/resolve';
import { configurationOf } from './configurationOf';

type Options = Record<string, unknown>;

/** What a request says of a job, apart from its document. */
export type RequestedParse = Pick<
  NewParseJob,
  'project_id' | 'batch_id' | 'tier' | 'parameters' | 'webhooks' | 'user_metadata' | 'configuration_id'
>;

/**
 * Works out the parameters of a request: those of its saved configuration, where it names one, with its own options over
 * them. Throws 404 and 400 for the configuration, InvalidRequest for the sum.
 */
export function requestedParse(
  store: Store,
  projectId: string,
  { configuration_id, user_metadata, tier, version, ...options }: ParseUploadRequest,
): RequestedParse {
  const id = configuration_id || null;
  const saved = id === null ? {} : configurationOf(store, projectId, id, 'parse_v2').parameters;
  const own = { ...options, ...given('tier', tier, id !== null), ...given('version', version, id !== null) };
  const sum = validate('body', parseParameters, { ...merged(saved, own), product_type: 'parse_v2' });
  return {
    ...{ project_id: projectId, batch_id: null, tier: sum.tier, configuration_id: id },
    parameters: withoutHooks(sum),
    webhooks: resolveHooks(store, projectId, sum),
    user_metadata: user_metadata ?? null,
  };
}

/** `configured` and a missing value leave it to the saved configuration (LlamaCloud API docs). */
function given(name: string, value: string | null | undefined, configured: boolean): Options {
  return (value ?? undefined) === undefined || (configured && value === 'configured')
    ? {}
    : { [name]: value };
}

/** Options of a request over those of a configuration: groups are merged, anything else is replaced. */
function merged(below: Options, above: Options): Options {
  const result: Options = { ...below };
  for (const [key, value] of Object.entries(above)) {
    if (value === undefined) continue;
    const under = below[key];
    result[key] = isGroup(under) && isGroup(value) ? merged(under, value) : value;
  }
  return result;
}

const isGroup = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
