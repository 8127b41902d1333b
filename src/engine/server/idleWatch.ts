import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';

/** Notices that nobody has needed the engine for a while. */
export class IdleWatch implements Disposable {
  private timer: unknown;
  private disposed = false;

  constructor(
    private readonly clock: Clock,
    /** Null: never. */
    private readonly timeoutMs: number | null,
    private readonly isNeeded: () => boolean,
    private readonly onIdle: () => void,
  ) {}

  /** Starts the wait anew: call it whenever something happened, also when something that needed the engine ended. */
  touch(): void {
    if (this.timeoutMs === null || this.disposed) return;
    this.clock.clearTimeout(this.timer);
    this.timer = this.clock.setTimeout(() => {
      if (!this.isNeeded()) this.onIdle();
    }, this.timeoutMs);
  }

  dispose(): void {
    this.disposed = true;
    this.clock.clearTimeout(this.timer);
  }
}
