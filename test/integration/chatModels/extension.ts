import {
  type CancellationToken,
  EventEmitter,
  type ExtensionContext,
  type LanguageModelChatInformation,
  type LanguageModelChatRequestMessage,
  LanguageModelTextPart,
  lm,
} from 'vscode';

/** Extension of the tests: a language model in VS Code whose answers a test gives. */
export const chatModelsId = 'llama-batches-tests.chat-models';
export const vendor = 'llama-batches-tests';

/** A question that the model was asked. */
export interface Question {
  model: string;
  /** The texts of its messages. */
  texts: readonly string[];
  token: CancellationToken;
}

/** What tests do with the model. */
export interface ChatModelsForTests {
  readonly questions: Question[];
  /** Gives the answer to a question, in parts. */
  answer: (question: Question) => Promise<readonly string[]>;
  /** Which models there are from now on, by their ids. */
  offer(ids: readonly string[]): void;
}

const modelOf = (id: string): LanguageModelChatInformation => ({
  ...{ id, name: `Test ${id}`, family: 'test', version: '1' },
  ...{ maxInputTokens: 20_000, maxOutputTokens: 4_000, capabilities: {} },
});

const textOf = ({ content }: LanguageModelChatRequestMessage): string =>
  content.map(part => (part instanceof LanguageModelTextPart ? part.value : '')).join('');

export function activate(context: ExtensionContext): ChatModelsForTests {
  let ids: readonly string[] = ['small', 'large'];
  const changed = new EventEmitter<void>();
  const forTests: ChatModelsForTests = {
    questions: [],
    answer: async () => ['{"number":', ' 42}'],
    offer: offered => {
      ids = offered;
      changed.fire();
    },
  };
  const provider = lm.registerLanguageModelChatProvider(vendor, {
    onDidChangeLanguageModelChatInformation: changed.event,
    provideLanguageModelChatInformation: () => ids.map(modelOf),
    provideLanguageModelChatResponse: async ({ id }, messages, _options, progress, token) => {
      const question = { model: id, texts: messages.map(textOf), token };
      forTests.questions.push(question);
      for (const part of await forTests.answer(question)) progress.report(new LanguageModelTextPart(part));
    },
    provideTokenCount: async (_model, text) =>
      Math.ceil((typeof text === 'string' ? text : textOf(text)).length / 4),
  });
  context.subscriptions.push(provider, changed);
  return forTests;
}
