import * as z from 'zod/mini';
import { legacyParseParameters } from './legacyParseParameters';
import { ocrLanguages } from './parseOptions/ocrLanguages';
import { webhookConfiguration } from './webhooks';

/** The legacy batch route (`/api/v1/beta/batch-processing`, LlamaCloud API): what it takes and the words it uses. */

export const legacyJobTypes = ['parse', 'extract', 'classify'] as const;
export type LegacyJobType = (typeof legacyJobTypes)[number];

/** Lower case, other than in the API's newer routes. */
export const legacyBatchStatuses = [
  ...(['pending', 'running', 'dispatched', 'completed', 'failed', 'cancelled'] as const),
] as const;
export type LegacyBatchStatus = (typeof legacyBatchStatuses)[number];

export const legacyItemStatuses = [
  ...(['pending', 'processing', 'completed', 'failed', 'skipped', 'cancelled'] as const),
] as const;
export type LegacyItemStatus = (typeof legacyItemStatuses)[number];

/** Why a file was left out of a batch. */
export type SkipReason = 'already_processed' | 'size_limit_exceeded';

const optional = <S extends z.ZodMiniType>(schema: S) => z.optional(z.nullable(schema));
/** Any UUID, as the API's own check takes it; zod's `uuid` asks for a known version too. */
const uuid = z.stringFormat('uuid', /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
const datetime = z.iso.datetime({ offset: true, local: true });

const partitionNames = [
  ...(['data_source_id_partition', 'pipeline_id_partition', 'eval_dataset_id_partition'] as const),
  ...(['file_id_partition', 'pipeline_file_id_partition', 'file_parsing_id_partition'] as const),
  'extraction_schema_id_partition',
] as const;

/** `job_config` of a parse batch (BatchParseJobRecordCreate); the ids are kept and told, nothing else. */
export const legacyParseConfig = z.looseObject({
  job_name: z.optional(z.literal('parse_raw_file_job')),
  partitions: z.optional(z.partialRecord(z.enum(partitionNames), z.string())),
  parameters: optional(legacyParseParameters),
  session_id: optional(uuid),
  correlation_id: optional(uuid),
  parent_job_execution_id: optional(uuid),
  user_id: optional(z.string()),
  project_id: optional(uuid),
  webhook_url: webhookConfiguration.shape.webhook_url,
});
export type LegacyParseConfig = z.output<typeof legacyParseConfig>;

/** `job_config` of a classify batch (ClassifyJob). */
export const legacyClassifyConfig = z.looseObject({
  id: uuid,
  user_id: z.string(),
  project_id: uuid,
  status: z.enum(['PENDING', 'SUCCESS', 'ERROR', 'PARTIAL_SUCCESS', 'CANCELLED']),
  effective_at: z.optional(datetime),
  job_record_id: optional(z.string()),
  error_message: optional(z.string()),
  created_at: optional(datetime),
  updated_at: optional(datetime),
  rules: z
    .array(
      z.looseObject({
        type: z.string().check(z.minLength(1), z.maxLength(50)),
        description: z.string().check(z.minLength(10), z.maxLength(2000)),
      }),
    )
    .check(z.minLength(1)),
  mode: z.optional(z.enum(['FAST', 'MULTIMODAL'])),
  parsing_configuration: z.optional(
    z.looseObject({
      lang: z.optional(z.enum(ocrLanguages)),
      max_pages: optional(z.int().check(z.gte(0))),
      /** Counted from 0. */
      target_pages: optional(z.array(z.int().check(z.gte(0))).check(z.minLength(1), z.maxLength(1000))),
    }),
  ),
});
export type LegacyClassifyConfig = z.output<typeof legacyClassifyConfig>;

const common = {
  directory_id: optional(z.string().check(z.minLength(1))),
  item_ids: optional(z.array(z.string().check(z.minLength(1)))),
  page_size: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  continue_as_new_threshold: optional(z.int()),
};
const parseCreate = z.looseObject({ ...common, job_config: legacyParseConfig });
const classifyCreate = z.looseObject({ ...common, job_config: legacyClassifyConfig });

/** Body of `POST /api/v1/beta/batch-processing`, told apart by what its `job_config` is. */
export type LegacyBatchCreate =
  | ({ job_type: 'parse' } & z.output<typeof parseCreate>)
  | ({ job_type: 'classify' } & z.output<typeof classifyCreate>);

/**
 * Reads the body through `check`, which refuses in its own way. The two kinds of `job_config` have no field that names
 * them; only a classify job has these keys, and a parse job would pass anything as an unknown key.
 */
export function readLegacyBatchCreate(
  body: unknown,
  check: <T>(schema: z.ZodMiniType<T>, value: unknown) => T,
): LegacyBatchCreate {
  const config = (body as { job_config?: object | null } | null | undefined)?.job_config ?? {};
  const classifies = ['rules', 'mode', 'parsing_configuration', 'status'].some(key => key in Object(config));
  return classifies
    ? { job_type: 'classify', ...check(classifyCreate, body) }
    : { job_type: 'parse', ...check(parseCreate, body) };
}

/** Body of `POST …/{job_id}/cancel`. */
export const legacyBatchCancel = z.looseObject({ reason: optional(z.string()) });
