import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import {
  configurationCreate,
  configurationUpdate,
  type StrictParameters,
} from '../../protocol/configurationBodies';
import { productTypes } from '../../protocol/configurations';
import { normalizeDataSchema } from '../extract/dataSchema';
import { findPreset, presets } from '../jobs/presets';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { ConfigurationRow } from '../store/configurations';
import type { Slice } from '../store/lists';

const scope = z.object(scopeFields);
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  name: query.text,
  product_type: query.listOf(productTypes),
  latest_only: query.boolean,
});

interface OneConfiguration {
  Params: { id: string };
}

const wire = (row: ConfigurationRow) => ({
  id: row.id,
  name: row.name,
  product_type: row.product_type,
  version: iso(row.version),
  parameters: row.parameters,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});
type Wire = Omit<ReturnType<typeof wire>, 'parameters'> & { parameters: object };

/** `/api/v1/beta/configurations` (LlamaCloud API docs): the project's own with all their versions, and the presets. */
export function configurationRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.configurations.get(id), projectId, 'Configuration');

  app.post('/api/v1/beta/configurations', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const { name, parameters } = readBody(configurationCreate, request.body);
    checkSchema(parameters);
    const id = store.configurations.save(project.id, name, parameters, clock.now());
    return reply.code(201).send(wire(one(id, undefined)));
  });

  app.get('/api/v1/beta/configurations', async request => {
    const filter = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, filter.project_id).id,
      name: filter.name,
      product_types: filter.product_type,
      latest_only: filter.latest_only ?? false,
    };
    return pageOfRows(list(wanted, sliceOf(filter)), configuration => configuration);
  });

  app.get<OneConfiguration>('/api/v1/beta/configurations/:id', async request => {
    const { project_id } = readQuery(scope, request.query);
    return findPreset(request.params.id) ?? wire(one(request.params.id, project_id));
  });

  app.put<OneConfiguration>('/api/v1/beta/configurations/:id', async request => {
    const row = own(request.params.id, readQuery(scope, request.query).project_id, 'changed');
    const { name, parameters } = readBody(configurationUpdate, request.body);
    if (parameters && parameters.product_type !== row.product_type) {
      throw badRequest(
        `This is a configuration of ${row.product_type} and cannot become one of ${parameters.product_type}. Save a new one.`,
      );
    }
    if (parameters) checkSchema(parameters);
    const other = name !== null && store.configurations.named(row.project_id, row.product_type, name);
    if (other && other.id !== row.id) {
      throw badRequest(`Another configuration of ${row.product_type} is already named "${name}".`);
    }
    store.configurations.update(row.id, { name, parameters }, clock.now());
    return wire(one(row.id, undefined));
  });

  app.delete<OneConfiguration>('/api/v1/beta/configurations/:id', async (request, reply) => {
    store.configurations.delete(
      own(request.params.id, readQuery(scope, request.query).project_id, 'deleted').id,
    );
    return reply.code(204).send();
  });

  function own(id: string, projectId: string | undefined, what: string): ConfigurationRow {
    if (findPreset(id))
      throw badRequest(`${id} is built in and cannot be ${what}. Save one of your own instead.`);
    return one(id, projectId);
  }

  /** Own ones newest first, then the presets; a cursor of 0 and below is one into the presets. */
  function list(
    wanted: Parameters<typeof store.configurations.list>[0],
    { size, before }: Slice,
  ): { rows: Wire[]; next: number | null } {
    const saved =
      before === undefined || before > 0
        ? store.configurations.list(wanted, { size, before })
        : { rows: [], next: null };
    const rows: Wire[] = saved.rows.map(wire);
    if (saved.next !== null) return { rows, next: saved.next };
    const { name, product_types: types } = wanted;
    const builtIn = presets.filter(
      preset =>
        (name === undefined || preset.name === name) &&
        (!types?.length || types.includes(preset.product_type)),
    );
    const from = before !== undefined && before <= 0 ? -before : 0;
    const end = from + size - rows.length;
    return { rows: [...rows, ...builtIn.slice(from, end)], next: end < builtIn.length ? -end : null };
  }
}

/** A schema that no extraction would take is refused when it is saved. It is kept as it was written. */
function checkSchema(parameters: StrictParameters): void {
  if (parameters.product_type === 'extract_v2') normalizeDataSchema(parameters.data_schema);
}
