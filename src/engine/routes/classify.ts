import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { type ClassifyConfiguration, classifyCreate, classifyParameters } from '../../protocol/classify';
import { configurationOf } from '../jobs/configurationOf';
import { documentInput, webInput } from '../jobs/documentInput';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { query, readBody, readQuery, scopeFields } from '../server/requests';
import type { ClassifyJobRow } from '../store/classifyJobs';
import { resolveHooks } from '../webhooks/resolve';
import { endingRoutes, givenConfiguration } from './queuedJobs';

const scope = z.object(scopeFields);
const listQuery = z.object({
  ...scopeFields,
  page_size: query.integer(1, 100),
  page_token: query.text,
  status: query.oneOf(['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']),
  job_ids: query.list,
  configuration_id: query.text,
  created_at_on_or_after: query.datetime,
  created_at_on_or_before: query.datetime,
});

interface OneJob {
  Params: { id: string };
}

/** The API names who created a job; here that is whoever uses the machine. */
const userId = 'local';

const wire = (row: ClassifyJobRow) => ({
  id: row.id,
  configuration: row.configuration,
  document_input_type: row.input_type,
  file_input: row.file_input,
  project_id: row.project_id,
  status: row.status,
  user_id: userId,
  configuration_id: row.configuration_id,
  result: row.result,
  parse_job_id: row.parse_job_id,
  transaction_id: row.transaction_id,
  error_message: row.error_message,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** `/api/v2/classify` (LlamaCloud API docs). */
export function classifyRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, classifies } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.classifyJobs.get(id), projectId, 'Classify job');

  app.post('/api/v2/classify', async request => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readBody(classifyCreate, request.body);
    // An empty key is as good as none: it would make all clients that send it share one job.
    const transaction_id = body.transaction_id || null;
    const known = transaction_id && store.classifyJobs.withTransactionId(project.id, transaction_id);
    // "Reusing a key returns the original job; the new request body is ignored." (OpenAPI document)
    if (known) return wire(known);
    const configuration = givenConfiguration(body, id => saved(project.id, id));
    const id = classifies.add({
      ...inputIn(project.id, body.file_input ?? body.file_id ?? body.parse_job_id),
      ...{ project_id: project.id, batch_id: null, configuration_id: body.configuration_id },
      ...{ configuration, transaction_id, webhooks: resolveHooks(store, project.id, body) },
    });
    return wire(one(id, undefined));
  });

  app.get('/api/v2/classify', async request => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      status: filter.status,
      ids: filter.job_ids,
      configuration_id: filter.configuration_id,
      created_from: filter.created_at_on_or_after,
      created_to: filter.created_at_on_or_before,
    };
    return pageOfRows(store.classifyJobs.list(wanted, sliceOf(filter)), wire);
  });

  app.get<OneJob>('/api/v2/classify/:id', async request =>
    wire(one(request.params.id, readQuery(scope, request.query).project_id)),
  );

  endingRoutes(app, { path: '/api/v2/classify', noun: 'classify job', runner: classifies, one, wire });

  function inputIn(projectId: string, input: string | null) {
    if (!input)
      throw badRequest('inputs_invalid: Give a file_input: the id of a file or of a parse job, or a URL.');
    return /^https?:\/\//i.test(input) ? webInput(input) : documentInput(store, projectId, input);
  }

  function saved(projectId: string, id: string): ClassifyConfiguration {
    const { parameters } = configurationOf(store, projectId, id, 'classify_v2');
    const { product_type: _, ...configuration } = classifyParameters.parse(parameters);
    return configuration;
  }
}
