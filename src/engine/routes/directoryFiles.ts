import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import {
  directoryFileAdd,
  directoryFileBulkDelete,
  directoryFileUpdate,
  fileMetadata,
} from '../../protocol/directoryFiles';
import { found, iso, type RouteContext } from '../server/context';
import { readFormJson } from '../server/formJson';
import { badRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { presign } from '../server/presign';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { DirectoryFileRow } from '../store/directoryFiles';
import { addStored, takeIn } from '../store/intake';
import { fileResource } from './files';

const scope = z.object(scopeFields);
const expandField = { expand: query.listOf(['download_url']) };
const oneQuery = z.object({ ...scopeFields, ...expandField });
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  ...expandField,
  display_name: query.text,
  display_name_contains: query.text,
  unique_id: query.text,
  file_id: query.text,
  include_deleted: query.boolean,
  updated_at_on_or_after: query.datetime,
  updated_at_on_or_before: query.datetime,
});

const base = '/api/v1/beta/directories/:directoryId/files';
interface InDirectory {
  Params: { directoryId: string };
}
interface OneFile {
  Params: { directoryId: string; fileId: string };
}

/** `/api/v1/beta/directories/{directory_id}/files` (LlamaCloud API docs). */
export function directoryFileRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock } = context;
  const wire = (
    { seq: _, ...row }: DirectoryFileRow,
    request: FastifyRequest,
    expand?: readonly string[],
  ) => {
    const hasUrl = expand?.includes('download_url') && row.deleted_at === null;
    return {
      ...row,
      download_url: hasUrl ? presign(context, request, fileResource(row.file_id)) : null,
      deleted_at: iso(row.deleted_at),
      created_at: iso(row.created_at),
      updated_at: iso(row.updated_at),
    };
  };
  const directoryOf = (request: { params: { directoryId: string }; query: unknown }) => {
    const { project_id } = readQuery(scope, request.query);
    return found(store.directories.get(request.params.directoryId), project_id, 'Directory');
  };
  const fileOf = (request: { params: { directoryId: string; fileId: string }; query: unknown }) =>
    found(
      store.directoryFiles.get(directoryOf(request).id, request.params.fileId),
      undefined,
      'Directory file',
    );

  /** A repeated `unique_id` replaces the file under it; see {@link takeIn}. */
  app.post<InDirectory>(`${base}/upload`, async (request, reply) => {
    directoryOf(request);
    const upload = await context.uploads.receive(request.raw, 'upload_file');
    try {
      const { fields, name } = upload;
      const id = takeIn(
        store,
        // It may have been deleted while the bytes came.
        directoryOf(request),
        {
          ...upload,
          uniqueId: fields.get('unique_id') || fields.get('external_file_id') || undefined,
          externalFileId: fields.get('external_file_id') || null,
          displayName: fields.get('display_name') || name,
          metadata: readFormJson(fileMetadata, 'metadata', fields.get('metadata') || '{}'),
        },
        clock.now(),
      );
      return reply.code(201).send(wire(mustGet(request.params.directoryId, id), request));
    } finally {
      store.blobs.discard(upload.temporary);
    }
  });

  app.post<InDirectory>(base, async (request, reply) => {
    const directory = directoryOf(request);
    const body = readBody(directoryFileAdd, request.body);
    const file = found(store.files.get(body.file_id), directory.project_id, 'File');
    const placement = {
      uniqueId: body.unique_id ?? undefined,
      displayName: body.display_name ?? file.name,
      metadata: body.metadata ?? {},
    };
    const id = addStored(store, directory, file, placement, clock.now());
    return reply.code(201).send(wire(mustGet(directory.id, id), request));
  });

  app.get<InDirectory>(base, async request => {
    const { updated_at_on_or_after, updated_at_on_or_before, ...filter } = readQuery(
      listQuery,
      request.query,
    );
    const wanted = {
      directory_id: directoryOf(request).id,
      display_name: filter.display_name,
      display_name_contains: filter.display_name_contains,
      unique_id: filter.unique_id,
      file_id: filter.file_id,
      include_deleted: filter.include_deleted ?? false,
      updated_from: updated_at_on_or_after,
      updated_to: updated_at_on_or_before,
    };
    return pageOfRows(store.directoryFiles.list(wanted, sliceOf(filter)), row =>
      wire(row, request, filter.expand),
    );
  });

  app.get<OneFile>(`${base}/:fileId`, async request =>
    wire(fileOf(request), request, readQuery(oneQuery, request.query).expand),
  );

  app.patch<OneFile>(`${base}/:fileId`, async request => {
    const file = fileOf(request);
    const body = readBody(directoryFileUpdate, request.body);
    const targetId = body.target_directory_id ?? body.directory_id ?? file.directory_id;
    const target = found(store.directories.get(targetId), file.project_id, 'Target directory');
    const uniqueId = body.unique_id ?? file.unique_id;
    const holder = store.directoryFiles.withUniqueId(target.id, uniqueId);
    if (holder && holder.id !== file.id) {
      throw badRequest(`Another file of the directory has the unique_id "${uniqueId}". Choose another one.`);
    }
    const change = {
      unique_id: uniqueId,
      display_name: body.display_name ?? undefined,
      metadata: body.metadata === null ? {} : body.metadata,
      directory_id: target.id,
    };
    store.durable(() => store.directoryFiles.update(file.id, change, clock.now()));
    return wire(mustGet(target.id, file.id), request);
  });

  app.delete<OneFile>(`${base}/:fileId`, async (request, reply) => {
    remove([fileOf(request)]);
    return reply.code(204).send();
  });

  /** All or nothing: an id that is not in the directory refuses them all. */
  app.post<InDirectory>(`${base}/bulk-delete`, async (request, reply) => {
    const directory = directoryOf(request);
    const { directory_file_ids: ids } = readBody(directoryFileBulkDelete, request.body);
    remove([...new Set(ids)].map(id => mustGet(directory.id, id)));
    return reply.code(204).send();
  });

  function remove(files: readonly DirectoryFileRow[]): void {
    const now = clock.now();
    store.durable(() => {
      for (const file of files) {
        store.directoryFiles.markDeleted(file.id, now);
        store.release([store.files.release(file.file_id)]);
      }
    });
  }

  function mustGet(directoryId: string, id: string): DirectoryFileRow {
    return found(store.directoryFiles.get(directoryId, id), undefined, 'Directory file');
  }
}
