import * as z from 'zod/mini';
import { type LegacyBatchCreate, legacyJobTypes } from '../../../protocol/legacyBatches';
import type { LegacyParseParameters } from '../../../protocol/legacyParseParameters';
import { jsonObject } from '../../../protocol/wire';
import { classifyParametersOf } from './classifyParameters';
import { askedNames, keptConfig, parametersHash } from './keptConfig';
import { mapParameters } from './mapParameters';
import { pageTemplateNames, pageTemplates, pageTemplatesOf } from './pageTemplates';

/** What only a batch of the legacy route has, as its row keeps it (`batch.legacy`). */
export const legacyBatch = z.object({
  job_type: z.enum(legacyJobTypes),
  /** As it is answered: without secrets. */
  job_config: jsonObject,
  parameters_hash: z.string(),
  /** Whether later batches may take its results for theirs. */
  reusable: z.boolean(),
  /** Legacy parameter → path of the v2 parameter that says the same. */
  mapped: z.record(z.string(), z.string()),
  /** Parameters that were asked for and that v2 cannot say, nor this engine otherwise honour. */
  unmapped: z.array(z.string()),
  templates: pageTemplates,
  cancel_reason: z.optional(z.nullable(z.string())),
});
export type LegacyBatch = z.output<typeof legacyBatch>;

/** A legacy request as the engine's own words have it. */
export interface UnderstoodRequest {
  /** `parse_v2` or `classify_v2`. */
  job_type: string;
  /** Parameters of that product, `product_type` included. */
  parameters: Record<string, unknown>;
  legacy: LegacyBatch;
  /** The caller wants everything parsed anew. */
  fresh: boolean;
}

/** Parameters that act without a counterpart in v2: whom to tell, and what `job_metadata` tells. */
const honouredOtherwise: ReadonlySet<string> = new Set([
  ...pageTemplateNames,
  ...['webhook_url', 'webhook_configurations', 'custom_metadata', 'resource_info'],
]);

export function understand(request: LegacyBatchCreate, projectId: string): UnderstoodRequest {
  const job_config = keptConfig(request);
  const parameters_hash = parametersHash(request.job_type, job_config);
  if (request.job_type === 'classify') {
    const parameters = classifyParametersOf(request.job_config);
    const nothing = { mapped: {}, unmapped: [], templates: pageTemplates.parse({}), reusable: true };
    const legacy = { job_type: request.job_type, job_config, parameters_hash, ...nothing };
    return { job_type: 'classify_v2', parameters, legacy, fresh: false };
  }
  const asked: LegacyParseParameters = request.job_config.parameters ?? {};
  const { parameters, mapped } = mapParameters(asked);
  const legacy = {
    ...{ job_type: request.job_type, job_config, parameters_hash, mapped: Object.fromEntries(mapped) },
    unmapped: askedNames(asked).filter(
      name =>
        !mapped.has(name) &&
        !honouredOtherwise.has(name) &&
        !(name === 'project_id' && asked.project_id === projectId),
    ),
    templates: pageTemplatesOf(asked),
    reusable: !asked.do_not_cache,
  };
  return { job_type: 'parse_v2', parameters, legacy, fresh: parameters.disable_cache === true };
}

/** Legacy parameters with a list of values; one of them may act while another does not. */
const lists: ReadonlySet<string> = new Set(['languages', 'images_to_save']);

/**
 * Names of the legacy parameters that did not act, given the v2 options that did not. Of a list only the values that did
 * not act are named, as in `languages.fr`.
 */
export function legacyNotApplied(
  legacy: Pick<LegacyBatch, 'mapped' | 'unmapped'>,
  notApplied: readonly string[],
): string[] {
  const mapped = Object.entries(legacy.mapped).flatMap(([name, path]) =>
    notApplied
      .filter(option => option === path || option.startsWith(`${path}.`))
      .map(option => (lists.has(name) ? name + option.slice(path.length) : name)),
  );
  return [...new Set([...legacy.unmapped, ...mapped])].sort();
}
