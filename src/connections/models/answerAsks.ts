import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { type AskAnswer, type AskedRequest, askLine, cancelAskLine } from '../../protocol/localModels';
import type { EngineChannel } from '../engine/engineChannel';
import { sendAnswer } from './engineModels';
import type { ModelSettingSource } from './modelChoice';
import type { StateParts } from './modelState';

interface AnswerParts extends StateParts {
  setting: ModelSettingSource;
  log: Log;
}

/** Answers what the engine asks VS Code's language models, until it is disposed. */
export function answerAsks(channel: EngineChannel, parts: AnswerParts): Disposable {
  const open = new Map<string, AbortController>();
  const listening = channel.onLine(line => {
    const cancelled = cancelAskLine.safeParse(line);
    if (cancelled.success) return open.get(cancelled.data.id)?.abort();
    const asked = askLine.safeParse(line);
    if (!asked.success) return;
    const { id, model, request } = asked.data;
    const abort = new AbortController();
    open.set(id, abort);
    const { signal } = abort;
    const send = (given: AskAnswer) => (signal.aborted ? undefined : sendAnswer(channel, id, given));
    answer(parts, model, request, signal)
      .then(send)
      // What is not told to the engine, such as an answer that is too long for it, it would wait for.
      .catch(error => send(lost(error)))
      .catch(error => parts.log.warn(`an answer did not reach the engine: ${messageOf(error)}`))
      .finally(() => open.delete(id));
  });
  return {
    dispose: () => {
      listening.dispose();
      for (const abort of open.values()) abort.abort();
    },
  };
}

/** Asks the model where the settings still name it and the person allows it. */
async function answer(
  { setting, chat, consents }: AnswerParts,
  id: string,
  request: AskedRequest,
  signal: AbortSignal,
): Promise<AskAnswer> {
  const chosen = setting.read();
  const model = chosen.provider === 'vscode' && chosen.model === id ? await chat.find(id) : undefined;
  if (model && consents.isAllowed({ kind: 'vscode', vendor: model.vendor })) {
    return chat.ask(id, request, signal);
  }
  const message = `The language model “${id}” is not there any more, or not chosen. Look at “Llama Batches: Choose Language Model…”, then retry the file.`;
  return { failure: { reason: 'unavailable', message } };
}

const lost = (error: unknown): AskAnswer => ({
  failure: {
    reason: 'unexpected',
    message: `The answer of the language model got lost (${messageOf(error)}). Retry the file.`,
  },
});
