import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { batchCreate } from '../../protocol/batchCreate';
import { maxBatchFiles, terminalBatchStatuses } from '../../protocol/batches';
import { webhookFields } from '../../protocol/webhooks';
import { configurationOf } from '../jobs/configurationOf';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { BatchFileRow, BatchRow } from '../store/batches';
import { resolveHooks, withoutHooks } from '../webhooks/resolve';

const scope = z.object(scopeFields);
const oneQuery = z.object({ ...scopeFields, expand: query.listOf(['results']) });
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  status: query.oneOf(['PENDING', 'THROTTLED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']),
  source_directory_id: query.text,
  created_at_on_or_after: query.datetime,
  created_at_on_or_before: query.datetime,
});

/** The webhooks that a configuration names for the jobs made with it. */
const configuredHooks = z.object(webhookFields);

interface OneBatch {
  Params: { id: string };
}

/** Batches of the legacy route are that route's alone. */
const live = (row: BatchRow | undefined) => (row?.legacy ? undefined : row);

const result = (file: BatchFileRow, type: string) => ({
  source_directory_file_id: file.directory_file_id,
  job_reference: file.job_id && { type, id: file.job_id },
  error_message: file.error_message,
});

const wire = (row: BatchRow, files: BatchFileRow[] | null = null) => ({
  id: row.id,
  project_id: row.project_id,
  source_directory_id: row.directory_id,
  config: { job: { type: row.job_type, configuration_id: row.configuration_id } },
  status: row.status,
  results: files?.map(file => result(file, row.job_type)) ?? null,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** `/api/v2/batches` (LlamaCloud API docs). Here a batch is COMPLETED only when all its jobs have ended. */
export function batchRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, scheduler } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(live(store.batches.get(id)), projectId, 'Batch');

  app.post('/api/v2/batches', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const { source_directory_id, config, ...hooks } = readBody(batchCreate, request.body);
    const directory = found(store.directories.get(source_directory_id), project.id, 'Directory');
    const { type, configuration_id } = config.job;
    const { parameters } = configurationOf(store, project.id, configuration_id, type);
    const batch = {
      ...{ project_id: project.id, directory_id: directory.id, job_type: type },
      ...{ configuration_id, parameters: withoutHooks(parameters), tier: String(parameters['tier'] ?? '') },
      webhooks: resolveHooks(store, project.id, hooks),
      job_webhooks: resolveHooks(store, project.id, configuredHooks.parse(parameters)),
    };
    return reply.code(201).send(wire(scheduler.createBatch(batch, sourcesOf(directory.id))));
  });

  app.get('/api/v2/batches', async request => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      status: filter.status,
      directory_id: filter.source_directory_id,
      created_from: filter.created_at_on_or_after,
      created_to: filter.created_at_on_or_before,
    };
    return pageOfRows(store.batches.list(wanted, sliceOf(filter)), row => wire(row));
  });

  app.get<OneBatch>('/api/v2/batches/:id', async request => {
    const { project_id, expand } = readQuery(oneQuery, request.query);
    const batch = one(request.params.id, project_id);
    const mapped = !['PENDING', 'THROTTLED'].includes(batch.status) && expand?.includes('results');
    return wire(batch, mapped ? store.batches.files(batch.id) : null);
  });

  app.post<OneBatch>('/api/v2/batches/:id/cancel', async request => {
    const batch = one(request.params.id, readQuery(scope, request.query).project_id);
    if (terminalBatchStatuses.has(batch.status)) {
      throw badRequest(`The batch has ended (${batch.status}) and cannot be cancelled.`);
    }
    scheduler.cancelBatch(batch);
    return wire(one(batch.id, undefined));
  });

  function sourcesOf(directoryId: string) {
    const count = store.directoryFiles.count(directoryId);
    if (count === 0) throw badRequest('The directory holds no files. Upload files to it first.');
    if (count > maxBatchFiles) {
      throw badRequest(
        `A batch takes at most ${maxBatchFiles} files; this directory holds ${count}. Split it into several directories.`,
      );
    }
    return store.directoryFiles.sources(directoryId);
  }
}
