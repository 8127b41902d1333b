import { type Clock, systemClock } from '../../../base/clock';
import {
  type ModelAnswer,
  type ModelBudget,
  ModelFailure,
  type ModelProvider,
  type ModelRequest,
} from '../../models/types';
import { deadline } from '../../outbound/deadline';
import { withoutTurns } from './pageText';
import { tokensIn } from './tokens';

/** What the questions about one document have used up. */
export interface ModelUsage {
  questions: number;
  /** As the model's server counts; where it does not, an estimate. */
  inputTokens: number;
  outputTokens: number;
}

/** What an answer says. */
export interface Reading<Value> {
  /** Null where the answer cannot be read at all. */
  value: Value | null;
  /** What is wrong with it, in words for the model; no text of the document. */
  problems: readonly string[];
}

export interface ConversationOptions {
  provider: ModelProvider;
  signal: AbortSignal;
  /** Instead of the machine's. */
  clock?: Clock;
}

const noLimit: ModelBudget = { tokens: null, seconds: null };
/** Problems that the model is told. */
const mostProblems = 20;
/** Of an answer that is to be corrected, what is sent back. */
const mostRepeated = 20_000;

/** All questions about one document: they share its budget of tokens and time. Dispose it when they are asked. */
export class Conversation {
  readonly usage: ModelUsage = { questions: 0, inputTokens: 0, outputTokens: 0 };
  readonly provider: ModelProvider;
  private readonly budget: ModelBudget;
  private readonly signal: AbortSignal;
  private readonly clear: () => void;

  constructor({ provider, signal, clock = systemClock }: ConversationOptions) {
    this.provider = provider;
    this.budget = provider.budget ?? noLimit;
    const { seconds } = this.budget;
    const late = new ModelFailure(
      'timeout',
      `The language model ${provider.model} needs more than ${seconds} s for this document. Choose fewer pages or a faster model, or raise llamaBatches.model.maxSecondsPerDocument.`,
    );
    const limited = seconds === null ? null : deadline(clock, seconds * 1000, late, signal);
    this.signal = limited?.signal ?? signal;
    this.clear = limited?.clear ?? (() => undefined);
  }

  dispose(): void {
    this.clear();
  }

  /** Throws ModelFailure where so many further tokens are more than the budget has. */
  reserve(tokens: number): void {
    const most = this.budget.tokens;
    const used = this.usage.inputTokens + this.usage.outputTokens;
    if (most === null || used + tokens <= most) return;
    throw new ModelFailure(
      'unexpected',
      `The document needs about ${told(used + tokens)} tokens of the language model; one document may use ${told(most)}. Choose fewer pages (target_pages, max_pages), or raise llamaBatches.model.maxTokensPerDocument.`,
    );
  }

  /**
   * Asks, and once more where `read` finds problems. `cut`: the answer, or the question, was too long for the model.
   * What problems are left is told with the value. Throws ModelFailure where the model refuses, or no answer can be read.
   */
  async ask<Value>(
    request: ModelRequest,
    read: (answer: string) => Reading<Value>,
  ): Promise<{ value: Value; problems: readonly string[] } | 'cut'> {
    const first = await this.question(request);
    if (first.end === 'cut') return 'cut';
    const reading = read(first.text);
    if (reading.problems.length === 0 && reading.value !== null)
      return { value: reading.value, problems: [] };
    const second = await this.again(request, first.text, reading.problems);
    const repaired = second && read(second);
    const better =
      repaired &&
      repaired.value !== null &&
      (reading.value === null || repaired.problems.length <= reading.problems.length);
    const { value, problems } = better ? repaired : reading;
    if (value === null) throw this.unreadable();
    return { value, problems };
  }

  /** The corrected answer; null where there is none, or no tokens are left for it. */
  private async again(
    request: ModelRequest,
    answer: string,
    problems: readonly string[],
  ): Promise<string | null> {
    const user = [
      request.user,
      // As a string of JSON: it may repeat what the document orders.
      `You answered this already: ${JSON.stringify(withoutTurns(answer.slice(0, mostRepeated)))}`,
      'That answer has these problems:',
      ...problems.slice(0, mostProblems).map(problem => `- ${problem}`),
      'Answer again with the whole JSON value, corrected. Where you cannot correct a value, give null.',
    ].join('\n\n');
    const corrected = { ...request, user };
    const left =
      (this.budget.tokens ?? Number.POSITIVE_INFINITY) - this.usage.inputTokens - this.usage.outputTokens;
    const { contextTokens } = this.provider;
    const needed = sizeOf(corrected);
    if (needed + request.maxOutputTokens > Math.min(left, contextTokens ?? Number.POSITIVE_INFINITY))
      return null;
    const { end, text } = await this.question(corrected);
    return end === 'complete' ? text : null;
  }

  private async question(request: ModelRequest): Promise<ModelAnswer> {
    const size = sizeOf(request);
    this.reserve(size);
    this.signal.throwIfAborted();
    const answer = await this.provider.ask(request, this.signal);
    this.usage.questions++;
    this.usage.inputTokens += answer.inputTokens ?? size;
    this.usage.outputTokens += answer.outputTokens ?? tokensIn(answer.text);
    if (answer.end !== 'refused') return answer;
    throw new ModelFailure(
      'unexpected',
      `The language model ${this.provider.model} refuses to read this document. Try another model with "Choose Language Model…".`,
    );
  }

  private unreadable(): ModelFailure {
    return new ModelFailure(
      'unexpected',
      `The language model ${this.provider.model} answered twice with something that is not the JSON that was asked for. Try a more capable model with "Choose Language Model…".`,
    );
  }
}

/** Tokens of a question, with the schema that goes with it. */
export const sizeOf = ({ system, user, schema }: Pick<ModelRequest, 'system' | 'user' | 'schema'>): number =>
  tokensIn(system) + tokensIn(user) + tokensIn(JSON.stringify(schema));

const told = (count: number): string => count.toLocaleString('en-US');
