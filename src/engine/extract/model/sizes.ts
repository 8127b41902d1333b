import { ModelFailure, type ModelProvider } from '../../models/types';

/**
 * What a model is taken to have where nobody told. Ollama and LM Studio start with 4,096 unless told otherwise, which most
 * questions of this size keep within; others have far more.
 */
const usualContext = 8192;
/** A longer answer takes minutes, and models lose the thread. */
const mostOutput = 8192;
/** Models miss values in long texts, however large their context is. */
const mostChunk = 16_000;
/** With less of a document at a time nothing can be read. */
const fewestTokens = 300;
/** Of the context: an answer that breaks off is asked for again with less of the document. */
const outputShare = 0.2;
/** Kept free, as tokens are estimated. */
const margin = 0.05;

type Facts = Pick<ModelProvider, 'contextTokens' | 'model'>;

/** Tokens of a document that one question may hold, and of the answer to it. */
export interface Limits {
  chunk: number;
  output: number;
}

/** `overhead`: tokens of a question without any document. Throws ModelFailure where the schema leaves no room. */
export function limitsOf(provider: Facts, overhead: number): Limits {
  const context = provider.contextTokens ?? usualContext;
  const output = Math.min(mostOutput, Math.floor(context * outputShare));
  // A question for corrections holds the answer, too.
  const chunk = Math.min(mostChunk, Math.floor(context * (1 - margin)) - 2 * output - overhead);
  if (chunk >= fewestTokens) return { chunk, output };
  throw new ModelFailure(
    'unexpected',
    `The schema alone fills the context of the language model ${provider.model} (${context} tokens). Give it a larger one (llamaBatches.model.contextTokens), or extract fewer fields.`,
  );
}

/** Answers break off, even where little is read. */
export const tooSmall = ({ model }: Facts): ModelFailure =>
  new ModelFailure(
    'unexpected',
    `The answers of the language model ${model} break off, even for small parts of the document. Give it a larger context (llamaBatches.model.contextTokens, num_ctx of Ollama), or choose another one.`,
  );
