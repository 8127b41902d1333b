import { createHash } from 'node:crypto';
import type { LegacyClassifyConfig, LegacyJobType, LegacyParseConfig } from '../../../protocol/legacyBatches';
import { legacyClassifyConfig, legacyParseConfig } from '../../../protocol/legacyBatches';
import {
  isAsked,
  type LegacyParseParameters,
  legacyParseParameterNames,
} from '../../../protocol/legacyParseParameters';
import { localParseVersion } from '../../../protocol/parseVersions';

/** Keys of others, and addresses that may carry one: never stored, answered or logged. */
const secretNames: ReadonlySet<string> = new Set([
  ...['gpt4o_api_key', 'vendor_multimodal_api_key', 'azure_openai_key', 'http_proxy', 'input_url'],
]);

/** Parameters that change nothing in a result. */
const besideResult: ReadonlySet<string> = new Set([
  ...['webhook_url', 'webhook_configurations', 'do_not_cache', 'invalidate_cache', 'priority'],
  ...['custom_metadata', 'resource_info', 'project_id', 'pipeline_id'],
]);

type Kept = Record<string, unknown>;

/**
 * A `job_config` as it may be kept and answered: without secrets, without keys that nobody knows (they may be secrets
 * too), and of webhooks only where they lead to and what they want to hear.
 */
export function keptConfig(
  config:
    | { job_type: 'parse'; job_config: LegacyParseConfig }
    | { job_type: 'classify'; job_config: LegacyClassifyConfig },
): Kept {
  if (config.job_type === 'classify') return pick(config.job_config, Object.keys(legacyClassifyConfig.shape));
  const { parameters, ...rest } = config.job_config;
  const kept = pick(rest, Object.keys(legacyParseConfig.shape));
  return parameters ? { ...kept, parameters: keptParameters(parameters) } : kept;
}

function keptParameters({ webhook_configurations: hooks, ...parameters }: LegacyParseParameters): Kept {
  const kept = pick(
    parameters,
    legacyParseParameterNames.filter(name => !secretNames.has(name)),
  );
  if (!hooks) return kept;
  const told = ['webhook_url', 'webhook_events', 'webhook_output_format'];
  return { ...kept, webhook_configurations: hooks.map(hook => pick(hook, told)) };
}

const pick = (from: Readonly<Record<string, unknown>>, names: readonly string[]): Kept =>
  Object.fromEntries(names.flatMap(name => (from[name] === undefined ? [] : [[name, from[name]]])));

/**
 * The same for configurations that give the same result from the same bytes (`parameters_hash`). The version of our
 * parser counts, so that a newer one reads everything again.
 */
export function parametersHash(jobType: LegacyJobType, kept: Readonly<Kept>): string {
  const parameters = (jobType === 'parse' ? (kept['parameters'] ?? {}) : kept) as Kept;
  const names = jobType === 'parse' ? legacyParseParameterNames : ['rules', 'mode', 'parsing_configuration'];
  const counted = names
    .filter(name => !besideResult.has(name) && isAsked(name, parameters[name]))
    .sort()
    .map(name => [name, parameters[name]]);
  return createHash('sha256')
    .update(JSON.stringify([jobType, localParseVersion, counted]))
    .digest('hex');
}

/** Names of all parameters that were asked for, those that nobody knows too. */
export function askedNames(asked: LegacyParseParameters): string[] {
  const known = new Set(legacyParseParameterNames);
  return Object.entries(asked)
    .filter(([name, value]) => (known.has(name) ? isAsked(name, value) : value !== undefined))
    .map(([name]) => name);
}
