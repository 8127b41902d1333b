import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { isDeeperThan } from '../../base/jsonDepth';
import { messageOf } from '../../base/log';
import { batchRoutes } from '../routes/batches';
import { classifyRoutes } from '../routes/classify';
import { configurationRoutes } from '../routes/configurations';
import { directoryRoutes } from '../routes/directories';
import { directoryFileRoutes } from '../routes/directoryFiles';
import { downloadRoutes } from '../routes/downloads';
import { extractRoutes } from '../routes/extract';
import { extractSchemaRoutes } from '../routes/extractSchemas';
import { fileRoutes } from '../routes/files';
import { jobDataPointRoutes } from '../routes/jobDataPoints';
import { legacyBatchRoutes } from '../routes/legacyBatches';
import { localRoutes } from '../routes/local';
import { localModelRoutes } from '../routes/localModels';
import { organizationRoutes } from '../routes/organizations';
import { parseRoutes } from '../routes/parse';
import { parseCreateRoutes } from '../routes/parseCreate';
import { parseResultRoutes } from '../routes/parseResult';
import { projectRoutes } from '../routes/projects';
import { webhookConfigRoutes } from '../routes/webhookConfigs';
import { isDiskFull } from '../store/sqlite';
import { createGuard } from './access';
import { watchBodies } from './bodyWatch';
import { refuseConnection, refusePath } from './clientError';
import { checkScope, type RouteContext } from './context';
import type { EngineLog } from './engineLog';
import { HttpError, InvalidRequest } from './httpError';
import { parseQueryString } from './requests';

/** Largest JSON body; the longest that the API allows is a data schema of 150,000 characters (LlamaCloud API docs). */
const maxJsonBytes = 2 * 1024 * 1024;
/** Deepest JSON body: no route has use for a tenth of it, and `JSON.stringify` gives up at some thousands. */
const maxJsonDepth = 1000;

/** Sockets at the same time: many times what windows, scripts and {@link Uploads} need. Further ones are closed at once. */
const maxConnections = 512;
/** Time for the headers of a request, and time without a byte in either direction after which a connection is closed. */
const [headersMs, silentMs] = [30_000, 120_000];

export interface AppOptions {
  context: RouteContext;
  token: string;
  /** Called for every request that passed the guard, with what it is answered by. */
  onRequest: (response: ServerResponse) => void;
}

/** The HTTP server: guard, error shapes and routes. */
export function createApp({ context, token, onRequest }: AppOptions): FastifyInstance {
  const app = Fastify({
    bodyLimit: maxJsonBytes,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    connectionTimeout: silentMs,
    // The guard asks for the Host header, and says so in the API's shape.
    http: { requireHostHeader: false, headersTimeout: headersMs, connectionsCheckingInterval: headersMs / 6 },
    clientErrorHandler: refuseConnection,
    frameworkErrors: refusePath,
    routerOptions: { ignoreTrailingSlash: true, querystringParser: parseQueryString, maxParamLength: 500 },
  });
  app.server.maxConnections = maxConnections;
  watchBodies(app, context.clock);
  const guard = createGuard(token);
  app.addHook('onRequest', async (request, reply) => {
    guard(request.headers, request.routeOptions.config?.presigned === true);
    // Before anything is made of its body.
    if (request.is404) throw notFoundHere();
    refuseEncoded(request.headers);
    onRequest(reply.raw);
    if (context.isLeaving() && isNewWork(request.method, request.url)) {
      throw new HttpError(503, 'The engine is leaving. Ask again in a moment.');
    }
  });

  app.addHook('preHandler', async request => {
    if (isDeeperThan(maxJsonDepth, request.body)) throw tooDeep();
    checkScope(context, request.query, request.routeOptions.config.foreignOrganization === true);
  });

  app.removeContentTypeParser('text/plain');
  // Clients name a content type for what has no body, too: POST …/cancel and DELETE.
  const readJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : readJson(request, String(body), done),
  );
  // Uploads read the raw stream; a JSON route finds no body and says so.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  app.setNotFoundHandler(() => {
    throw notFoundHere();
  });
  app.setErrorHandler<FastifyError>((error, request, reply) =>
    answer(error, reply, context.log, `${request.method} ${request.routeOptions.url ?? ''}`),
  );

  for (const routes of [
    projectRoutes,
    organizationRoutes,
    directoryRoutes,
    directoryFileRoutes,
    fileRoutes,
    batchRoutes,
    legacyBatchRoutes,
    configurationRoutes,
    parseRoutes,
    parseCreateRoutes,
    parseResultRoutes,
    extractRoutes,
    extractSchemaRoutes,
    classifyRoutes,
    jobDataPointRoutes,
    webhookConfigRoutes,
    localRoutes,
    localModelRoutes,
    downloadRoutes,
  ]) {
    routes(app, context);
  }
  return app;
}

const tooDeep = () =>
  new InvalidRequest([{ loc: ['body'], msg: 'Input is nested too deeply', type: 'value_error' }]);

/** The API's answer to a path or method that it does not know. */
const notFoundHere = () => new HttpError(404, 'Not Found');

/** Nothing is unpacked here: a small body that unpacks to a huge one would pass every limit. 415 is not retried. */
function refuseEncoded(headers: IncomingHttpHeaders): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() === 'identity') return;
  throw new HttpError(415, 'Compressed request bodies are not supported. Send it without Content-Encoding.');
}

/** Reading and cancelling go on until the end, and answers to what was asked before are still wanted. */
function isNewWork(method: string, url: string): boolean {
  return (
    method !== 'GET' && method !== 'DELETE' && !/\/(cancel|drain)(\?|$)|^\/local\/models\/answers\//.test(url)
  );
}

/** Turns whatever a route threw into one of the API's error shapes (LlamaCloud API docs). */
function answer(error: FastifyError, reply: FastifyReply, log: EngineLog, route: string): FastifyReply {
  if (error instanceof HttpError) {
    return reply.code(error.status).headers(error.headers).send({ detail: error.message });
  }
  if (error instanceof InvalidRequest) return reply.code(422).send({ detail: error.detail });
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return reply.code(413).send({ detail: 'The request body is too large.' });
  }
  if (error.code?.startsWith('FST_ERR_CTP')) {
    const detail = [{ loc: ['body'], msg: 'JSON decode error', type: 'json_invalid' }];
    return reply.code(422).send({ detail });
  }
  if (isDiskFull(error)) {
    log.error(`${route}: ${error.message}`);
    // Trying again at once would not help, and clients retry 5xx (LlamaCloud API docs).
    const detail = 'The disk that holds the data of Llama Batches is full. Free some space and try again.';
    return reply.code(507).header('x-should-retry', 'false').send({ detail });
  }
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return reply.code(error.statusCode).send({ detail: 'Bad Request' });
  }
  const id = randomUUID();
  log.error(`${route} failed (${id}): ${messageOf(error)}`);
  return reply.code(500).send({ detail: `The engine failed; its log says why under ${id}.` });
}
