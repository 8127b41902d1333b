import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { findPreset, presets } from '../jobs/presets';
import { projectOf, type RouteContext } from '../server/context';
import { notFound } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readQuery, scopeFields } from '../server/requests';

const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  name: query.text,
  product_type: query.listOf([
    'parse_v2',
    'extract_v2',
    'classify_v2',
    'split_v1',
    'spreadsheet_v1',
    'unknown',
  ]),
  latest_only: query.boolean,
});

/** `/api/v1/beta/configurations` (LlamaCloud API docs): the presets, which have one version each. */
export function configurationRoutes(app: FastifyInstance, context: RouteContext): void {
  app.get('/api/v1/beta/configurations', async request => {
    const { project_id, name, product_type, ...page } = readQuery(listQuery, request.query);
    projectOf(context, project_id);
    const { size, before = 0 } = sliceOf(page);
    const all = presets.filter(
      preset =>
        (name === undefined || preset.name === name) &&
        (!product_type?.length || product_type.some(type => type === preset.product_type)),
    );
    const end = before + size;
    return pageOfRows(
      { rows: all.slice(before, end), next: end < all.length ? end : null },
      preset => preset,
    );
  });

  app.get<{ Params: { id: string } }>('/api/v1/beta/configurations/:id', async request => {
    const preset = findPreset(request.params.id);
    if (!preset) throw notFound('Configuration');
    return preset;
  });
}
