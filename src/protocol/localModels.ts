import * as z from 'zod/mini';

/**
 * What a VS Code window and the engine on this machine say to each other about language models; LlamaCloud has nothing
 * of it. None of it is ever written to disk or to a log: it holds keys and text of documents.
 */

/** `rules`: no model. `vscode`: one of VS Code's language models, asked through a window. `endpoint`: an OpenAI-compatible server. */
export const modelProviderKinds = ['rules', 'vscode', 'endpoint'] as const;
export type ModelProviderKind = (typeof modelProviderKinds)[number];

export const modelFailureReasons = [
  'unavailable',
  'consent',
  'auth',
  'rate_limited',
  'timeout',
  'unexpected',
] as const;

const amount = z.int().check(z.minimum(1));

/** What the questions about one document may use up; null: no limit. */
export const modelBudget = z.strictObject({
  /** Tokens of questions and answers together. */
  tokens: z.nullable(amount),
  seconds: z.nullable(amount),
});
export type ModelBudget = z.output<typeof modelBudget>;

const named = { model: z.string().check(z.minLength(1)), context_tokens: z.nullable(amount) };

/** An OpenAI-compatible server and one of its models. */
export const endpointModel = z.strictObject({
  /** Up to what comes before `/chat/completions`. */
  url: z.url(),
  key: z.nullable(z.string()),
  ...named,
});
export type EndpointModel = z.output<typeof endpointModel>;

/** What does the work, as a window tells it by its settings. */
export const modelChoice = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('rules') }),
  z.strictObject({ provider: z.literal('endpoint'), ...endpointModel.shape, budget: modelBudget }),
  z.strictObject({ provider: z.literal('vscode'), ...named, budget: modelBudget }),
  /** A model is set, but cannot be asked. */
  z.strictObject({
    provider: z.literal('blocked'),
    reason: z.enum(modelFailureReasons),
    /** A sentence with a next step for the person. */
    message: z.string(),
  }),
]);
export type ModelChoice = z.output<typeof modelChoice>;

/** Body of `POST /local/models`: `window` is the id that `GET /local/attach` gave in its first line. */
export const modelWord = z.strictObject({ window: z.string(), choice: modelChoice });

/** A question of the engine to the model of a window, in a line of `GET /local/attach`. */
export const askLine = z.looseObject({
  type: z.literal('ask'),
  id: z.string(),
  /** As the window told it: `vendor/id`. */
  model: z.string(),
  request: z.looseObject({
    system: z.string(),
    user: z.string(),
    schema: z.record(z.string(), z.unknown()),
    maxOutputTokens: amount,
  }),
});
export type AskedRequest = z.output<typeof askLine>['request'];

/** The engine wants no answer any more. */
export const cancelAskLine = z.looseObject({ type: z.literal('cancel_ask'), id: z.string() });

const tokens = z.nullable(z.int().check(z.minimum(0)));

export const modelAnswer = z.strictObject({
  text: z.string(),
  end: z.enum(['complete', 'cut', 'refused']),
  inputTokens: tokens,
  outputTokens: tokens,
});
export type AnsweredText = z.output<typeof modelAnswer>;

/** The model could not be asked; `message` is a sentence with a next step for the person. */
const failure = z.strictObject({
  failure: z.strictObject({ reason: z.enum(modelFailureReasons), message: z.string() }),
});

/** Body of `POST /local/models/answers/:id`. */
export const askAnswer = z.union([z.strictObject({ answer: modelAnswer }), failure]);
export type AskAnswer = z.output<typeof askAnswer>;

/** Body of `POST /local/models/list`: which models has this server? */
export const endpointServer = z.pick(endpointModel, { url: true, key: true });
export type EndpointServer = z.output<typeof endpointServer>;
/** Its answer: names, as the server lists them. */
export const modelListAnswer = z.union([z.object({ models: z.array(z.string()) }), failure]);
export type ModelListAnswer = z.output<typeof modelListAnswer>;

/** Answer of `POST /local/models/test`, whose body is an `endpointModel`: whether it keeps to the shape that was asked for. */
export const modelTestAnswer = z.union([z.object({ follows: z.boolean() }), failure]);
export type ModelTestAnswer = z.output<typeof modelTestAnswer>;
