import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../../base/clock';
import { isAlive } from '../../base/isAlive';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { Board } from './board';

/** A holder shows this often that it lives. */
const heartbeatMs = 10_000;
/** A lease without a heartbeat for so long is free, whatever runs under the holder's number. */
const staleMs = 30_000;

/** Of one watched batch: what a window knows that has no ledger to read it from. */
const seenBatch = z.object({ status: z.string(), updatedAt: z.nullable(z.string()) });
export type SeenBatch = z.output<typeof seenBatch>;

const holder = z.object({
  window: z.string(),
  pid: z.number(),
  focused: z.boolean(),
  beatAt: z.number(),
  /** When it last asked the server, by this machine's clock; null before it did. */
  askedAt: z.nullable(z.number()),
  /** Its present interval in milliseconds. */
  interval: z.number(),
  /** Batches made elsewhere that it watches, by id. */
  batches: z.record(z.string(), seenBatch),
});
/** Who asks the server, and how far it is, as it stands in the lease's file. */
export type Holder = z.output<typeof holder>;

/** What a holder tells the windows that follow. */
export type Told = Pick<Holder, 'askedAt' | 'interval' | 'batches'>;

/** Ids of the windows of this process: a lease of this process's number by any other was left by a dead one. */
const windowsHere = new Set<string>();

/** A window, as the others know it. */
export class PollWindow implements Disposable {
  readonly id = randomUUID();
  readonly pid = process.pid;

  constructor() {
    windowsHere.add(this.id);
  }

  dispose(): void {
    windowsHere.delete(this.id);
  }
}

export interface Want {
  /** A window with the focus takes over from one without. */
  focused: boolean;
  /** A person asks for news here: this window takes over from any. */
  forced: boolean;
}

/** Outcome of asking for a lease: whether it is held, and what the holder before, or instead, told. */
export interface Taken {
  held: boolean;
  other: Holder | undefined;
}

/**
 * The right to ask one server for one project, among the windows of this machine. The last to write has it; a holder
 * that lost it notices before it asks again, so two at a moment cost a request and nothing else.
 */
export class Lease implements Disposable {
  private held: Holder | undefined;
  private timer: unknown;
  private readonly board: Board;
  private work: Promise<unknown> = Promise.resolve();
  private fails = false;
  private disposed = false;

  constructor(
    private readonly name: string,
    private readonly window: PollWindow,
    private readonly options: { board: Board; clock: Clock; log: Log },
  ) {
    this.board = options.board;
  }

  get isHeld(): boolean {
    return this.held !== undefined;
  }

  /** Takes the lease where it is free or may be taken over. Where the disk fails every window asks for itself. */
  take(want: Want): Promise<Taken> {
    return this.inTurn(() => this.tryTake(want), { held: true, other: undefined });
  }

  /** Tells the other windows how far this one is; nothing where it does not hold the lease. */
  async tell(told: Partial<Told & { focused: boolean }>): Promise<void> {
    if (this.held) await this.inTurn(() => this.update(told), undefined);
  }

  /** Gives the lease back. */
  async release(): Promise<void> {
    if (!this.held) return;
    await this.inTurn(async () => {
      if (!this.held) return;
      this.lose();
      if (parse(await this.board.read(this.name))?.window === this.window.id)
        await this.board.remove(this.name);
    }, undefined);
  }

  /** Gives the lease back before the process may end. */
  dispose(): void {
    const wasHeld = this.isHeld;
    this.disposed = true;
    this.lose();
    try {
      if (wasHeld) this.board.removeNow(this.name);
    } catch (error) {
      this.options.log.warn(`The lease of a window that closes stays for a while: ${messageOf(error)}`);
    }
  }

  private async tryTake({ focused, forced }: Want): Promise<Taken> {
    const text = await this.board.read(this.name);
    if (this.disposed) return { held: false, other: undefined };
    const found = parse(text);
    if (found?.window === this.window.id && this.held) {
      if (found.focused !== focused) await this.update({ focused });
      return { held: this.held !== undefined, other: undefined };
    }
    const isOthers = found && found.window !== this.window.id && !this.isStale(found);
    if (isOthers && !forced && !(focused && !found.focused)) {
      this.lose();
      return { held: false, other: found };
    }
    const { clock } = this.options;
    const { askedAt, interval, batches } = found ?? { askedAt: null, interval: 0, batches: {} };
    const { id, pid } = this.window;
    const own: Holder = { window: id, pid, focused, beatAt: clock.now(), askedAt, interval, batches };
    if (text === undefined) await this.board.create(this.name, JSON.stringify(own));
    else await this.board.write(this.name, JSON.stringify(own));
    const after = parse(await this.board.read(this.name));
    if (this.disposed || after?.window !== id) {
      this.lose();
      return { held: false, other: after };
    }
    this.held = own;
    this.beatLater();
    return { held: true, other: found };
  }

  /** Writes what is new, unless another window has taken over. */
  private async update(news: Partial<Holder>): Promise<void> {
    const found = parse(await this.board.read(this.name));
    if (!this.held) return;
    if (found?.window !== this.window.id) {
      this.lose();
      return;
    }
    this.held = { ...this.held, ...news, beatAt: this.options.clock.now() };
    await this.board.write(this.name, JSON.stringify(this.held));
  }

  private isStale({ window, pid, beatAt }: Holder): boolean {
    if (pid === process.pid ? !windowsHere.has(window) : !isAlive(pid)) return true;
    return Math.abs(this.options.clock.now() - beatAt) > staleMs;
  }

  private lose(): void {
    this.held = undefined;
    this.stopBeating();
  }

  private beatLater(): void {
    this.stopBeating();
    this.timer = this.options.clock.setTimeout(() => {
      void this.tell({}).then(() => {
        if (this.held) this.beatLater();
      });
    }, heartbeatMs);
  }

  private stopBeating(): void {
    this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** One piece of work with the file at a time; what the disk refuses is logged, and `otherwise` is the result. */
  private inTurn<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    const done = this.work.then(work).then(
      result => {
        this.fails = false;
        return result;
      },
      (error: unknown) => {
        if (!this.fails)
          this.options.log.warn(`The windows cannot agree on who asks the server: ${messageOf(error)}`);
        this.fails = true;
        return otherwise;
      },
    );
    this.work = done;
    return done;
  }
}

function parse(text: string | undefined): Holder | undefined {
  if (text === undefined) return undefined;
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
