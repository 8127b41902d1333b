import type { ModelAnswer, ModelProvider, ModelRequest } from '../../models/types';
import type { Failure } from './failure';

/** What is known of a model within a thread; asking goes through the engine. */
export type ModelFacts = Omit<ModelProvider, 'ask'>;

/** One `run` at a time; `answer` and `refusal` belong to the `ask` of the same id. */
export type ToThread =
  | { type: 'run'; task: string; input: unknown; model: ModelFacts | null }
  | { type: 'answer'; id: number; answer: ModelAnswer }
  | { type: 'refusal'; id: number; failure: Failure };

export type FromThread =
  | { type: 'done'; output: unknown }
  | { type: 'failed'; failure: Failure }
  | { type: 'ask'; id: number; request: ModelRequest }
  /** The answer is wanted no more. */
  | { type: 'drop'; id: number };
