import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { instantOf } from '../../base/instant';
import { directoryCreate, directoryUpdate } from '../../protocol/directories';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { DirectoryRow } from '../store/directories';

const scope = z.object(scopeFields);
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  name: query.text,
  type: query.oneOf(['user', 'index', 'ephemeral']),
  types: query.listOf(['user', 'index', 'ephemeral']),
  include_deleted: query.boolean,
});

/** Life of an ephemeral directory that names no `expires_at`: as long as LlamaCloud keeps sources (LlamaCloud API docs). */
const ephemeralLifeMs = 48 * 3_600_000;

const wire = ({ seq: _, extra, ...row }: DirectoryRow) => ({
  ...row,
  connector_subscription_id: extra.connector_subscription_id ?? null,
  expires_at: iso(row.expires_at),
  deleted_at: iso(row.deleted_at),
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** `/api/v1/beta/directories` (LlamaCloud API docs). */
export function directoryRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, cleaner, scheduler, clock } = context;
  const one = (id: string, projectId: string | undefined) =>
    found(store.directories.get(id), projectId, 'Directory');

  app.post('/api/v1/beta/directories', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const { name, description, type, expires_at, system_metadata, connector_subscription_id } = readBody(
      directoryCreate,
      request.body,
    );
    const now = clock.now();
    const expiry = expires_at ? instantOf(expires_at) : type === 'ephemeral' ? now + ephemeralLifeMs : null;
    if (expiry !== null && expiry <= now) throw badRequest('expires_at must be in the future.');
    const directory = {
      project_id: project.id,
      name,
      description: description ?? null,
      type: type ?? 'user',
      expires_at: expiry,
      system_metadata: system_metadata ?? null,
      extra: { connector_subscription_id },
    };
    const id = store.directories.create(directory, now);
    if (expiry !== null) cleaner.schedule();
    return reply.code(201).send(wire(one(id, undefined)));
  });

  app.get('/api/v1/beta/directories', async request => {
    const { project_id, name, type, types, include_deleted, ...page } = readQuery(listQuery, request.query);
    const wanted = {
      project_id: projectOf(context, project_id).id,
      name,
      types: type === undefined ? types : [type, ...(types ?? [])],
      include_deleted: include_deleted ?? false,
    };
    return pageOfRows(store.directories.list(wanted, sliceOf(page)), wire);
  });

  app.get<{ Params: { id: string } }>('/api/v1/beta/directories/:id', async request =>
    wire(one(request.params.id, readQuery(scope, request.query).project_id)),
  );

  app.patch<{ Params: { id: string } }>('/api/v1/beta/directories/:id', async request => {
    const directory = one(request.params.id, readQuery(scope, request.query).project_id);
    const { name, description } = readBody(directoryUpdate, request.body);
    const change = {
      name: name ?? directory.name,
      description: description === undefined ? directory.description : description,
    };
    store.directories.update(directory.id, change, clock.now());
    return wire(one(directory.id, undefined));
  });

  /** Also cancels the directory's batches that have not ended: whoever deletes documents wants them left alone. */
  app.delete<{ Params: { id: string } }>('/api/v1/beta/directories/:id', async (request, reply) => {
    const { id } = one(request.params.id, readQuery(scope, request.query).project_id);
    // One transaction: a directory that stays must not have lost its batches.
    store.durable(() => {
      for (const batch of store.batches.open(id)) scheduler.cancelBatch(batch);
      cleaner.delete(id);
    });
    return reply.code(204).send();
  });
}
