import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { messageOf } from '../../base/log';
import { parseTiers } from '../../protocol/configurations';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { LOCAL_EXTENSIONS } from '../../protocol/supportedExtensions';
import { jobFacts, readResult, resultViews } from '../jobs/results';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest, HttpError } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readQuery, scopeFields } from '../server/requests';
import type { ParseJobRow } from '../store/parseJobs';

const scope = z.object(scopeFields);
const oneQuery = z.object({ ...scopeFields, expand: query.list, image_filenames: query.list });
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

/** The one version of the local parser, the same for every tier; a date, as LlamaParse has it. */
const parserVersion = '2026-11-21';

const wire = (row: ParseJobRow) => ({
  id: row.id,
  project_id: row.project_id,
  status: row.status,
  error_message: row.error_message,
  name: row.name,
  tier: row.tier,
  usage: null,
  user_metadata: null,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** What a result holds beside its job; null unless it was asked for and is there. */
const nothing = {
  ...Object.fromEntries(Object.keys(resultViews).map(key => [key, null])),
  forms: null,
  result_content_metadata: null,
  images_content_metadata: null,
  raw_parameters: null,
};

/** `/api/v2/parse` (LlamaCloud API docs): reading and cancelling. An unfinished job is 200 with nulls. */
export function parseRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, scheduler, log } = context;
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
    return pageOfRows(store.jobs.list(wanted, sliceOf(filter)), wire);
  });

  app.get('/api/v2/parse/versions', async () => ({
    ...Object.fromEntries(parseTiers.map(tier => [tier, [parserVersion]])),
    latest: Object.fromEntries(parseTiers.map(tier => [tier, parserVersion])),
  }));

  app.get('/api/v1/parsing/supported_file_extensions', async () => LOCAL_EXTENSIONS);

  app.get<OneJob>('/api/v2/parse/:id', async request => {
    const { project_id, expand = [] } = readQuery(oneQuery, request.query);
    const job = one(request.params.id, project_id);
    const ended = terminalJobStatuses.has(job.status);
    // Nothing is billed here: credits are 0 once that is certain, null until then, as the API does.
    const usage = expand.includes('usage') ? { credits: ended ? 0 : null } : null;
    return { job: { ...wire(job), usage }, ...nothing, ...(await expanded(job, expand)) };
  });

  app.post<OneJob>('/api/v2/parse/:id/cancel', async request => {
    const job = one(request.params.id, readQuery(scope, request.query).project_id);
    if (terminalJobStatuses.has(job.status)) {
      throw badRequest(`The parse job has ended (${job.status}) and cannot be cancelled.`);
    }
    scheduler.cancelJob(job);
    return wire(one(job.id, undefined));
  });

  async function expanded(job: ParseJobRow, expand: readonly string[]): Promise<Record<string, unknown>> {
    const views = Object.entries(resultViews).filter(([key]) => expand.includes(key));
    if (job.status !== 'COMPLETED') {
      const facts = terminalJobStatuses.has(job.status) && expand.includes('job_metadata');
      return facts ? { job_metadata: jobFacts(job) } : {};
    }
    if (views.length === 0) return {};
    try {
      const result = await readResult(store, job);
      return Object.fromEntries(views.map(([key, view]) => [key, view(result, job)]));
    } catch (error) {
      log.error(`the result of job ${job.id} cannot be read: ${messageOf(error)}`);
      throw new HttpError(404, 'Result not found. Check job status to see if it has completed.');
    }
  }
}
