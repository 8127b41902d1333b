import type { FastifyInstance } from 'fastify';
import type { RouteContext } from '../server/context';

/**
 * Local additions, which LlamaCloud does not have. Others are with what they belong to: `POST /local/projects` with the
 * projects, `GET /local/downloads/…` with the downloads, `POST /local/models…` with the language models.
 *
 * `GET /local/attach`: held open by every VS Code window that uses the engine; the engine does not end itself while one
 * is. NDJSON: `{"type":"hello","version","pid","window"}` first, then `{"type":"heartbeat"}` every 15 s,
 * `{"type":"log","level","message"}` for each line of the log, `{"type":"draining"}` when the engine leaves, and
 * `{"type":"ask","id","model","request"}` and `{"type":"cancel_ask","id"}` for questions to a language model of VS Code.
 *
 * `POST /local/drain`: another version wants the data folder. Answers 200 `{"status":"draining"}`; the engine takes no
 * new work, lets what runs go on for a few seconds, and ends. What has not ended then is done after the next start.
 */
export function localRoutes(app: FastifyInstance, { windows, isLeaving, leave, log }: RouteContext): void {
  app.get('/local/attach', (_request, reply) => {
    reply.hijack();
    // Cut off without an answer, a window looks for the next engine.
    if (isLeaving()) reply.raw.destroy();
    else windows.attach(reply.raw);
  });

  app.post('/local/drain', async (_request, reply) => {
    log.info('asked to leave');
    reply.raw.once('close', leave);
    return { status: 'draining' };
  });
}
