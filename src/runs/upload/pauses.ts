import { messageOf } from '../../base/log';
import { timeOfDay } from '../../base/timeOfDay';
import { ApiError } from '../../client/errors';
import type { Run, RunPause } from '../run';

/** The server refuses batches as such: the account's plan may have none (LlamaCloud API docs: Pro or Enterprise only). */
export class BatchesRefused extends Error {
  override readonly name = 'BatchesRefused';
}

/** First wait before a run goes on by itself; doubled each time nothing could be done in between. */
const firstWaitMs = 5_000;
const longestWaitMs = 5 * 60_000;
/** An answer that is none of the API's may come from a sign-in page that goes away, or from a wrong address that does not. */
const mostUnexpected = 5;

/** Why an upload stands still, and the sentence that says so. */
export interface Pause extends RunPause {
  sentence: string;
}

/**
 * What an error means for the run: until when it waits, or that it waits for a person. `futile` counts the waits in a
 * row that brought nothing. Times in milliseconds since 1970.
 */
export function pauseOf(error: unknown, now: number, futile: number): Pause {
  const sentence = messageOf(error);
  if (error instanceof BatchesRefused) return { reason: 'plan', until: null, sentence };
  if (!ApiError.is(error)) return { reason: 'other', until: null, sentence };
  const wait = Math.max(Math.min(firstWaitMs * 2 ** futile, longestWaitMs), error.retryAfterMs ?? 0);
  const until = now + wait;
  const next = `next try ${timeOf(until, now)}.`;
  switch (error.kind) {
    case 'auth':
    case 'payment':
      return { reason: error.kind, until: null, sentence };
    case 'rate_limited':
      return { reason: 'rate_limited', until, sentence: `Rate limited, ${next}` };
    case 'server':
      return { reason: 'offline', until, sentence: `The server failed (${error.status}), ${next}` };
    case 'network':
    case 'timeout':
      return { reason: 'offline', until, sentence: `The server could not be reached, ${next}` };
    case 'unexpected':
      if (futile >= mostUnexpected) return { reason: 'other', until: null, sentence };
      return { reason: 'offline', until, sentence: `The server gave no proper answer, ${next}` };
    default:
      return { reason: 'other', until: null, sentence };
  }
}

/** Whether an upload that nobody drives needs no person to go on: its window has closed, or it only waits a while. */
export function goesOnByItself(run: Run): boolean {
  return run.phase === 'uploading' && (run.error === null || (run.pause?.until ?? null) !== null);
}

/** "14:05" of this machine's time, with the date where it is another day. */
function timeOf(at: number, now: number): string {
  const date = dateOf(at);
  return date === dateOf(now) ? timeOfDay(at) : `${date} ${timeOfDay(at)}`;
}

/** As ISO 8601 writes it, in this machine's time zone. */
function dateOf(at: number): string {
  const date = new Date(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
