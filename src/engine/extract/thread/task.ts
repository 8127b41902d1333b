import type { ModelProvider } from '../../models/types';

/** What a task has beside its input, which crosses into the thread as a copy. */
export interface TaskTools {
  /** The model to ask; null where rules do the work. */
  provider: ModelProvider | null;
}

/**
 * Work that runs in a thread: it knows of no store and no HTTP, and may take as long as a hostile document makes it. Throws
 * JobFailure for what its owner should read; a ModelFailure of the provider passes through.
 */
export type Task<Input, Output> = (input: Input, tools: TaskTools) => Output | Promise<Output>;
