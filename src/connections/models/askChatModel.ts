import {
  type CancellationToken,
  CancellationTokenSource,
  type LanguageModelChat,
  LanguageModelChatMessage,
  LanguageModelError,
} from 'vscode';
import type { AnsweredText, AskAnswer, AskedRequest } from '../../protocol/localModels';
import { saidBy } from './saidBy';

/** No token is longer, but for runs of spaces: an answer beyond that is cut off, since this interface has no limit of its own. */
const charactersPerToken = 8;
/** Some thousand entries of a table; the engine takes bodies of four times as many bytes. */
const longestAnswer = 500_000;

/** Asks one of VS Code's models and reads the whole answer. What goes wrong is a `failure` with a sentence. */
export async function askChatModel(
  model: LanguageModelChat,
  request: AskedRequest,
  signal: AbortSignal,
): Promise<AskAnswer> {
  const source = new CancellationTokenSource();
  let abort = () => {};
  // VS Code 1.105 does not pass a cancel on once the question has got there: such an answer is not waited for.
  const aborted = new Promise<never>((_, reject) => {
    abort = () => {
      source.cancel();
      reject(signal.reason);
    };
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return { answer: await Promise.race([answerOf(model, request, source.token), aborted]) };
  } catch (error) {
    return failureOf(model, error, request.user);
  } finally {
    signal.removeEventListener('abort', abort);
    source.cancel();
    source.dispose();
  }
}

async function answerOf(
  model: LanguageModelChat,
  request: AskedRequest,
  token: CancellationToken,
): Promise<AnsweredText> {
  const system = `${request.system}\n\n${shapeWords(request.schema)}`;
  // There is no message of the system's own in this interface.
  const messages = [LanguageModelChatMessage.User(system), LanguageModelChatMessage.User(request.user)];
  const response = await model.sendRequest(messages, {}, token);
  const most = Math.min(request.maxOutputTokens * charactersPerToken, longestAnswer);
  const { text, end } = await readAll(response.text, most);
  const count = (words: string) => tokensOf(model, words);
  const [inputTokens, outputTokens] = await Promise.all([count(`${system}\n${request.user}`), count(text)]);
  return { text, end, inputTokens, outputTokens };
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

function failureOf(model: LanguageModelChat, error: unknown, question: string): AskAnswer {
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
      return failure(
        'unexpected',
        `“${model.name}” did not answer${saidBy(error, question)} Retry the file.`,
      );
  }
}

export const noConsent = (model: LanguageModelChat): AskAnswer =>
  failure(
    'consent',
    `VS Code does not let Llama Batches use “${model.name}”. Run “Llama Batches: Choose Language Model…” and allow it when VS Code asks.`,
  );

export const failure = (
  reason: Extract<AskAnswer, { failure: unknown }>['failure']['reason'],
  message: string,
): AskAnswer => ({ failure: { reason, message } });
