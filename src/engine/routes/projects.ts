import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { iso, projectOf, type RouteContext } from '../server/context';
import { query, readQuery } from '../server/requests';
import type { ProjectRow } from '../store/projects';

const listQuery = z.object({ project_name: query.text });

const wire = (row: ProjectRow) => ({
  ...row,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** `/api/v1/projects` (LlamaCloud API docs): a plain array, not a page. */
export function projectRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/v1/projects', async request => {
    const { project_name } = readQuery(listQuery, request.query);
    return context.store.projects.list(project_name).map(wire);
  });

  app.get<{ Params: { id: string } }>('/api/v1/projects/:id', async request =>
    wire(projectOf(context, request.params.id)),
  );
}
