import type { Clock } from '../../base/clock';
import { deadline } from '../outbound/deadline';
import { ModelFailure } from './types';

interface Limit {
  clock: Clock;
  /** Milliseconds for one question with all its tries. */
  answerMs: number;
  /** Name of the model. */
  model: string;
}

/** Does what asks a model within its time. Throws a ModelFailure where it takes longer. */
export async function inTime<T>(
  { clock, answerMs, model }: Limit,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new ModelFailure(
    'timeout',
    `The language model ${model} did not answer within ${Math.round(answerMs / 1000)} s. Choose a faster model, or give it more time in the settings.`,
  );
  const limited = deadline(clock, answerMs, late, signal);
  try {
    return await work(limited.signal);
  } finally {
    limited.clear();
  }
}
