import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { iso, projectOf, type RouteContext } from '../server/context';
import { notFound } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readQuery } from '../server/requests';

const pageQuery = z.object({ ...pageFields, name: query.text });

interface OneOrganization {
  Params: { id: string };
}

/** `/api/v1/organizations` (a plain array) and `/api/v2/organizations` (a page): the only one, that of this machine. */
export function organizationRoutes(app: FastifyInstance, context: RouteContext): void {
  const local = () => {
    const { organization_id: id, created_at } = projectOf(context, undefined);
    return { id, name: 'Local', created_at: iso(created_at), updated_at: iso(created_at) };
  };
  const v1 = () => ({
    ...local(),
    parse_plan_level: 'DEFAULT',
    stripe_customer_id: null,
    feature_flags: null,
  });
  const v2 = () => ({ ...local(), metadata: {} });
  const only = <T extends { id: string }>(organization: T, id: string): T => {
    if (organization.id !== id) throw notFound('Organization');
    return organization;
  };

  app.get('/api/v1/organizations', async () => [v1()]);
  app.get<OneOrganization>('/api/v1/organizations/:id', async request => only(v1(), request.params.id));

  app.get('/api/v2/organizations', async request => {
    const { name, ...page } = readQuery(pageQuery, request.query);
    const { before, total } = sliceOf(page);
    const rows = [v2()].filter(found => name === undefined || found.name === name);
    const left = before === undefined ? rows : [];
    return pageOfRows({ rows: left, next: null, ...(total && { total: rows.length }) }, found => found);
  });
  app.get<OneOrganization>('/api/v2/organizations/:id', async request => only(v2(), request.params.id));
}
