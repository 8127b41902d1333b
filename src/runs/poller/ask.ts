import type { Clock } from '../../base/clock';
import type { LlamaCloud, RequestOptions } from '../../client/api';
import { ApiError } from '../../client/errors';
import type { FactsReader } from '../facts';

/** Longest wait for one answer. */
const answerMs = 20_000;
/** Requests of one kind at a time and round, oldest asked first. */
export const roundWidth = 4;

/** What a round works with. */
export interface RoundContext {
  client: LlamaCloud;
  connectionId: string;
  projectId: string;
  clock: Clock;
  facts: FactsReader;
  signal: AbortSignal;
  /** Good answers so far, over all rounds of the project. */
  answers: { count: number };
  /** Number of the round, from 1. */
  round: number;
  /** True where requests are counted or paid for. */
  thrifty: boolean;
}

/** Makes one request of a round: within the project, ended with the round, given up after 20 s. */
export async function ask<T>(
  context: RoundContext,
  request: (options: Required<RequestOptions>) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = context.clock.setTimeout(
    () => late.abort(new ApiError('timeout', 'The server did not answer within 20 seconds. Trying again.')),
    answerMs,
  );
  try {
    const signal = AbortSignal.any([context.signal, late.signal]);
    // The next round is the repetition.
    const answer = await request({ signal, projectId: context.projectId, retries: 0 });
    context.answers.count++;
    return answer;
  } finally {
    context.clock.clearTimeout(timer);
  }
}
