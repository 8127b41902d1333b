import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { workspaceProject } from '../../protocol/projects';
import { iso, organizationOf, type RouteContext } from '../server/context';
import { notFound } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery } from '../server/requests';
import type { ProjectRow } from '../store/projects';

const listQuery = z.object({ organization_id: query.text, project_name: query.text });
const pageQuery = z.object({ ...pageFields, organization_id: query.text, name: query.text });

interface OneProject {
  Params: { id: string };
}

const wire = (row: ProjectRow) => ({
  id: row.id,
  name: row.name,
  organization_id: row.organization_id,
  is_default: row.is_default,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/**
 * `/api/v1/projects` (a plain array, the Default project first) and `/api/v2/projects` (a page, newest first)
 * (LlamaCloud API docs). Another organization has no projects here: its lists are empty, not refused.
 *
 * `POST /local/projects` is a local addition, for projects of workspaces; see {@link workspaceProject}.
 */
export function projectRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock } = context;
  const isOurs = (organizationId: string | undefined) =>
    organizationId === undefined || organizationId === organizationOf(context);
  const one = (id: string) => {
    const row = store.projects.get(id);
    if (!row) throw notFound('Project');
    return wire(row);
  };
  const config = { foreignOrganization: true };

  app.get('/api/v1/projects', { config }, async request => {
    const { organization_id, project_name } = readQuery(listQuery, request.query);
    if (!isOurs(organization_id)) return [];
    if (project_name === undefined) return store.projects.all().map(wire);
    const named = store.projects.withName(project_name);
    return named ? [wire(named)] : [];
  });

  app.get('/api/v2/projects', { config }, async request => {
    const { organization_id, name, ...page } = readQuery(pageQuery, request.query);
    if (!isOurs(organization_id)) return pageOfRows({ rows: [], next: null, total: 0 }, wire);
    return pageOfRows(store.projects.list(name, sliceOf(page)), wire);
  });

  for (const version of ['v1', 'v2']) {
    app.get<OneProject>(`/api/${version}/projects/:id`, async request => one(request.params.id));
  }

  app.post('/local/projects', async (request, reply) => {
    const { name, workspace_key } = readBody(workspaceProject, request.body);
    const known = store.projects.withKey(workspace_key);
    if (known) return wire(known);
    return reply.code(201).send(wire(store.projects.createFor(workspace_key, name, clock.now())));
  });
}
