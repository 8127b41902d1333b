import type { Clock } from '../base/clock';
import type { RowsChange } from './rows';

/**
 * What comes once a file is gathered this long, in milliseconds: looking at a run costs the more the more files it has,
 * and nobody reads faster.
 */
const gatherMs = 100;

/** Gathers what changed into one event a microtask, or a transaction. */
export class RowChanges {
  private readonly addedKeys = new Set<string>();
  private readonly changedKeys = new Set<string>();
  private readonly removedKeys = new Set<string>();
  private scheduled = false;
  private depth = 0;
  private gatheredAt = Number.NEGATIVE_INFINITY;
  private timer: unknown;

  /** `settle` runs before the event is made and may report further changes. */
  constructor(
    private readonly clock: Clock,
    private readonly settle: () => void,
    private readonly fire: (change: RowsChange) => void,
  ) {}

  added(key: string): void {
    // Gone and back within one event is a change to whoever listens.
    if (this.removedKeys.delete(key)) this.changedKeys.add(key);
    else this.addedKeys.add(key);
    this.schedule();
  }

  changed(key: string): void {
    if (!this.addedKeys.has(key)) this.changedKeys.add(key);
    this.schedule();
  }

  removed(key: string): void {
    this.changedKeys.delete(key);
    if (!this.addedKeys.delete(key)) this.removedKeys.add(key);
    this.schedule();
  }

  transaction<T>(work: () => T): T {
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
      if (this.depth === 0) this.flush();
    }
  }

  schedule(): void {
    if (this.scheduled || this.depth > 0) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.flush();
    });
  }

  /** As {@link schedule}, but not more often than every {@link gatherMs}. */
  scheduleSeldom(): void {
    if (this.timer !== undefined) return;
    const gathered = () => {
      this.timer = undefined;
      this.gatheredAt = this.clock.now();
      this.schedule();
    };
    const wait = this.gatheredAt + gatherMs - this.clock.now();
    if (wait <= 0) gathered();
    // A clock that was set back must not hold changes up.
    else this.timer = this.clock.setTimeout(gathered, Math.min(wait, gatherMs));
  }

  /** Tells nothing any more of what is still gathered. */
  dispose(): void {
    this.clock.clearTimeout(this.timer);
  }

  /** Drops what was gathered: nobody has been told of the state before it. */
  forget(): void {
    this.addedKeys.clear();
    this.changedKeys.clear();
    this.removedKeys.clear();
  }

  private flush(): void {
    this.settle();
    if (this.addedKeys.size + this.changedKeys.size + this.removedKeys.size === 0) return;
    const change = {
      added: [...this.addedKeys],
      changed: [...this.changedKeys],
      removed: [...this.removedKeys],
    };
    this.forget();
    this.fire(change);
  }
}
