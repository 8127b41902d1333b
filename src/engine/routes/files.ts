import { extname } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { fileCreateFields, fileQuery } from '../../protocol/files';
import { found, iso, projectOf, type RouteContext } from '../server/context';
import { badRequest } from '../server/httpError';
import { readOrderBy } from '../server/orderBy';
import { pageOfRows, sliceOf } from '../server/paging';
import { presign } from '../server/presign';
import { pageFields, query, readBody, readQuery, scopeFields } from '../server/requests';
import type { FileListQuery, FileRow, FileSort } from '../store/files';

const scope = z.object(scopeFields);
const expandField = { expand: query.listOf(['download_url']) };
const oneQuery = z.object({ ...scopeFields, ...expandField });
const contentQuery = z.object({
  ...scopeFields,
  expires_at_seconds: query.integer(1, Number.MAX_SAFE_INTEGER),
});
const listQuery = z.object({
  ...scopeFields,
  ...pageFields,
  ...expandField,
  file_ids: query.list,
  file_name: query.text,
  external_file_id: query.text,
  order_by: query.text,
});

/** Page of a list that names no size, and the largest (LlamaCloud's OpenAPI document). */
const defaultPageSize = 50;
const largestPageSize = 1000;

/** What files can be sorted by, and the direction where none is given: the newer SDK says newest first of `created_at`. */
const sorts: ReadonlyMap<string, FileSort> = new Map([
  ['id', { column: 'id', descending: false }],
  ['name', { column: 'name', descending: false }],
  ['created_at', { column: 'created_at', descending: true }],
  ['last_modified_at', { column: 'created_at', descending: true }],
]);

interface OneFile {
  Params: { id: string };
}

/** The resource of presigned URLs to a file's bytes. */
export const fileResource = (fileId: string): string => `files/${fileId}`;

/** `/api/v1/beta/files` (LlamaCloud API docs). Files that came with an upload to a directory are in the list as well. */
export function fileRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, clock, uploads } = context;
  const one = (id: string, projectId: string | undefined) => found(store.files.get(id), projectId, 'File');

  context.downloads.register('files', id => {
    const file = store.files.get(id);
    return file && { name: file.name, path: store.blobs.path(file.sha256) };
  });

  /**
   * A file keeps its id and bytes until it is deleted. A repeated `external_file_id` is refused with 400, as LlamaCloud
   * does: callers that know the answer look the file up by it. Uploads to directories may repeat one; there, the
   * `unique_id` tells files apart.
   */
  app.post('/api/v1/beta/files', async (request, reply) => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const upload = await uploads.receive(request.raw, 'file');
    try {
      const { temporary, name, size, sha256, fields } = upload;
      const { purpose, external_file_id } = readBody(fileCreateFields, Object.fromEntries(fields));
      const externalId = external_file_id || null;
      if (externalId !== null && store.files.withExternalId(project.id, externalId)) {
        throw badRequest(
          `A file with the external_file_id "${externalId}" exists already (duplicate key). List files by it to get that one.`,
        );
      }
      store.adopt(temporary, sha256);
      const file = {
        project_id: project.id,
        name,
        size,
        sha256,
        purpose,
        external_file_id: externalId,
        kept: true,
      };
      const id = store.durable(() => store.files.create(file, clock.now()));
      return reply.code(201).send(wire(one(id, undefined), request));
    } finally {
      store.blobs.discard(upload.temporary);
    }
  });

  app.get('/api/v1/beta/files', async request => {
    const { project_id, expand, file_ids, file_name, external_file_id, order_by, ...page } = readQuery(
      listQuery,
      request.query,
    );
    const project = projectOf(context, project_id);
    const order = readOrderBy('query', order_by, sorts);
    const wanted = { project_id: project.id, ids: file_ids, name: file_name, external_file_id };
    const rows = store.files.list(wanted, sliceOf(page, defaultPageSize, order.length), order);
    return pageOfRows(rows, row => wire(row, request, expand));
  });

  /** Deprecated. A larger page is cut to the largest, as LlamaCloud's OpenAPI document says. */
  app.post('/api/v1/beta/files/query', async request => {
    const { project_id } = readQuery(scope, request.query);
    const { filter, order_by, page_size, page_token } = readBody(fileQuery, request.body);
    const order = readOrderBy('body', order_by ?? undefined, sorts);
    const page = {
      page_size: page_size ? Math.min(page_size, largestPageSize) : undefined,
      page_token: page_token ?? undefined,
    };
    const wanted: FileListQuery = {
      project_id: projectOf(context, filter?.project_id ?? project_id).id,
      // No file comes from a data source here.
      ids: filter?.data_source_id ? [''] : (filter?.file_ids ?? undefined),
      name: filter?.file_name ?? undefined,
      external_file_id: filter?.external_file_id ?? undefined,
    };
    const rows = store.files.list(wanted, sliceOf(page, defaultPageSize, order.length), order);
    return pageOfRows(rows, row => wire(row, request));
  });

  app.get<OneFile>('/api/v1/beta/files/:id', async request => {
    const { project_id, expand } = readQuery(oneQuery, request.query);
    return wire(one(request.params.id, project_id), request, expand);
  });

  app.get<OneFile>('/api/v1/beta/files/:id/content', async request => {
    const { project_id, expires_at_seconds } = readQuery(contentQuery, request.query);
    const file = one(request.params.id, project_id);
    return presign(context, request, fileResource(file.id), expires_at_seconds);
  });

  /**
   * The directory files that refer to it go too (`deleted_at` is the mark of a file "removed upstream or by user action"):
   * whoever deletes a document wants it gone everywhere. Jobs that have not ended keep its bytes until they have.
   */
  app.delete<OneFile>('/api/v1/beta/files/:id', async (request, reply) => {
    const file = one(request.params.id, readQuery(scope, request.query).project_id);
    store.durable(() => {
      store.directoryFiles.markFileDeleted(file.id, clock.now());
      store.release([store.files.delete(file.id)]);
    });
    return reply.code(204).send();
  });

  function wire(row: FileRow, request: FastifyRequest, expand?: readonly string[]) {
    return {
      id: row.id,
      name: row.name,
      project_id: row.project_id,
      external_file_id: row.external_file_id,
      file_type: extname(row.name).slice(1).toLowerCase() || null,
      last_modified_at: iso(row.created_at),
      expires_at: null,
      purpose: row.purpose,
      download_url: expand?.includes('download_url') ? presign(context, request, fileResource(row.id)) : null,
    };
  }
}
