import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { askLine, cancelAskLine } from '../../protocol/localModels';
import type { EngineChannel } from '../engine/engineChannel';
import type { ChatModels } from './chatModels';
import { sendAnswer } from './engineModels';
import type { ModelSettingSource } from './modelChoice';
import { modelState, type StateParts } from './modelState';

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
    const { id, request } = asked.data;
    const abort = new AbortController();
    open.set(id, abort);
    answer(parts, request, abort.signal)
      .then(async given => {
        if (!abort.signal.aborted) await sendAnswer(channel, id, given);
      })
      .catch(error => {
        if (!abort.signal.aborted) parts.log.warn(`an answer did not reach the engine: ${messageOf(error)}`);
      })
      .finally(() => open.delete(id));
  });
  return {
    dispose: () => {
      listening.dispose();
      for (const abort of open.values()) abort.abort();
    },
  };
}

/** Asks the model that is chosen now, which may be another than the engine was told a moment ago. */
async function answer(
  parts: AnswerParts,
  request: Parameters<ChatModels['ask']>[1],
  signal: AbortSignal,
): ReturnType<ChatModels['ask']> {
  const state = await modelState(parts.setting.read(), parts);
  if (state.kind === 'ready' && state.choice.provider === 'vscode') {
    return parts.chat.ask(state.choice.model, request, signal);
  }
  const message =
    state.kind === 'blocked' ? state.message : 'Another language model was chosen meanwhile. Retry the file.';
  return { failure: { reason: 'unavailable', message } };
}
