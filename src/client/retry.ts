import { serverTime } from './serverClock';

/** When a failed attempt is repeated and how long to wait before: the official SDK's rules (LlamaCloud API docs). */

/** Most milliseconds that a timer can hold; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Longest wait before a repetition, in milliseconds; a server that asks for more is told to the caller instead. */
export const longestWaitMs = 60_000;

/** Whether the answer asks for another attempt; the server's `x-should-retry` decides over the status. */
export function isRetryable(status: number, headers: Headers): boolean {
  const told = headers.get('x-should-retry');
  if (told === 'true') return true;
  if (told === 'false') return false;
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

/**
 * Whether the answer to a call that creates something says that it was not done. A 5xx other than 503 may come from a
 * gateway or a handler that had already created it, and 409 may speak of what an earlier call has created; 503 and all
 * other 4xx are given instead of doing the work.
 */
export function isRefusal(status: number, headers: Headers): boolean {
  return (status < 500 && status !== 409) || status === 503 || headers.get('x-should-retry') === 'true';
}

/**
 * The wait that the server asks for, in milliseconds: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date,
 * which is held against the server's own clock where it tells it. Unlike the SDK, an unreadable value counts as not given
 * (there it repeats without any wait).
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const ms = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (!Number.isNaN(ms) && ms !== 0) return within(ms);
  const after = headers.get('retry-after') ?? '';
  const seconds = Number.parseFloat(after);
  if (!Number.isNaN(seconds)) return within(seconds * 1000);
  const date = Date.parse(after);
  return Number.isNaN(date) ? undefined : within(date - (serverTime(headers) ?? nowMs));
}

/** The wait before repetition number `repeat` (from 0) where the server names none: 0.5 s doubling to 8 s, less up to a quarter. */
export function backoffMs(repeat: number, random: () => number): number {
  return Math.min(500 * 2 ** repeat, 8000) * (1 - random() * 0.25);
}

function within(ms: number): number {
  return Math.min(Math.max(ms, 0), longestTimerMs);
}
