import { basename, dirname } from 'node:path';
import { mime, send } from '@fastify/send';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { RouteContext } from '../server/context';
import { HttpError, notFound } from '../server/httpError';
import { downloadsPath } from '../server/presign';
import { query, readQuery } from '../server/requests';

const signed = z.object({ expires: query.text, signature: query.text });

const refusals: Readonly<Record<number, string>> = {
  412: 'The document is not the one that the request names in its conditions.',
  416: 'The document ends before the range that the request asks for.',
};

/**
 * `GET /local/downloads/{resource}?expires&signature`: what presigned URLs lead to. A local addition: LlamaCloud's lead to
 * its object store. No bearer token is needed; a URL that has expired or was changed is 403, a resource that is gone 404.
 * Files on the disk honour `Range`.
 */
export function downloadRoutes(app: FastifyInstance, context: RouteContext): void {
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    url: `${downloadsPath}/*`,
    config: { presigned: true },
    handler: async (request, reply) => {
      const resource = request.params['*'];
      const { expires, signature } = readQuery(signed, request.query);
      const verdict = context.presigner.verify(resource, expires, signature);
      if (verdict === 'forged')
        throw new HttpError(403, 'The download link is not valid. Ask for a new one.');
      if (verdict === 'expired')
        throw new HttpError(403, 'The download link has expired. Ask for a new one.');
      const download = await context.downloads.find(resource);
      if (!download) throw notFound('File');
      const { name, contentType = mime.getType(name) ?? 'application/octet-stream' } = download;
      const headers = {
        'content-type': contentType,
        'content-disposition': attachment(name),
        // A document is never a page of this origin: it is not guessed to be one, and runs no script where it is shown.
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      };
      if ('bytes' in download) return reply.headers(headers).send(Buffer.from(download.bytes));
      const file = await openFile(request, download.path);
      return reply.code(file.statusCode).headers(file.headers).headers(headers).send(file.stream);
    },
  });
}

/** The part of a file that the request asks for. Throws HttpError. */
async function openFile(request: FastifyRequest, path: string) {
  const file = await send(request.raw, encodeURIComponent(basename(path)), {
    root: dirname(path),
    ...{ contentType: false, cacheControl: false, lastModified: false, index: false, dotfiles: 'allow' },
  });
  if (file.type === 'file') return file;
  const detail = refusals[file.statusCode];
  if (detail === undefined) throw notFound('File');
  const range = file.headers['Content-Range'];
  throw new HttpError(file.statusCode, detail, range === undefined ? {} : { 'content-range': range });
}

/** `Content-Disposition` (RFC 6266): the name in UTF-8, and for old clients in what ASCII can say of it. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
