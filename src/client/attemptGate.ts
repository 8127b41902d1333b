/** How one attempt ended: its HTTP status, or none where no answer came; and the wait that the server asked for. */
export interface AttemptOutcome {
  status?: number;
  retryAfterMs?: number;
}

/**
 * Decides when an attempt may start, and hears how it ended: the place of a rate governor. `enter` resolves to the
 * function that gives the place back; it rejects with the signal's reason when aborted while waiting.
 */
export interface AttemptGate {
  enter(signal?: AbortSignal): Promise<(outcome: AttemptOutcome) => void>;
}

/** Lets every attempt through at once. */
export const openGate: AttemptGate = { enter: async () => () => {} };
