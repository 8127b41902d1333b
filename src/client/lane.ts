import type { AdaptiveLimit } from './adaptiveLimit';
import type { AttemptOutcome } from './attemptGate';

/** Answers that say that the server is too busy, whatever was asked. */
const busy: ReadonlySet<number> = new Set([429, 503]);
/** Pause after a busy answer that names none, doubled with each further one up to the longest. */
export const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

/** A time in which nothing starts, and the status that began it. */
interface Pause {
  since: number;
  until: number;
  status: number;
}

/** Attempts that share a number of places, and are held back together. */
export class Lane {
  pause: Pause | null = null;
  private active = 0;
  /** Busy answers since the last success. */
  private refusals = 0;
  /** Times that the server was found busy; what started before the latest says nothing about the server after it. */
  private timesBusy = 0;

  constructor(private readonly limit: AdaptiveLimit) {}

  get isFull(): boolean {
    return this.active >= this.limit.value;
  }

  /**
   * Takes a place. The function gives it back, once, and tells how long to leave a busy server alone by what is known
   * here, in milliseconds; null where it is not busy.
   */
  take(): (outcome: AttemptOutcome) => number | null {
    const { timesBusy } = this;
    this.active++;
    return ({ status }) => {
      const ownMs = this.hear(status, timesBusy === this.timesBusy);
      this.active--;
      return ownMs;
    };
  }

  private hear(status: number | undefined, isNew: boolean): number | null {
    if (status !== undefined && busy.has(status)) return isNew ? this.refused() : 0;
    if (status !== undefined && status < 300 && isNew) {
      this.limit.succeeded(this.active);
      this.refusals = 0;
    }
    return null;
  }

  private refused(): number {
    this.limit.refused();
    this.timesBusy++;
    return Math.min(firstPauseMs * 2 ** this.refusals++, longestPauseMs);
  }

  /** Starts nothing for that long; a pause that is under way is never shortened. */
  hold(now: number, ms: number, status: number): void {
    const until = now + ms;
    if (until > (this.pause?.until ?? now)) this.pause = { since: now, until, status };
  }

  /** Ends a pause that is over, or that a clock set back would prolong. */
  resume(now: number): void {
    if (this.pause && (this.pause.until <= now || now < this.pause.since)) this.pause = null;
  }
}
