/** `ok`, or a `problem` that keeps the connection from working, or a `note` that may explain one. */
export type Verdict = 'ok' | 'problem' | 'note';

/** What one look at a connection found. */
export interface Check {
  name: string;
  verdict: Verdict;
  /** What was found; no secret. */
  found: string;
  /** What a person can do about a problem. */
  next?: string;
}
