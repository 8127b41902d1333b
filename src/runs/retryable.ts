import type { FileOutcome } from './run';

/** Ends of a file after which it may be tried once more. */
export const retryable: ReadonlySet<FileOutcome> = new Set(['failed', 'cancelled', 'expired']);
