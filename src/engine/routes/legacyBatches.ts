import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import {
  legacyBatchCancel,
  legacyBatchStatuses,
  legacyItemStatuses,
  legacyJobTypes,
  readLegacyBatchCreate,
} from '../../protocol/legacyBatches';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest, notFound } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { query, readBody, readQuery, scopeFields } from '../server/requests';
import type { BatchRow } from '../store/batches';
import type { Window } from '../store/legacyBatches';
import { createLegacyBatch } from './legacyBatchCreate';
import { cancelSentence, legacyBatchWire, legacyItemWire, legacyStatusOf, progress } from './legacyBatchWire';

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
  const { store, scheduler } = context;
  const one = (id: string, projectId: string | undefined) => {
    const batch = store.batches.get(id);
    return found(batch?.legacy ? batch : undefined, projectId, 'Batch job');
  };

  const wire = (batch: BatchRow, counts = store.legacyBatches.count(batch)) => legacyBatchWire(batch, counts);

  app.post(path, async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readLegacyBatchCreate(request.body, readBody);
    return reply.code(201).send(wire(createLegacyBatch(context, body, project.id)));
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
    return page(store.legacyBatches.items(batch, status, window), window, legacyItemWire);
  });

  app.post<OneBatch>(`${path}/:id/cancel`, async request => {
    const batch = one(request.params.id, readQuery(scope, request.query).project_id);
    const { reason } = readBody(legacyBatchCancel, request.body ?? {});
    const status = legacyStatusOf(batch);
    if (!['pending', 'running'].includes(status)) {
      throw badRequest(`The batch job has ended (${status}) and cannot be cancelled.`);
    }
    if (reason) store.durable(() => store.legacyBatches.setCancelReason(batch.id, reason));
    scheduler.cancelBatch(batch);
    const { completed } = store.legacyBatches.count(batch);
    return {
      job_id: batch.id,
      status: legacyStatusOf(one(batch.id, undefined)),
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
