import type { Clock } from '../../base/clock';
import { ApiError } from '../../client/errors';
import type { Pace } from './pace';

/** What a failed request means for all polling of its server. */
export type Trouble = 'auth' | 'throttled' | 'down';

export function troubleOf(error: unknown): Trouble {
  if (!ApiError.is(error)) return 'down';
  if (error.kind === 'auth' || error.kind === 'forbidden') return 'auth';
  return error.kind === 'rate_limited' || error.status === 503 ? 'throttled' : 'down';
}

/** Waits after 429 and 503 where the server names none. */
const throttle = { first: 5_000, longest: 300_000 };

/** Shortest wait, whatever the server asks for. */
const shortestMs = 1_000;

/** How one server answers: whether it may be asked now, when again, and what to tell about it. */
export class Health {
  private trouble: Trouble | null = null;
  private troubleAt = 0;
  private failures = 0;
  private until = 0;
  private freshAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly pace: () => Pace,
  ) {
    this.freshAt = clock.now();
  }

  /** Time before which nothing is sent; Infinity while the server does not accept who we are. */
  get blockedUntil(): number {
    return this.trouble === 'auth' ? Number.POSITIVE_INFINITY : this.until;
  }

  /** The state of things in a few words for rows; null when all is well. */
  get note(): string | null {
    if (this.trouble === 'auth') return 'not signed in';
    if (this.trouble === 'throttled') return `rate limited, next try ${timeOfDay(this.until)}`;
    return this.trouble && `stale since ${timeOfDay(this.freshAt)}`;
  }

  /** Why a person's refresh is not sent either; null when it is. */
  get refusal(): string | null {
    if (this.trouble === 'auth') return 'The server did not accept the sign-in. Sign in again to go on.';
    if (this.trouble !== 'throttled' || this.until <= this.clock.now()) return null;
    return `The server limits the rate of requests. The next try is at ${timeOfDay(this.until)}.`;
  }

  /** A round that began at `startedAt` went well. It says nothing about trouble that came since. */
  succeeded(startedAt: number): void {
    if (this.trouble === 'auth' || (this.trouble && this.troubleAt > startedAt)) return;
    this.reset();
    this.freshAt = this.clock.now();
  }

  /** Takes in a failure; true when it is the first of its kind in a row, which is the one to log. */
  failed(error: unknown): boolean {
    const trouble = troubleOf(error);
    const isFirst = this.trouble !== trouble;
    this.failures = isFirst ? 1 : this.failures + 1;
    this.trouble = trouble;
    this.troubleAt = this.clock.now();
    if (trouble !== 'auth') this.until = this.clock.now() + this.wait(trouble, error);
    return isFirst;
  }

  /** Lets the next request through, whatever happened before. */
  reset(): void {
    this.trouble = null;
    this.failures = 0;
    this.until = 0;
  }

  /** Lets a person's refresh through a wait for the network. */
  hurry(): void {
    if (this.trouble === 'down') this.until = 0;
  }

  private wait(trouble: Trouble, error: unknown): number {
    if (ApiError.is(error) && error.retryAfterMs !== undefined)
      return Math.max(error.retryAfterMs, shortestMs);
    const { first, longest } = trouble === 'throttled' ? throttle : this.pace().failure;
    return Math.min(first * 2 ** (this.failures - 1), longest);
  }
}

/** "14:05", in the person's own time zone. */
function timeOfDay(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
}
