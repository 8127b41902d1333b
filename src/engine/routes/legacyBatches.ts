import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import {
  type LegacyBatchCreate,
  legacyBatchCancel,
  legacyBatchStatuses,
  legacyItemStatuses,
  legacyJobTypes,
  readLegacyBatchCreate,
  type SkipReason,
} from '../../protocol/legacyBatches';
import { type LegacyBatch, legacyBatch, understand } from '../jobs/legacy/legacyBatch';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest, notFound } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { query, readBody, readQuery, scopeFields } from '../server/requests';
import type { BatchRow, NewBatchFile } from '../store/batches';
import type { SourceRow } from '../store/directoryFiles';
import type { ItemCounts, LegacyItemRow, Window } from '../store/legacyBatches';
import { resolveHooks } from '../webhooks/resolve';

const path = '/api/v1/beta/batch-processing';
const scope = z.object(scopeFields);
const windowFields = { limit: query.integer(1, 1000), offset: query.integer(0, 1e9), page_token: query.text };
const listQuery = z.object({
  ...scopeFields,
  ...windowFields,
  directory_id: query.text,
  job_type: query.oneOf(legacyJobTypes),
  status: query.oneOf(legacyBatchStatuses),
});
const itemsQuery = z.object({ ...scopeFields, ...windowFields, status: query.oneOf(legacyItemStatuses) });
const resultsQuery = z.object({ ...scopeFields, job_type: query.oneOf(legacyJobTypes) });

/** Events that a plain `webhook_url` hears: "the end of the parsing job" (LlamaCloud API docs). */
const endOfJob = ['parse.success', 'parse.partial_success', 'parse.error', 'parse.cancelled'] as const;

interface OneBatch {
  Params: { id: string };
}

/**
 * `/api/v1/beta/batch-processing` (LlamaCloud API): batches as the API had them before `/api/v2/batches`, over the same
 * rows and the same queue. The route states no limit of files, so there is none: a batch of any size is one batch.
 * `page_size`, `continue_as_new_threshold` and the header `temporal-namespace` steer the service's own workflow engine and
 * mean nothing here.
 */
export function legacyBatchRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, scheduler, maxFileBytes } = context;
  const one = (id: string, projectId: string | undefined) => {
    const batch = store.batches.get(id);
    return found(batch?.legacy ? batch : undefined, projectId, 'Batch job');
  };

  app.post(path, async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readLegacyBatchCreate(request.body, readBody);
    const sources = sourcesOf(body, project.id);
    const { job_type, parameters, legacy, fresh } = understand(body, project.id);
    const tier = String(parameters['tier'] ?? '');
    const batch = {
      ...{
        project_id: project.id,
        directory_id: body.directory_id ?? '',
        job_type,
        parameters,
        tier,
        legacy,
      },
      // No saved configuration is behind it.
      configuration_id: '',
      ...hooksOf(body, project.id),
    };
    const files = sources.map(source => taken(source, legacy, project.id, fresh));
    return reply.code(201).send(wire(scheduler.createBatch(batch, files)));
  });

  app.get(path, async request => {
    const { project_id, job_type, ...filter } = readQuery(listQuery, request.query);
    const window = windowOf(filter, 50);
    const wanted = {
      project_id: projectOf(context, project_id).id,
      directory_id: filter.directory_id,
      job_type: job_type && `${job_type}_v2`,
      status: filter.status,
    };
    const { ids, total } = store.legacyBatches.list(wanted, window);
    return page({ rows: ids.map(id => one(id, undefined)), total }, window, wire);
  });

  app.get<OneBatch>(`${path}/:id`, async request => {
    const batch = one(request.params.id, readQuery(scope, request.query).project_id);
    const counts = store.legacyBatches.count(batch);
    return { job: wire(batch, counts), progress_percentage: progress(counts) };
  });

  app.get<OneBatch>(`${path}/:id/items`, async request => {
    const { project_id, status, ...filter } = readQuery(itemsQuery, request.query);
    const window = windowOf(filter, 100);
    const batch = one(request.params.id, project_id);
    return page(store.legacyBatches.items(batch, status, window), window, item);
  });

  app.post<OneBatch>(`${path}/:id/cancel`, async request => {
    const batch = one(request.params.id, readQuery(scope, request.query).project_id);
    const { reason } = readBody(legacyBatchCancel, request.body ?? {});
    const status = statusOf(batch);
    if (!['pending', 'running'].includes(status)) {
      throw badRequest(`The batch job has ended (${status}) and cannot be cancelled.`);
    }
    if (reason) store.durable(() => store.legacyBatches.setCancelReason(batch.id, reason));
    scheduler.cancelBatch(batch);
    const { completed } = store.legacyBatches.count(batch);
    return {
      job_id: batch.id,
      status: statusOf(one(batch.id, undefined)),
      processed_items: completed,
      message: cancelSentence(reason),
    };
  });

  app.get<{ Params: { id: string } }>(`${path}/items/:id/processing-results`, async request => {
    const { project_id, job_type } = readQuery(resultsQuery, request.query);
    const project = projectOf(context, project_id);
    const itemId = request.params.id;
    const item_name = store.legacyBatches.itemName(project.id, itemId);
    if (item_name === undefined) throw notFound('Item');
    const results = (job_type ? [job_type] : legacyJobTypes).flatMap(type =>
      store.legacyBatches.results(project.id, itemId, type).map(row => ({
        result_id: row.job_id,
        item_id: itemId,
        job_type: type,
        job_config: row.job_config,
        parameters_hash: row.parameters_hash,
        // Where the service names an object of its own storage, this is where the output can be read.
        output_s3_path: `${request.protocol}://${request.host}/api/v2/${type}/${row.job_id}`,
        output_metadata: null,
        processed_at: iso(row.finished_at),
      })),
    );
    return { item_id: itemId, item_name, processing_results: results };
  });

  function sourcesOf({ directory_id, item_ids }: LegacyBatchCreate, projectId: string): SourceRow[] {
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
  function taken(source: SourceRow, legacy: LegacyBatch, projectId: string, fresh: boolean): NewBatchFile {
    const skipped = (skip_reason: SkipReason, job_id: string | null) => ({ ...source, skip_reason, job_id });
    if (source.size > maxFileBytes) return skipped('size_limit_exceeded', null);
    if (fresh || legacy.job_type !== 'parse') return source;
    const job = store.legacyBatches.alreadyProcessed(projectId, legacy.parameters_hash, source);
    return job === undefined ? source : skipped('already_processed', job);
  }

  /** `webhook_configurations` hear of the batch and of its jobs, a plain URL of the end of each job. */
  function hooksOf(body: LegacyBatchCreate, projectId: string) {
    if (body.job_type === 'classify') return { webhooks: [], job_webhooks: [] };
    const { webhook_url, parameters } = body.job_config;
    const urls = new Set([webhook_url, parameters?.webhook_url]);
    const plain = [...urls].map(url => ({ webhook_url: url, webhook_events: [...endOfJob] }));
    const webhooks = resolveHooks(store, projectId, parameters ?? {});
    const plainHooks = resolveHooks(store, projectId, { webhook_configurations: plain });
    return { webhooks, job_webhooks: [...webhooks, ...plainHooks] };
  }

  function wire(batch: BatchRow, counts: ItemCounts = store.legacyBatches.count(batch)) {
    const { job_type, directory_id, cancel_requested } = batch;
    const { cancel_reason } = legacyBatch.parse(batch.legacy);
    return {
      id: batch.id,
      project_id: batch.project_id,
      directory_id: directory_id || null,
      job_type: job_type.replace(/_v2$/, ''),
      status: statusOf(batch),
      effective_at: iso(batch.updated_at),
      error_message: batch.error_message ?? (cancel_requested ? cancelSentence(cancel_reason) : null),
      job_record_id: null,
      workflow_id: null,
      total_items: counts.total,
      processed_items: counts.completed,
      failed_items: counts.failed,
      skipped_items: counts.skipped,
      started_at: iso(batch.started_at),
      completed_at: iso(batch.finished_at),
      created_at: iso(batch.created_at),
      updated_at: iso(batch.updated_at),
    };
  }
}

/** As the list's filter has it (store/legacyBatches.ts). */
function statusOf({ status, cancel_requested }: BatchRow): string {
  if (status === 'THROTTLED') return 'pending';
  return status === 'RUNNING' && cancel_requested ? 'cancelled' : status.toLowerCase();
}

/** Items that have ended in whatever way, of all. */
function progress({ total, completed, failed, skipped, cancelled }: ItemCounts): number {
  if (total === 0) return 100;
  return Math.round(((completed + failed + skipped + cancelled) / total) * 10_000) / 100;
}

const cancelSentence = (reason: string | null | undefined): string =>
  reason ? `The batch job was cancelled: ${reason}` : 'The batch job was cancelled.';

function item({ finished_at, ...row }: LegacyItemRow) {
  return {
    ...row,
    job_record_id: null,
    effective_at: iso(row.effective_at),
    started_at: iso(row.started_at),
    completed_at: iso(finished_at),
  };
}

/** `next_page_token` is an offset in disguise, for clients that know cursor pages only. */
function windowOf(
  query: { limit?: number | undefined; offset?: number | undefined; page_token?: string | undefined },
  defaultLimit: number,
): Window {
  const { before } = sliceOf({ page_token: query.page_token });
  return { limit: query.limit ?? defaultLimit, offset: before ?? query.offset ?? 0 };
}

/** The official SDK pages by `total_size`, so it is always told. */
function page<Row, Item>(
  { rows, total }: { rows: Row[]; total: number },
  { offset }: Window,
  wire: (row: Row) => Item,
) {
  const end = offset + rows.length;
  return pageOfRows({ rows, next: rows.length > 0 && end < total ? end : null, total }, row => wire(row));
}
