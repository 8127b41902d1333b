import type { LegacyBatchCreate, SkipReason } from '../../protocol/legacyBatches';
import { type UnderstoodRequest, understand } from '../jobs/legacy/legacyBatch';
import { found, type RouteContext } from '../server/context';
import { badRequest, notFound } from '../server/httpError';
import type { BatchRow, NewBatchFile } from '../store/batches';
import type { SourceRow } from '../store/directoryFiles';
import { resolveHooks } from '../webhooks/resolve';

/** Events that a plain `webhook_url` hears: "the end of the parsing job" (LlamaCloud API docs). */
const endOfJob = ['parse.success', 'parse.partial_success', 'parse.error', 'parse.cancelled'] as const;

/** Makes the batch that a legacy request asks for. Throws 400 and 404. */
export function createLegacyBatch(
  context: RouteContext,
  body: LegacyBatchCreate,
  projectId: string,
): BatchRow {
  const sources = sourcesOf(context, body, projectId);
  const understood = understand(body, projectId);
  const { job_type, parameters, legacy } = understood;
  const tier = String(parameters['tier'] ?? '');
  const batch = {
    ...{
      project_id: projectId,
      directory_id: body.directory_id ?? '',
      job_type,
      parameters,
      tier,
      legacy,
    },
    // No saved configuration is behind it.
    configuration_id: '',
    ...hooksOf(context, body, projectId),
  };
  const files = sources.map(source => taken(context, source, understood, projectId));
  return context.scheduler.createBatch(batch, files);
}

function sourcesOf(
  { store }: RouteContext,
  { directory_id, item_ids }: LegacyBatchCreate,
  projectId: string,
): SourceRow[] {
  if (directory_id && item_ids) throw badRequest('Give either directory_id or item_ids, not both.');
  if (directory_id) {
    const directory = found(store.directories.get(directory_id), projectId, 'Directory');
    const sources = store.directoryFiles.sources(directory.id);
    if (sources.length === 0) throw badRequest('The directory holds no files. Upload files to it first.');
    return sources;
  }
  if (!item_ids) throw badRequest('Give a directory_id or a list of item_ids.');
  if (item_ids.length === 0) throw badRequest('item_ids is empty. Name at least one item.');
  return [...new Set(item_ids)].map(id => {
    const source = store.legacyBatches.source(projectId, id);
    if (!source) throw notFound(`Item ${id}`);
    return source;
  });
}

/** A file as the batch takes it, or why it is left out. */
function taken(
  { store, maxFileBytes }: RouteContext,
  source: SourceRow,
  { legacy, fresh }: UnderstoodRequest,
  projectId: string,
): NewBatchFile {
  const skipped = (skip_reason: SkipReason, job_id: string | null) => ({ ...source, skip_reason, job_id });
  if (source.size > maxFileBytes) return skipped('size_limit_exceeded', null);
  if (fresh || legacy.job_type !== 'parse') return source;
  const job = store.legacyBatches.alreadyProcessed(projectId, legacy.parameters_hash, source);
  return job === undefined ? source : skipped('already_processed', job);
}

/** `webhook_configurations` hear of the batch and of its jobs, a plain URL of the end of each job. */
function hooksOf({ store }: RouteContext, body: LegacyBatchCreate, projectId: string) {
  if (body.job_type === 'classify') return { webhooks: [], job_webhooks: [] };
  const { webhook_url, parameters } = body.job_config;
  const urls = new Set([webhook_url, parameters?.webhook_url]);
  const plain = [...urls].map(url => ({ webhook_url: url, webhook_events: [...endOfJob] }));
  const webhooks = resolveHooks(store, projectId, parameters ?? {});
  const plainHooks = resolveHooks(store, projectId, { webhook_configurations: plain });
  return { webhooks, job_webhooks: [...webhooks, ...plainHooks] };
}
