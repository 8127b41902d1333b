import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { directoryFileAdd, type FileMetadata, fileMetadata } from '../../protocol/directoryFiles';
import { found, iso, type RouteContext } from '../server/context';
import { InvalidRequest } from '../server/httpError';
import { pageOfRows, sliceOf } from '../server/paging';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { DirectoryFileRow } from '../store/directoryFiles';
import { takeIn } from '../store/intake';

const scope = z.object(scopeFields);
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
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

const wire = ({ seq: _, ...row }: DirectoryFileRow) => ({
  ...row,
  download_url: null,
  deleted_at: iso(row.deleted_at),
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
});

/** `/api/v1/beta/directories/{directory_id}/files` (LlamaCloud API docs). */
export function directoryFileRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock } = context;
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
          displayName: fields.get('display_name') || name,
          metadata: readMetadata(fields.get('metadata')),
        },
        clock.now(),
      );
      return reply.code(201).send(wire(mustGet(request.params.directoryId, id)));
    } finally {
      store.blobs.discard(upload.temporary);
    }
  });

  app.post<InDirectory>(base, async (request, reply) => {
    const directory = directoryOf(request);
    const body = readBody(directoryFileAdd, request.body);
    const file = found(store.files.get(body.file_id), directory.project_id, 'File');
    const id = takeIn(
      store,
      directory,
      {
        temporary: null,
        sha256: file.sha256,
        size: file.size,
        name: file.name,
        uniqueId: body.unique_id ?? undefined,
        displayName: body.display_name ?? file.name,
        metadata: body.metadata ?? {},
      },
      clock.now(),
    );
    return reply.code(201).send(wire(mustGet(directory.id, id)));
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
    return pageOfRows(store.directoryFiles.list(wanted, sliceOf(filter)), wire);
  });

  app.get<OneFile>(`${base}/:fileId`, async request => wire(fileOf(request)));

  app.delete<OneFile>(`${base}/:fileId`, async (request, reply) => {
    const file = fileOf(request);
    store.durable(() => {
      store.directoryFiles.markDeleted(file.id, clock.now());
      store.release([store.files.release(file.file_id)]);
    });
    return reply.code(204).send();
  });

  function mustGet(directoryId: string, id: string): DirectoryFileRow {
    return found(store.directoryFiles.get(directoryId, id), undefined, 'Directory file');
  }
}

/** The `metadata` field of a form: a JSON string. */
function readMetadata(text: string | undefined): FileMetadata {
  if (!text) return {};
  return readBody(z.object({ metadata: fileMetadata }), { metadata: parseJson(text) }).metadata;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const msg = 'Input should be a JSON object';
    throw new InvalidRequest([{ loc: ['body', 'metadata'], msg, type: 'json_invalid' }]);
  }
}
