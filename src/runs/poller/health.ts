import * as z from 'zod/mini';
import type { Clock } from '../../base/clock';
import { timeOfDay } from '../../base/timeOfDay';
import { ApiError } from '../../client/errors';
import type { Pace } from './pace';

const troubles = ['auth', 'payment', 'throttled', 'failing', 'down'] as const;
/** What a failed request means for all polling of its server. */
export type Trouble = (typeof troubles)[number];

export function troubleOf(error: unknown): Trouble {
  if (!ApiError.is(error)) return 'down';
  if (error.kind === 'auth' || error.kind === 'payment') return error.kind;
  if (error.kind === 'rate_limited' || error.status === 503) return 'throttled';
  return error.status === undefined ? 'down' : 'failing';
}

/** Waits after 429 and 503 where the server names none, and after 402, in milliseconds. */
const throttle = { first: 5_000, longest: 300_000 };
const payment = { first: 60_000, longest: 600_000 };

/** Shortest and longest wait, whatever the server asks for. */
const shortestMs = 1_000;
const longestMs = 3_600_000;

/** How one server answers, as the windows of this machine tell each other. Times in milliseconds since 1970. */
export const healthState = z.object({
  trouble: z.nullable(z.enum(troubles)),
  /** When this became known. */
  at: z.number(),
  until: z.number(),
  freshAt: z.number(),
});
export type HealthState = z.output<typeof healthState>;

/** How one server answers: whether it may be asked now, when again, and what to tell about it. */
export class Health {
  private trouble: Trouble | null = null;
  private at: number;
  private failures = 0;
  private until = 0;
  private freshAt: number;

  /** `heldUntil` tells how long the client itself holds requests back. */
  constructor(
    private readonly clock: Clock,
    private readonly pace: () => Pace,
    private readonly heldUntil: () => number | null = () => null,
  ) {
    this.at = this.freshAt = clock.now();
  }

  /** Time before which nothing is sent; Infinity while the server does not accept who we are. */
  get blockedUntil(): number {
    if (this.trouble === 'auth') return Number.POSITIVE_INFINITY;
    return Math.max(this.until, this.heldUntil() ?? 0);
  }

  /** The state of things in a few words for rows; null when all is well. */
  get note(): string | null {
    const next = `next try ${timeOfDay(this.until)}`;
    const stale = `stale since ${timeOfDay(this.freshAt)}`;
    const notes: Record<Trouble, string> = {
      auth: 'not signed in',
      payment: `no credits left, ${next}`,
      throttled: `rate limited, ${next}`,
      failing: `server trouble, ${stale}`,
      down: stale,
    };
    return this.trouble && notes[this.trouble];
  }

  /** Why a person's refresh is not sent either; null when it is. */
  get refusal(): string | null {
    if (this.trouble === 'auth') return 'The server did not accept the sign-in. Sign in again to go on.';
    if (this.trouble !== 'throttled' || this.until <= this.clock.now()) return null;
    return `The server limits the rate of requests. The next try is at ${timeOfDay(this.until)}.`;
  }

  get state(): HealthState {
    const { trouble, at, until, freshAt } = this;
    return { trouble, at, until, freshAt };
  }

  /** Takes over what another window has learned since; true when that is another state. */
  adopt(state: HealthState): boolean {
    if (state.at < this.at) return false;
    const isNews = state.trouble !== this.trouble || state.until !== this.until;
    if (state.trouble !== this.trouble) this.failures = state.trouble === null ? 0 : 1;
    const { trouble, at, until, freshAt } = state;
    Object.assign(this, { trouble, at, until, freshAt });
    return isNews;
  }

  /** A round that began at `startedAt` went well. It says nothing about trouble that came since. */
  succeeded(startedAt: number): void {
    if (this.trouble === 'auth' || (this.trouble && this.at > startedAt)) return;
    if (this.trouble) this.reset();
    this.freshAt = this.clock.now();
  }

  /** Takes in a failure; true when it is the first of its kind in a row, which is the one to log. */
  failed(error: unknown): boolean {
    const trouble = troubleOf(error);
    const isFirst = this.trouble !== trouble;
    this.failures = isFirst ? 1 : this.failures + 1;
    this.trouble = trouble;
    this.at = this.clock.now();
    if (trouble !== 'auth') this.until = this.clock.now() + this.wait(trouble, error);
    return isFirst;
  }

  /** Lets the next request through, whatever happened before. */
  reset(): void {
    this.trouble = null;
    this.failures = 0;
    this.until = 0;
    this.at = this.clock.now();
  }

  /** Lets a person's refresh through a wait that the server did not ask for. */
  hurry(): void {
    if (this.trouble !== 'throttled') this.until = 0;
  }

  private wait(trouble: Trouble, error: unknown): number {
    if (ApiError.is(error) && error.retryAfterMs !== undefined)
      return Math.min(Math.max(error.retryAfterMs, shortestMs), longestMs);
    const { first, longest } =
      trouble === 'throttled' ? throttle : trouble === 'payment' ? payment : this.pace().failure;
    return Math.min(first * 2 ** (this.failures - 1), longest);
  }
}
