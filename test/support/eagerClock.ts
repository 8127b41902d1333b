import type { Clock } from '../../src/base/clock';

interface Timer {
  at: number;
  callback: () => void;
}

/** Real milliseconds without anything under way after which nothing but a timer can go on. */
const quietMs = 1;

/**
 * A clock whose time stands still while work is under way and leaps to the next timer when none is: what takes hours
 * passes at once, yet nothing is ever too late for a busy machine. It sees the work of the file system by itself.
 */
export class EagerClock implements Clock {
  private readonly timers = new Map<number, Timer>();
  private handles = 0;
  private activity = 0;
  private waiting: NodeJS.Timeout | undefined;

  /** @param isBusy whether other work is under way, such as requests. */
  constructor(
    private time: number,
    private readonly isBusy: () => boolean = () => false,
  ) {}

  now(): number {
    return this.time;
  }

  setTimeout(callback: () => void, ms: number): unknown {
    const handle = ++this.handles;
    this.timers.set(handle, { at: this.time + Math.max(ms, 0), callback });
    this.touch();
    return handle;
  }

  clearTimeout(handle: unknown): void {
    this.timers.delete(handle as number);
  }

  /** No timer fires any more. */
  dispose(): void {
    this.timers.clear();
    clearTimeout(this.waiting);
  }

  private touch(): void {
    this.activity++;
    this.waiting ??= setTimeout(() => this.leap(this.activity), quietMs);
  }

  private leap(activity: number): void {
    this.waiting = undefined;
    if (this.timers.size === 0) return;
    if (activity === this.activity && !readsDisk() && !this.isBusy()) this.fireNext();
    if (this.timers.size > 0) this.waiting ??= setTimeout(() => this.leap(this.activity), quietMs);
  }

  private fireNext(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.timers.values()) next = Math.min(next, at);
    this.time = Math.max(this.time, next);
    const due = [...this.timers].filter(([, timer]) => timer.at <= this.time);
    for (const [handle, { callback }] of due) if (this.timers.delete(handle)) callback();
  }
}

/** A file being opened, read, written or closed. */
const readsDisk = (): boolean =>
  process.getActiveResourcesInfo().some(name => name.startsWith('FSReq') || name === 'CloseReq');
