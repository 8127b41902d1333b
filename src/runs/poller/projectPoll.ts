import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import type { LlamaCloud } from '../../client/api';
import type { FactsReader } from '../facts';
import type { RoundContext } from './ask';
import type { Health } from './health';
import type { LateCharges, Uncharged } from './lateCharges';
import type { Holder, Lease, SeenBatch } from './lease';
import { type Attention, jittered, nextInterval, type Pace } from './pace';
import type { AskedIn } from './round';
import type { Subject } from './subject';
import { Watch } from './watch';

/** Longest delay of the poll that follows a return to the window. */
const returnJitterMs = 2_000;
/** A window that follows looks this often whether the one that asks is still there; that costs no request. */
const followMs = 5_000;
/** Batches made elsewhere that other windows are told of, also after their end. */
const mostTold = 100;

export interface ProjectPollOptions {
  connectionId: string;
  projectId: string;
  clock: Clock;
  random: () => number;
  facts: FactsReader;
  health: Health;
  charges: LateCharges;
  /** The right to ask, where several windows share it. */
  lease: Lease | undefined;
  pace(): Pace;
  attention(): Attention;
  client(): Promise<LlamaCloud>;
  /** Takes in what other windows know of the server. */
  sync(): Promise<void>;
  /** This window now asks in the place of another; before it does. */
  takingOver(): Promise<void>;
  /** After every round that began at `startedAt`; `failure` holds what it ended with. */
  ended(poll: ProjectPoll, startedAt: number, failure?: { error: unknown }): Promise<void>;
}

/** What a window may do at one look. */
interface Turn {
  /** Until it looks again; 0 where it may ask now. */
  wait: number;
  /** It asks for all windows. */
  leads: boolean;
  /** All that it asks for; everything where that is not said. */
  only?: readonly Watch[];
}

/** The polling of one project on one server: a chain of timers that is there only while something is watched. */
export class ProjectPoll implements Disposable {
  private readonly watched = new Map<string, Watch>();
  private readonly askedIn: AskedIn = { status: 0, results: 0, jobs: 0 };
  private readonly answers = { count: 0 };
  private readonly told = new Map<string, SeenBatch>();
  private timer: unknown;
  private dueAt = Number.POSITIVE_INFINITY;
  private interval = 0;
  private round = 0;
  /** End of the last round of any window, as far as known, and of this one. */
  private lastEndedAt = Number.NEGATIVE_INFINITY;
  private lastOwnAt = Number.NEGATIVE_INFINITY;
  private underWay: AbortController | undefined;
  private hurried = false;
  /** A person asked for news, so that this window asks whichever had the right to. */
  private forced = false;
  private asks = false;

  constructor(readonly options: ProjectPollOptions) {}

  get watches(): readonly Watch[] {
    return [...this.watched.values()];
  }

  /** Whether it was this window that asked last. */
  get isLeading(): boolean {
    return this.asks;
  }

  /** Makes these what is watched. A new batch starts the intervals over. */
  watch(subjects: readonly Subject[], uncharged: readonly Uncharged[] = []): void {
    const wanted = new Set(subjects.map(subject => subject.batchId));
    for (const batchId of this.watched.keys()) if (!wanted.has(batchId)) this.watched.delete(batchId);
    const added = subjects.filter(subject => !this.watched.has(subject.batchId));
    for (const subject of added) this.watched.set(subject.batchId, new Watch(subject));
    this.options.charges.watch(uncharged, this.options.clock.now());
    if (this.isIdle) {
      this.disarm();
      void this.options.lease?.release();
    } else if (added.length > 0) this.hurry();
    // Not each time: of many spread waits the shortest would count.
    else this.armBy(this.timer === undefined ? this.wait() : this.waitFor(this.options.charges.nextAt));
  }

  /** Something was started or asked for by a person: intervals begin anew, the next look is near. */
  hurry(): void {
    this.interval = this.options.pace().start;
    this.hurried = true;
    this.armBy(jittered(this.interval, this.options.random));
  }

  /** Looks now, unless a look is under way or the server is not to be asked; `forced` where a person asks for it. */
  poke(forced = false): void {
    if (this.isIdle) return;
    for (const watch of this.watched.values()) watch.readmit();
    this.interval = this.options.pace().start;
    this.hurried = true;
    this.forced ||= forced;
    this.armBy(0);
  }

  /** The person looks more closely, or less: a longer interval than is now allowed is cut. */
  attend(): void {
    const { pace, attention, random, clock } = this.options;
    if (this.timer === undefined) return;
    const longest = pace().longest;
    this.interval = Math.min(this.interval, longest[attention()]);
    const age = clock.now() - this.lastEndedAt;
    if (age > longest.watching && attention() !== 'unfocused') this.armBy(random() * returnJitterMs);
    else this.armBy(this.wait());
  }

  /** The window has lost the focus: one that gets it may ask in its place. */
  yieldFocus(): void {
    void this.options.lease?.tell({ focused: false });
  }

  dispose(): void {
    this.watched.clear();
    this.disarm();
    this.underWay?.abort(new Error('Polling has ended.'));
    this.options.lease?.dispose();
  }

  private get isIdle(): boolean {
    return this.watched.size === 0 && this.options.charges.nextAt === Number.POSITIVE_INFINITY;
  }

  private get askable(): Watch[] {
    const now = this.options.clock.now();
    return this.watches.filter(watch => watch.restsUntil <= now);
  }

  /** The wait from now until something is to be asked; Infinity where nothing is. */
  private wait(): number {
    const charged = this.waitFor(this.options.charges.nextAt);
    if (this.askable.length > 0) {
      const spread = jittered(this.interval, this.options.random);
      return Math.min(this.waitFor(this.lastEndedAt + spread), charged);
    }
    return Math.min(charged, ...this.watches.map(watch => this.waitFor(watch.restsUntil)));
  }

  private waitFor(at: number): number {
    return Math.max(at - this.options.clock.now(), 0);
  }

  /** Sets the timer, if there is something to watch and the timer would not go off sooner anyway. */
  private armBy(ms: number): void {
    const { clock, health } = this.options;
    const at = Math.max(clock.now() + ms, health.blockedUntil);
    if (this.underWay || this.isIdle || (this.timer !== undefined && this.dueAt <= at)) return;
    this.disarm();
    if (at === Number.POSITIVE_INFINITY) return;
    this.dueAt = at;
    this.timer = clock.setTimeout(() => void this.look(), at - clock.now());
  }

  private disarm(): void {
    if (this.timer !== undefined) this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
    this.dueAt = Number.POSITIVE_INFINITY;
  }

  /** Never rejects: what went wrong is for the owner to tell. */
  private async look(): Promise<void> {
    this.disarm();
    const underWay = new AbortController();
    this.underWay = underWay;
    const wait = await this.turn(underWay.signal);
    if (underWay.signal.aborted) return;
    this.underWay = undefined;
    this.armBy(wait);
  }

  /** Asks, where it is this window's turn; gives the wait until the next look. */
  private async turn(signal: AbortSignal): Promise<number> {
    const { clock, health, lease } = this.options;
    await this.options.sync();
    if (health.blockedUntil > clock.now()) {
      await this.releaseForGood();
      return 0;
    }
    const turn = lease && !signal.aborted ? await this.takeTurn(lease) : { wait: 0, leads: true };
    if (turn.wait > 0 || signal.aborted || this.isIdle) return turn.wait;
    this.asks = turn.leads;
    this.hurried = false;
    const startedAt = clock.now();
    const failure = await this.ask(signal, turn.only);
    if (signal.aborted) return 0;
    this.lastEndedAt = this.lastOwnAt = clock.now();
    const batches = this.toTell();
    await this.options.ended(this, startedAt, failure);
    await lease?.tell({ askedAt: this.lastEndedAt, interval: this.interval, batches });
    await this.releaseForGood();
    return turn.leads ? this.wait() : followMs;
  }

  /** Nobody needs the right to ask a server that does not accept who we are. */
  private async releaseForGood(): Promise<void> {
    const { health, lease } = this.options;
    if (health.blockedUntil === Number.POSITIVE_INFINITY) await lease?.release();
  }

  /** Whether it is this window's turn, and else how long it waits to look again. */
  private async takeTurn(lease: Lease): Promise<Turn> {
    const { forced } = this;
    const heldBefore = lease.isHeld;
    this.forced = false;
    const { held, other } = await lease.take({ focused: this.options.attention() !== 'unfocused', forced });
    if (other) await this.follow(other, held);
    if (!held) {
      this.asks = false;
      this.hurried = false;
      const only = other ? this.unknownTo(other) : [];
      return only.length > 0 ? { wait: 0, leads: false, only } : { wait: followMs, leads: false };
    }
    if (heldBefore || forced) return { wait: 0, leads: true };
    await this.options.takingOver();
    return { wait: other ? this.wait() : 0, leads: true };
  }

  /** Batches made elsewhere that only this window knows of, and asks for itself, as rarely as a window out of focus. */
  private unknownTo({ askedAt, batches }: Holder): Watch[] {
    const isDue = this.options.clock.now() - this.lastOwnAt >= this.options.pace().longest.unfocused;
    if (askedAt === null || !isDue) return [];
    return this.askable.filter(({ subject }) => subject.isForeign && !(subject.batchId in batches));
  }

  /** Takes up from where another window is: the time and the interval of its last round, and what it saw. */
  private async follow({ askedAt, interval, batches }: Holder, instead: boolean): Promise<void> {
    const { pace, attention } = this.options;
    this.lastEndedAt = Math.max(this.lastEndedAt, askedAt ?? Number.NEGATIVE_INFINITY);
    if (interval > 0 && !(instead && this.hurried)) {
      this.interval = Math.min(interval, pace().longest[attention()]);
    }
    for (const watch of this.watches) {
      const seen = watch.subject.isForeign ? batches[watch.subject.batchId] : undefined;
      if (seen) await watch.take({ status: seen.status, created_at: null, updated_at: seen.updatedAt });
    }
  }

  private toTell(): Record<string, SeenBatch> {
    for (const { subject, updatedAt } of this.watches) {
      if (!subject.isForeign) continue;
      this.told.delete(subject.batchId);
      this.told.set(subject.batchId, { status: subject.status, updatedAt });
    }
    for (const batchId of this.told.keys()) if (this.told.size > mostTold) this.told.delete(batchId);
    return Object.fromEntries(this.told);
  }

  private async ask(signal: AbortSignal, only?: readonly Watch[]): Promise<{ error: unknown } | undefined> {
    const { clock, facts, charges, connectionId, projectId, pace, attention } = this.options;
    try {
      const { pollRound } = await import('./round');
      const client = await this.options.client();
      const context: RoundContext = {
        client,
        connectionId,
        projectId,
        clock,
        facts,
        signal,
        answers: this.answers,
        round: ++this.round,
        thrifty: pace().thrifty,
      };
      let changed = await pollRound(context, only ?? this.askable, this.askedIn);
      if (!only && charges.nextAt <= clock.now() && (await charges.round(context))) changed = true;
      // A person who acted while the round was under way gets the short interval that they asked for.
      if (!this.hurried) this.interval = nextInterval(pace(), this.interval, changed, attention());
      return undefined;
    } catch (error) {
      // The wait after a failure is the server's health to say, not the interval's.
      this.interval = pace().start;
      return { error };
    }
  }
}
