import {
  CancellationTokenSource,
  type LanguageModelAccessInformation,
  type LanguageModelChat,
  LanguageModelChatMessage,
  type LanguageModelChatSelector,
  LanguageModelError,
  lm,
} from 'vscode';
import { delay, systemClock } from '../../base/clock';
import type { Event as OwnEvent } from '../../base/event';
import { messageOf } from '../../base/log';
import type { AnsweredText, AskAnswer, AskedRequest } from '../../protocol/localModels';
import type { ChatModel, ChatModels } from './chatModels';

/** No token is longer, but for runs of spaces: an answer beyond that is cut off, since this interface has no limit of its own. */
const charactersPerToken = 8;
/** Some thousand entries of a table; the engine takes bodies of four times as many bytes. */
const longestAnswer = 500_000;

/** Extensions that have models are started to be asked for them. */
const selectMs = 15_000;

/** The language models that the extensions of this VS Code provide. */
export function vscodeChatModels(access: LanguageModelAccessInformation): ChatModels {
  const onDidChange: OwnEvent<void> = listener => {
    const subscriptions = [lm.onDidChangeChatModels(listener), access.onDidChange(listener)];
    return { dispose: () => subscriptions.forEach(subscription => void subscription.dispose()) };
  };
  return {
    onDidChange,
    list: async () => {
      const models = await select({});
      return models.map(told);
    },
    find: async id => {
      const model = await modelOf(id);
      return model && told(model);
    },
    ask: async (id, request, signal) => {
      const model = await modelOf(id);
      if (!model) return failure('unavailable', 'VS Code no longer has the language model that was chosen.');
      // Undefined where VS Code has not asked the person yet; it does so now.
      if (access.canSendRequest(model) === false) return noConsent(model);
      return ask(model, request, signal);
    },
  };
}

const told = ({ vendor, id, name, maxInputTokens }: LanguageModelChat): ChatModel => ({
  ...{ id: `${vendor}/${id}`, vendor, name: name || id, maxInputTokens },
});

async function modelOf(id: string): Promise<LanguageModelChat | undefined> {
  const slash = id.indexOf('/');
  if (slash < 1) return undefined;
  const selector = { vendor: id.slice(0, slash), id: id.slice(slash + 1) };
  return (await select(selector))[0];
}

/** The models that there are; none where the extension that should tell them does not come to an end. */
async function select(selector: LanguageModelChatSelector): Promise<readonly LanguageModelChat[]> {
  const late = new AbortController();
  const none = delay(systemClock, selectMs, late.signal).then(
    () => [],
    () => [],
  );
  try {
    return await Promise.race([lm.selectChatModels(selector), none]);
  } finally {
    late.abort();
  }
}

async function ask(model: LanguageModelChat, request: AskedRequest, signal: AbortSignal): Promise<AskAnswer> {
  const source = new CancellationTokenSource();
  const cancel = () => source.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const system = `${request.system}\n\n${shapeWords(request.schema)}`;
    // There is no message of the system's own in this interface.
    const messages = [LanguageModelChatMessage.User(system), LanguageModelChatMessage.User(request.user)];
    const response = await model.sendRequest(messages, {}, source.token);
    const { text, end } = await readAll(
      response.text,
      Math.min(request.maxOutputTokens * charactersPerToken, longestAnswer),
    );
    const count = (words: string) => tokensOf(model, words);
    const [inputTokens, outputTokens] = await Promise.all([count(`${system}\n${request.user}`), count(text)]);
    return { answer: { text, end, inputTokens, outputTokens } };
  } catch (error) {
    return failureOf(model, error);
  } finally {
    signal.removeEventListener('abort', cancel);
    source.cancel();
    source.dispose();
  }
}

/** This interface cannot make a model keep to a schema: it is told in words, and the answer is checked by who asked. */
const shapeWords = (schema: Readonly<Record<string, unknown>>): string =>
  `Answer with one JSON value and nothing else: no explanation, no code fence. It must match this JSON Schema:\n${JSON.stringify(schema)}`;

async function readAll(
  stream: AsyncIterable<string>,
  mostCharacters: number,
): Promise<Pick<AnsweredText, 'text' | 'end'>> {
  let text = '';
  for await (const part of stream) {
    text += part;
    if (text.length > mostCharacters) return { text: text.slice(0, mostCharacters), end: 'cut' };
  }
  return { text, end: 'complete' };
}

/** Null where the model does not count. */
async function tokensOf(model: LanguageModelChat, text: string): Promise<number | null> {
  try {
    const tokens = await model.countTokens(text);
    return Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : null;
  } catch {
    return null;
  }
}

function failureOf(model: LanguageModelChat, error: unknown): AskAnswer {
  const code = error instanceof LanguageModelError ? error.code : '';
  switch (code) {
    case LanguageModelError.NoPermissions.name:
      return noConsent(model);
    case LanguageModelError.NotFound.name:
      return failure(
        'unavailable',
        `VS Code no longer has the language model “${model.name}”. Run “Llama Batches: Choose Language Model…”.`,
      );
    case LanguageModelError.Blocked.name:
      return failure(
        'rate_limited',
        `“${model.name}” takes no more questions for now: its limit is used up. Try again later, or choose another language model.`,
      );
    default:
      return failure('unexpected', `“${model.name}” did not answer: ${messageOf(error).slice(0, 300)}`);
  }
}

const noConsent = (model: LanguageModelChat): AskAnswer =>
  failure(
    'consent',
    `VS Code does not let Llama Batches use “${model.name}”. Run “Llama Batches: Choose Language Model…” and allow it when VS Code asks.`,
  );

const failure = (
  reason: Extract<AskAnswer, { failure: unknown }>['failure']['reason'],
  message: string,
): AskAnswer => ({ failure: { reason, message } });
