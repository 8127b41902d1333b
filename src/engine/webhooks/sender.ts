import { delay } from '../../base/clock';
import { messageOf } from '../../base/log';
import type { DeliveryRow } from '../store/webhookOutbox';
import { type AttemptOptions, attempt, diskRetryMs, mostBackOffMs } from './attempt';

/** Deliveries under way at the same time: to one receiver, so that a slow one leaves room to others, and to all. */
const mostPerReceiver = 4;
const mostAtOnce = 32;
/** Time that a receiver of whom nothing is heard can keep the engine from ending itself. */
const holdMs = 10 * 60_000;

export interface SenderOptions extends AttemptOptions {
  /** Nothing is left that the engine should stay for. */
  onIdle: () => void;
}

/**
 * Sends what is in the outbox: the events of one batch or job to one URL in order, others beside each other. A delivery
 * that an end of the engine cuts off is made again after the next start with the same event id.
 */
export class WebhookSender {
  /** Receivers that may have something due, and their lanes under way; who was served last comes last. */
  private readonly receivers = new Map<string, Set<string>>();
  private readonly running = new Set<Promise<void>>();
  private readonly ending = new AbortController();
  private stopping = false;
  private woken = false;
  private timer: unknown;
  private lastProgress = Number.NEGATIVE_INFINITY;
  private wasBusy = false;

  constructor(private readonly options: SenderOptions) {}

  /** Takes up what an earlier engine left. */
  start(): void {
    for (const receiver of this.options.outbox.receivers()) this.wake(receiver);
  }

  /** There is something for a receiver, or will be when the running transaction is committed. */
  wake(receiver: string): void {
    if (!this.receivers.has(receiver)) this.receivers.set(receiver, new Set());
    this.lastProgress = this.options.clock.now();
    if (this.woken) return;
    this.woken = true;
    // A transaction ends in the turn in which it began.
    queueMicrotask(() => {
      this.woken = false;
      this.pump();
    });
  }

  /** Whether the engine should stay: deliveries are left and receivers answer. */
  get busy(): boolean {
    const { outbox, clock } = this.options;
    return clock.now() - this.lastProgress < holdMs && !outbox.isEmpty;
  }

  /** Begins nothing more and cuts off what has not ended after `grace` milliseconds. */
  async stop(grace: number): Promise<void> {
    const { clock } = this.options;
    this.stopping = true;
    clock.clearTimeout(this.timer);
    const enough = new AbortController();
    const tooLong = grace > 0 ? delay(clock, grace, enough.signal).catch(() => undefined) : undefined;
    await Promise.race([Promise.all(this.running), tooLong]);
    enough.abort();
    this.ending.abort();
    await Promise.all(this.running);
  }

  private pump(): void {
    if (this.stopping) return;
    this.options.clock.clearTimeout(this.timer);
    try {
      const waits = [...this.receivers].map(([receiver, lanes]) => this.serve(receiver, lanes));
      this.noticeIdle();
      const wait = Math.min(...waits, Number.POSITIVE_INFINITY);
      if (wait < Number.POSITIVE_INFINITY) this.wakeIn(wait);
    } catch (error) {
      this.options.log.error(`webhooks cannot be read: ${messageOf(error)}`);
      this.wakeIn(diskRetryMs);
    }
  }

  private wakeIn(ms: number): void {
    this.timer = this.options.clock.setTimeout(() => this.pump(), ms);
  }

  /** Begins what is due. Milliseconds until more is; infinite where the end of a delivery will tell, or nothing is left. */
  private serve(receiver: string, lanes: Set<string>): number {
    const { outbox, clock } = this.options;
    while (lanes.size < mostPerReceiver && this.running.size < mostAtOnce) {
      const next = outbox.next(receiver, lanes);
      if (!next) {
        if (lanes.size === 0) this.receivers.delete(receiver);
        break;
      }
      const wait = next.due_at - clock.now();
      if (wait > mostBackOffMs) outbox.hasten(receiver, clock.now() + mostBackOffMs);
      if (wait > 0) return Math.min(wait, mostBackOffMs);
      this.begin(next, lanes);
    }
    return Number.POSITIVE_INFINITY;
  }

  private begin(delivery: DeliveryRow, lanes: Set<string>): void {
    const { receiver, lane } = delivery;
    lanes.add(lane);
    this.receivers.delete(receiver);
    this.receivers.set(receiver, lanes);
    const run = attempt(delivery, this.options, this.ending.signal).then(taken => {
      if (taken) this.lastProgress = this.options.clock.now();
      lanes.delete(lane);
      this.running.delete(run);
      this.pump();
    });
    this.running.add(run);
  }

  private noticeIdle(): void {
    const { busy, wasBusy } = this;
    this.wasBusy = busy;
    if (wasBusy && !busy) this.options.onIdle();
  }
}
