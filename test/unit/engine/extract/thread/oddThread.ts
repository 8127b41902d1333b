import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from '../../../../../src/engine/extract/thread/messages';

/** A thread that does what the name of its task says, good or bad. Compiled, it is a script for `Threads`. */
const send = (message: FromThread) => parentPort?.postMessage(message);
let tasks = 0;

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'answer') send({ type: 'done', output: message.answer.text });
  if (message.type === 'refusal') send({ type: 'failed', failure: message.failure });
  if (message.type !== 'run') return;
  tasks++;
  switch (message.task) {
    case 'spin':
      for (;;);
    case 'die':
      return process.exit(3);
    case 'throw':
      throw new Error('part of a document');
    case 'eat': {
      const eaten: unknown[] = [];
      for (;;) eaten.push(new Array(100_000).fill(tasks));
    }
    case 'ask':
      return send({
        type: 'ask',
        id: 1,
        request: { system: '', user: String(message.input), schema: {}, maxOutputTokens: 10 },
      });
    case 'refuse':
      return send({ type: 'failed', failure: { kind: 'job', message: 'The file is empty.' } });
    default:
      return send({ type: 'done', output: { tasks, environment: Object.keys(process.env) } });
  }
});
