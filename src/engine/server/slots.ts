import type { Clock } from '../../base/clock';

/** A number of places, and a queue for them that is neither endless nor slow. */
export class Slots {
  private taken = 0;
  private readonly waiting = new Set<() => void>();

  /** `waitMs`: the longest wait for a place. */
  constructor(
    private readonly clock: Clock,
    private readonly limits: { places: number; queue: number; waitMs: number },
  ) {}

  /** Takes a place, in turn. False where the queue is full, or the wait is over or aborted: then no place was taken. */
  take(signal: AbortSignal): Promise<boolean> {
    const { places, queue, waitMs } = this.limits;
    if (this.taken < places) {
      this.taken++;
      return Promise.resolve(true);
    }
    if (this.waiting.size >= queue) return Promise.resolve(false);
    return new Promise(resolve => {
      const end = (hasPlace: boolean) => {
        this.waiting.delete(go);
        this.clock.clearTimeout(timer);
        signal.removeEventListener('abort', giveUp);
        resolve(hasPlace);
      };
      const go = () => end(true);
      const giveUp = () => end(false);
      const timer = this.clock.setTimeout(giveUp, waitMs);
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.add(go);
    });
  }

  /** Gives a place back: it goes to whoever has waited longest. */
  give(): void {
    const [next] = this.waiting;
    if (next) next();
    else this.taken--;
  }
}
