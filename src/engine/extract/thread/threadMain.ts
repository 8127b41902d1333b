import { parentPort } from 'node:worker_threads';
import type { ModelAnswer, ModelProvider, ModelRequest } from '../../models/types';
import { type TaskName, taskOf } from './compute';
import { errorOf, failureOf } from './failure';
import type { FromThread, ModelFacts, ToThread } from './messages';

interface Asked {
  resolve: (answer: ModelAnswer) => void;
  reject: (error: unknown) => void;
}

/** The main of a thread: one task at a time, told by the engine, which ends the thread where a task is wanted no more. */
export function runThread(): void {
  const port = parentPort;
  if (!port) throw new Error('This is no thread of the engine.');
  const send = (message: FromThread) => port.postMessage(message);
  const asked = new Map<number, Asked>();
  let asks = 0;

  port.on('message', (message: ToThread) => {
    if (message.type === 'run') {
      void work(message);
      return;
    }
    const waiting = asked.get(message.id);
    asked.delete(message.id);
    if (message.type === 'answer') waiting?.resolve(message.answer);
    else waiting?.reject(errorOf(message.failure));
  });

  async function work({ task, input, model }: Extract<ToThread, { type: 'run' }>): Promise<void> {
    try {
      const output = await taskOf(task as TaskName)(input as never, { provider: model && providerOf(model) });
      send({ type: 'done', output });
    } catch (error) {
      send({ type: 'failed', failure: failureOf(error) });
    }
  }

  const providerOf = (facts: ModelFacts): ModelProvider => ({
    ...facts,
    ask: (request, signal) => ask(request, signal),
  });

  function ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const id = ++asks;
      const abort = () => {
        asked.delete(id);
        send({ type: 'drop', id });
        reject(signal.reason);
      };
      const done = () => signal.removeEventListener('abort', abort);
      signal.addEventListener('abort', abort, { once: true });
      asked.set(id, {
        resolve: answer => {
          done();
          resolve(answer);
        },
        reject: error => {
          done();
          reject(error);
        },
      });
      send({ type: 'ask', id, request });
    });
  }
}
