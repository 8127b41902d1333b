import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { parseRequest, parseUploadRequest } from '../../protocol/parseRequest';
import { requestedParse } from '../jobs/requestedParse';
import { sourceName } from '../outbound/sourceName';
import { found, projectOf, type RouteContext } from '../server/context';
import { InvalidRequest } from '../server/httpError';
import { readBody, readQuery, scopeFields } from '../server/requests';
import type { FileRow } from '../store/files';
import type { NewParseJob } from '../store/parseJobs';
import { wireParseJob } from './parseJobWire';

const scope = z.object(scopeFields);

type Source = Pick<NewParseJob, 'name' | 'sha256' | 'size' | 'file_id' | 'source_url' | 'http_proxy'>;

/**
 * `POST /api/v2/parse` and `/api/v2/parse/upload` (LlamaCloud API docs), both 200. A document whose type cannot be parsed
 * gets a job that fails, as there: its type is told by its content, too.
 */
export function parseCreateRoutes(app: FastifyInstance, context: RouteContext): void {
  const { store, singleParses, uploads } = context;

  app.post('/api/v2/parse', async request => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const body = readBody(parseRequest, request.body);
    const { file_id, source_url, http_proxy, ...rest } = body;
    const source = sourceOf(project.id, file_id || null, source_url || null, http_proxy || null);
    return created({ ...requestedParse(store, project.id, rest), ...source });
  });

  app.post('/api/v2/parse/upload', async request => {
    const project = projectOf(context, readQuery(scope, request.query).project_id);
    const { temporary, fields, name, sha256, size } = await uploads.receive(request.raw, 'file');
    try {
      const options = readBody(parseUploadRequest, readConfiguration(fields.get('configuration')));
      const asked = requestedParse(store, project.id, options);
      const source = { name, sha256, size, file_id: null, source_url: null };
      return created({ ...asked, ...source }, () => store.adopt(temporary, sha256));
    } finally {
      store.blobs.discard(temporary);
    }
  });

  function created(job: NewParseJob, takeIn?: () => void) {
    return wireParseJob(found(singleParses.create(job, takeIn), undefined, 'Parse job'));
  }

  function sourceOf(
    projectId: string,
    fileId: string | null,
    url: string | null,
    proxy: string | null,
  ): Source {
    if (fileId !== null && url === null) {
      const { name, sha256, size } = storedFile(projectId, fileId);
      return { name, sha256, size, file_id: fileId, source_url: null };
    }
    const address = fileId === null && url !== null ? URL.parse(url) : null;
    if (url === null || address === null) throw refused('Provide exactly one of file_id and source_url');
    // The document itself may tell another name.
    const name = sourceName([address], undefined, undefined);
    return { name, sha256: '', size: 0, file_id: null, source_url: url, http_proxy: proxy };
  }

  /** The API's examples have `dfl-…` ids for stored files and for files in directories alike. */
  function storedFile(projectId: string, id: string): Pick<FileRow, 'name' | 'sha256' | 'size'> {
    const listed = id.startsWith('dfl-') ? store.directoryFiles.find(id) : undefined;
    const file = found(store.files.get(listed?.file_id ?? id), projectId, 'File');
    return { ...file, name: listed?.display_name ?? file.name };
  }
}

/** The part `configuration` of an upload. Throws InvalidRequest. */
function readConfiguration(text: string | undefined): unknown {
  const loc = ['body', 'configuration'];
  if (text === undefined) throw new InvalidRequest([{ loc, msg: 'Field required', type: 'missing' }]);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidRequest([{ loc, msg: 'JSON decode error', type: 'json_invalid' }]);
  }
}

const refused = (sentence: string) =>
  new InvalidRequest([{ loc: ['body'], msg: `Value error, ${sentence}`, type: 'value_error' }]);
