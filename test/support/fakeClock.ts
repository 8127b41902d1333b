import type { Clock } from '../../src/base/clock';

interface Timer {
  at: number;
  order: number;
  callback: () => void;
}

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  private readonly timers = new Map<number, Timer>();
  private handles = 0;

  constructor(private time = Date.UTC(2026, 0, 5, 12, 0, 0)) {}

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const order = ++this.handles;
    this.timers.set(order, { at: this.time + Math.max(ms, 0), order, callback });
    return order;
  }

  clearTimeout(handle: unknown): void {
    this.timers.delete(handle as number);
  }

  /** Timers that are set. */
  get pending(): number {
    return this.timers.size;
  }

  /** Milliseconds until the next timer; undefined when there is none. */
  get next(): number | undefined {
    const first = this.first();
    return first && first.at - this.time;
  }

  /** Moves on by `ms`, firing each timer at its time and letting what it began come to rest before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let timer = this.first(); timer && timer.at <= end; timer = this.first()) {
      this.time = Math.max(timer.at, this.time);
      this.timers.delete(timer.order);
      timer.callback();
      await settle();
    }
    this.time = end;
  }

  private first(): Timer | undefined {
    return [...this.timers.values()].sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Lets promises that wait for no timer come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await new Promise(resolve => setImmediate(resolve));
}
