import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../base/clock';

/** Time that a JSON body may take from its first byte to its last; on one machine it takes milliseconds. */
const bodyMs = 30_000;

/**
 * Ends requests whose body does not come: a client that sends it byte by byte would hold a connection for ever. Forms with
 * files are watched while they are received, see {@link Uploads}.
 */
export function watchBodies(app: FastifyInstance, clock: Clock): void {
  const timers = new WeakMap<FastifyRequest, unknown>();
  const release = async (request: FastifyRequest) => clock.clearTimeout(timers.get(request));
  app.addHook('onRequest', async (request, reply) => {
    timers.set(
      request,
      clock.setTimeout(() => refuse(reply), bodyMs),
    );
  });
  app.addHook('preHandler', release);
  app.addHook('onResponse', release);
  app.addHook('onRequestAbort', release);
}

/** 408 is one of those that clients try again (LlamaCloud API docs), and the connection is of no use any more. */
function refuse(reply: FastifyReply): void {
  if (reply.sent) return;
  reply
    .header('connection', 'close')
    .code(408)
    .send({ detail: 'The body of the request did not come in time.' });
}
