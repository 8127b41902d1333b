import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { type WebhookConfigUpdate, webhookConfigCreate, webhookConfigUpdate } from '../../protocol/webhooks';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { WebhookConfigFields, WebhookConfigRow } from '../store/webhookConfigs';

const scope = z.object(scopeFields);
const pageQuery = z.object({ ...scopeFields, ...pageFields, include_total: query.boolean });

interface OneConfig {
  Params: { id: string };
}

/** The secret stays here. */
const wire = (row: WebhookConfigRow) => ({
  id: row.id,
  tenant_type: 'project',
  tenant_id: row.project_id,
  webhook_url: row.url,
  has_secret: row.signing_secret !== null,
  webhook_headers: row.headers,
  webhook_events: row.events,
  webhook_output_format: row.output_format,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** What `body` names, over what there is. Null clears a field, save the URL, which is never without value. */
function merged(row: WebhookConfigFields, body: WebhookConfigUpdate): WebhookConfigFields {
  const over = <T>(given: T | undefined, kept: T): T => (given === undefined ? kept : given);
  return {
    url: body.webhook_url ?? row.url,
    events: over(body.webhook_events, row.events),
    headers: over(body.webhook_headers, row.headers),
    output_format: over(body.webhook_output_format, row.output_format),
    // An empty secret would sign with a key that everybody knows.
    signing_secret: over(body.webhook_signing_secret, row.signing_secret) || null,
  };
}

const blank = { events: null, headers: null, output_format: null, signing_secret: null };

/** `/api/v1/beta/webhook-configs` and its paged list `/api/v2/webhook-configs` (LlamaCloud API docs). */
export function webhookConfigRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.webhookConfigs.get(id), projectId, 'Webhook configuration');

  app.post('/api/v1/beta/webhook-configs', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readBody(webhookConfigCreate, request.body);
    const fields = merged({ url: body.webhook_url, ...blank }, body);
    const id = store.webhookConfigs.create(project.id, fields, clock.now());
    return reply.code(201).send(wire(one(id, undefined)));
  });

  app.get('/api/v1/beta/webhook-configs', async request => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    return store.webhookConfigs.all(project.id).map(wire);
  });

  app.get('/api/v2/webhook-configs', async request => {
    const { project_id, include_total, ...page } = readQuery(pageQuery, request.query);
    const { id } = projectOf(context, project_id);
    const rows = store.webhookConfigs.list(id, sliceOf(page));
    return {
      ...pageOfRows(rows, wire),
      total_size: include_total ? store.webhookConfigs.count(id) : null,
    };
  });

  app.get<OneConfig>('/api/v1/beta/webhook-configs/:id', async request =>
    wire(one(request.params.id, readQuery(scope, request.query).project_id)),
  );

  app.put<OneConfig>('/api/v1/beta/webhook-configs/:id', async request => {
    const row = one(request.params.id, readQuery(scope, request.query).project_id);
    const body = readBody(webhookConfigUpdate, request.body);
    store.webhookConfigs.update(row.id, merged(row, body), clock.now());
    return wire(one(row.id, undefined));
  });

  app.delete<OneConfig>('/api/v1/beta/webhook-configs/:id', async (request, reply) => {
    const row = one(request.params.id, readQuery(scope, request.query).project_id);
    store.webhookConfigs.delete(row.id);
    return reply.code(204).send();
  });
}
