import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { type ExtractConfiguration, extractCreate, extractParameters } from '../../protocol/extract';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { normalizeDataSchema } from '../extract/dataSchema';
import { configurationOf } from '../jobs/configurationOf';
import { documentInput } from '../jobs/documentInput';
import { resolved, tooLarge } from '../jobs/extractJobs';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { ExtractJobRow } from '../store/extractJobs';
import { resolveHooks } from '../webhooks/resolve';
import { endingRoutes, givenConfiguration } from './queuedJobs';

const scope = z.object(scopeFields);
const oneQuery = z.object({ ...scopeFields, expand: query.list });
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  expand: query.list,
  status: query.oneOf(['PENDING', 'THROTTLED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED']),
  job_ids: query.list,
  configuration_id: query.text,
  document_input_type: query.text,
  file_input: query.text,
  /** The older name of `file_input`. */
  document_input_value: query.text,
  created_at_on_or_after: query.datetime,
  created_at_on_or_before: query.datetime,
});

interface OneJob {
  Params: { id: string };
}

const jsonType = 'application/json; charset=utf-8';

type Expand = readonly string[];

const nothing = { result: null, extract_metadata: null, metadata: null };

/** What may be long: it is stored as JSON, and stays it where nobody has to look into it. */
function longParts({ status, configuration, ...row }: ExtractJobRow, expand: Expand) {
  // Parts of a result may be there while the rest is being written.
  const { result, extract_metadata, metadata } = status === 'COMPLETED' ? row : nothing;
  // Asking for citations or confidence asks for where they are told (LlamaCloud API docs).
  const detailed =
    expand.includes('extract_metadata') || configuration.cite_sources || configuration.confidence_scores;
  return { extract_result: result, extract_metadata: detailed ? extract_metadata : null, metadata };
}

/** The answer as JSON: a result of many megabytes is not made anew for each client that asks. */
function written(row: ExtractJobRow, expand: Expand): string {
  const long = Object.entries(longParts(row, expand)).map(([key, json]) => `"${key}":${json ?? 'null'}`);
  return `${JSON.stringify(facts(row, expand)).slice(0, -1)},${long.join(',')}}`;
}

/** What was just made, or is about to end. */
const wire = (row: ExtractJobRow): unknown => JSON.parse(written(row, []));

function facts(row: ExtractJobRow, expand: Expand) {
  const { configuration } = row;
  // Nothing is billed here: credits are 0 once that is certain, null until then, as the API does.
  const credits = terminalJobStatuses.has(row.status) ? 0 : null;
  return {
    id: row.id,
    file_input: row.file_input,
    project_id: row.project_id,
    status: row.status,
    configuration_id: row.configuration_id,
    configuration: expand.includes('configuration') ? configuration : null,
    error_message: row.error_message,
    usage: expand.includes('usage') ? { credits, extract_credits: credits, parse_credits: credits } : null,
    created_at: iso(row.created_at),
    updated_at: iso(row.updated_at),
  };
}

/** `/api/v2/extract` (LlamaCloud API docs). */
export function extractRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, extracts } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.extractJobs.get(id), projectId, 'Extract job');

  app.post('/api/v2/extract', async request => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readBody(extractCreate, request.body);
    const configuration = givenConfiguration(body, id => saved(project.id, id));
    normalizeDataSchema(configuration.data_schema);
    const input = documentInput(store, project.id, body.file_input);
    const refusal = input.input_type === 'file_id' && tooLarge(input.size);
    if (refusal) throw badRequest(refusal);
    const id = extracts.add({
      ...{ ...input, project_id: project.id, batch_id: null, configuration_id: body.configuration_id },
      configuration: resolved(configuration),
      parse_parameters: extracts.parseParameters(project.id, configuration),
      webhooks: resolveHooks(store, project.id, body),
    });
    return wire(one(id, undefined));
  });

  app.get('/api/v2/extract', async (request, reply) => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      status: filter.status,
      ids: filter.job_ids,
      configuration_id: filter.configuration_id,
      file_input: filter.file_input ?? filter.document_input_value,
      input_type: filter.document_input_type,
      created_from: filter.created_at_on_or_after,
      created_to: filter.created_at_on_or_before,
    };
    const { items, ...rest } = pageOfRows(store.extractJobs.list(wanted, sliceOf(filter)), row =>
      written(row, filter.expand ?? []),
    );
    return reply.type(jsonType).send(`{"items":[${items.join(',')}],${JSON.stringify(rest).slice(1)}`);
  });

  app.get<OneJob>('/api/v2/extract/:id', async (request, reply) => {
    const { project_id, expand = [] } = readQuery(oneQuery, request.query);
    const row = one(request.params.id, project_id);
    return reply.type(jsonType).send(written(row, expand));
  });

  endingRoutes(app, {
    path: '/api/v2/extract',
    noun: 'extract job',
    runner: extracts,
    one,
    wire,
  });

  function saved(projectId: string, id: string): ExtractConfiguration {
    const { parameters } = configurationOf(store, projectId, id, 'extract_v2');
    const { product_type: _, ...configuration } = extractParameters.parse(parameters);
    return configuration;
  }
}
