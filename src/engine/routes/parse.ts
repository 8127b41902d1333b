import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { localParseVersions } from '../../protocol/parseVersions';
import { LOCAL_EXTENSIONS } from '../../protocol/supportedExtensions';
import { found, projectOf, type RouteContext } from '../server/context';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readQuery, scopeFields } from '../server/requests';
import { wireParseJob } from './parseJobWire';

const scope = z.object(scopeFields);
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  status: query.oneOf(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']),
  job_ids: query.list,
  created_at_on_or_after: query.datetime,
  created_at_on_or_before: query.datetime,
});

interface OneJob {
  Params: { id: string };
}

/** `/api/v2/parse` (LlamaCloud API docs): listing, cancelling, deleting. The jobs of batches are in the list as well. */
export function parseRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, singleParses } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.jobs.get(id), projectId, 'Parse job');

  app.get('/api/v2/parse', async request => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      status: filter.status,
      ids: filter.job_ids,
      created_from: filter.created_at_on_or_after,
      created_to: filter.created_at_on_or_before,
    };
    return pageOfRows(store.jobs.list(wanted, sliceOf(filter)), wireParseJob);
  });

  app.get('/api/v2/parse/versions', async () => localParseVersions);

  app.get('/api/v1/parsing/supported_file_extensions', async () => LOCAL_EXTENSIONS);

  app.post<OneJob>('/api/v2/parse/:id/cancel', async request => {
    const job = one(request.params.id, readQuery(scope, request.query).project_id);
    singleParses.cancel(job);
    return wireParseJob(one(job.id, undefined));
  });

  app.delete<OneJob>('/api/v2/parse/:id', async request => {
    const { id, project_id } = one(request.params.id, readQuery(scope, request.query).project_id);
    singleParses.delete(one(id, undefined));
    return { id, project_id };
  });
}
