import type { FastifyInstance, FastifyReply } from 'fastify';
import * as z from 'zod/mini';
import {
  askAnswer,
  endpointModel,
  endpointServer,
  type ModelListAnswer,
  type ModelTestAnswer,
  modelWord,
} from '../../protocol/localModels';
import { followsTest, testQuestion } from '../../protocol/modelTest';
import { endpointModels } from '../models/endpointModels';
import { ModelFailure } from '../models/types';
import type { RouteContext } from '../server/context';
import { notFound } from '../server/httpError';
import { readBody } from '../server/requests';

const idParam = z.object({ id: z.string() });
/** A person waits for these; a model that must be loaded into memory first takes its time. */
const [listMs, testMs] = [20_000, 120_000];

/**
 * Local additions for language models, told by windows of VS Code. Nothing of them is written to disk or to the log.
 *
 * `POST /local/models`: a window that is attached tells what its settings say: 200, or 404 where it is not attached.
 * `POST /local/models/answers/:id`: its answer to an `ask` line of `GET /local/attach`; 404 where nobody waits for it.
 * `POST /local/models/list` and `/local/models/test`: the models of an OpenAI-compatible server, and one small question
 * to one of them.
 */
export function localModelRoutes(app: FastifyInstance, { windowModels, clock }: RouteContext): void {
  app.post('/local/models', async request => {
    const { window, choice } = readBody(modelWord, request.body);
    if (!windowModels.say(window, choice)) throw notFound('Window');
    return {};
  });

  app.post('/local/models/answers/:id', async request => {
    const { id } = idParam.parse(request.params);
    if (!windowModels.answer(id, readBody(askAnswer, request.body))) throw notFound('Question');
    return {};
  });

  app.post('/local/models/list', async (request, reply): Promise<ModelListAnswer> => {
    const server = readBody(endpointServer, request.body);
    const endpoint = { ...server, outbound: windowModels.http(), clock };
    return orFailure(async () => ({ models: await endpointModels(endpoint, whileOpen(reply, listMs)) }));
  });

  app.post('/local/models/test', async (request, reply): Promise<ModelTestAnswer> => {
    const { url, key, model, context_tokens } = readBody(endpointModel, request.body);
    const provider = windowModels.endpoint(url, key, model, context_tokens, testMs);
    return orFailure(async () => {
      const { text } = await provider.ask(testQuestion, whileOpen(reply, testMs));
      return { follows: followsTest(text) };
    });
  });
}

/** Aborts when whoever asked goes away, or after `ms`. */
function whileOpen(reply: FastifyReply, ms: number): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return AbortSignal.any([gone.signal, AbortSignal.timeout(ms)]);
}

async function orFailure<T>(work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ModelFailure) return { failure: { reason: error.reason, message: error.message } };
    if (error instanceof Error && error.name === 'TimeoutError') return { failure: silent };
    throw error;
  }
}

const silent = {
  reason: 'timeout',
  message: 'The server did not answer in time. Look whether it is busy, then try again.',
} as const;
