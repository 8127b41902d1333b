/** What an attempt asks of the server, as far as its limits differ (LlamaCloud API docs). */
export type AttemptKind = 'upload' | 'parse_upload' | 'classify' | 'other';

/** An attempt that wants to begin. */
export interface AttemptRequest {
  kind: AttemptKind;
  /** The project that it is for; absent where the server takes the key's own. */
  projectId?: string | undefined;
  /** Longest that it is worth to wait out a pause, in milliseconds. */
  patienceMs: number;
  signal?: AbortSignal | undefined;
}

/** How one attempt ended: its HTTP status, or none where no answer came; and the wait that the server asked for. */
export interface AttemptOutcome {
  status?: number;
  retryAfterMs?: number;
}

/**
 * Decides when an attempt may start, and hears how it ended: the place of a rate governor. `enter` resolves to the
 * function that gives the place back; it rejects with the signal's reason when aborted while waiting, or with an ApiError
 * that tells the wait where it would be longer than `patienceMs`.
 */
export interface AttemptGate {
  enter(request: AttemptRequest): Promise<(outcome: AttemptOutcome) => void>;
}

/** Lets every attempt through at once. */
export const openGate: AttemptGate = { enter: async () => () => {} };
