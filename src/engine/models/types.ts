import type { ModelBudget } from '../../protocol/localModels';
import type { JsonObject } from '../extract/types';

export type { ModelBudget };

/** One question to a language model, which has no tools and no memory of others. */
export interface ModelRequest {
  /** Who the model is and what it must answer. Nothing of a document. */
  system: string;
  /** The task with the document's text. Never logged. */
  user: string;
  /** JSON Schema of the answer: enforced where the model's server can, told in words where not. */
  schema: JsonObject;
  /** Tokens of the answer at most. */
  maxOutputTokens: number;
}

export interface ModelAnswer {
  /** As the model wrote it: should be JSON, may be anything. Never logged. */
  text: string;
  /** `cut`: it reached its limit of tokens. `refused`: it does not want to. */
  end: 'complete' | 'cut' | 'refused';
  /** As the model's server counts; null where it does not tell. */
  inputTokens: number | null;
  outputTokens: number | null;
}

/** A language model that somebody set up. */
export interface ModelProvider {
  kind: 'endpoint' | 'vscode';
  /** Name of the model, as results tell it. */
  model: string;
  /** Tokens that question and answer may have together; null where nobody told. */
  contextTokens: number | null;
  /** What all questions about one document may use up, by the person's settings; none where nobody told. */
  budget?: ModelBudget;
  /** Asks once; tries again by itself what passes (429, 503, a cut connection). Throws ModelFailure; stops where the signal aborts. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelAnswer>;
}

export type ModelFailureReason =
  /** No window with a language model is open, or the endpoint does not answer. */
  | 'unavailable'
  /** The person has not allowed it. */
  | 'consent'
  /** The key is missing or not accepted. */
  | 'auth'
  | 'rate_limited'
  | 'timeout'
  /** The server answers with something else than an answer. */
  | 'unexpected';

/** The model cannot be asked. `message` is a sentence with a next step for the person; never holds text of a document or a key. */
export class ModelFailure extends Error {
  override readonly name = 'ModelFailure';
  constructor(
    readonly reason: ModelFailureReason,
    message: string,
  ) {
    super(message);
  }
}

/** Which model does the work, as the windows told by their settings. */
export interface Models {
  /**
   * The model to ask; null where rules do the work. Waits a short while for a window to tell, where the engine was
   * started for use with a model. Throws ModelFailure where there is none in the end.
   */
  current(signal: AbortSignal): Promise<ModelProvider | null>;
}

/** Rules only. */
export const noModels: Models = { current: () => Promise.resolve(null) };
