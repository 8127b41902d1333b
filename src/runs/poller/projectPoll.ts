import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import type { LlamaCloud } from '../../client/api';
import type { FactsReader } from '../facts';
import type { Health } from './health';
import { type Attention, jittered, nextInterval, type Pace } from './pace';
import { type AskedIn, pollRound } from './round';
import type { Subject } from './subject';
import { Watch } from './watch';

/** Longest delay of the poll that follows a return to the window. */
const returnJitterMs = 2_000;

export interface ProjectPollOptions {
  connectionId: string;
  projectId: string;
  clock: Clock;
  random: () => number;
  facts: FactsReader;
  health: Health;
  pace(): Pace;
  attention(): Attention;
  client(): Promise<LlamaCloud>;
  /** After every round that began at `startedAt`; `failure` holds what it ended with. */
  ended(poll: ProjectPoll, startedAt: number, failure?: { error: unknown }): Promise<void>;
}

/** The polling of one project on one server: a chain of timers that is there only while something is watched. */
export class ProjectPoll implements Disposable {
  private readonly watched = new Map<string, Watch>();
  private readonly askedIn: AskedIn = { status: 0, results: 0, jobs: 0 };
  private timer: unknown;
  private dueAt = Number.POSITIVE_INFINITY;
  private interval = 0;
  private round = 0;
  private lastEndedAt = Number.NEGATIVE_INFINITY;
  private underWay: AbortController | undefined;
  private hurried = false;

  constructor(readonly options: ProjectPollOptions) {}

  get watches(): readonly Watch[] {
    return [...this.watched.values()];
  }

  /** Makes these the batches under watch. A new one starts the intervals over. */
  watch(subjects: readonly Subject[]): void {
    const wanted = new Set(subjects.map(subject => subject.batchId));
    for (const batchId of this.watched.keys()) if (!wanted.has(batchId)) this.watched.delete(batchId);
    const added = subjects.filter(subject => !this.watched.has(subject.batchId));
    for (const subject of added) this.watched.set(subject.batchId, new Watch(subject));
    if (this.watched.size === 0) this.disarm();
    else if (added.length > 0) this.hurry();
  }

  /** Something was started or asked for by a person: intervals begin anew, the next look is near. */
  hurry(): void {
    this.interval = this.options.pace().start;
    this.hurried = true;
    this.armBy(jittered(this.interval, this.options.random));
  }

  /** Looks now, unless a look is under way or the server is not to be asked. */
  poke(): void {
    this.interval = this.options.pace().start;
    this.hurried = true;
    this.armBy(0);
  }

  /** The person looks more closely, or less: a longer interval than is now allowed is cut. */
  attend(): void {
    if (this.timer === undefined) return;
    const { pace, attention, random, clock } = this.options;
    const longest = pace().longest;
    this.interval = Math.min(this.interval, longest[attention()]);
    const age = clock.now() - this.lastEndedAt;
    if (age > longest.watching && attention() !== 'unfocused') this.armBy(random() * returnJitterMs);
    else this.armBy(Math.max(jittered(this.interval, random) - age, 0));
  }

  dispose(): void {
    this.watched.clear();
    this.disarm();
    this.underWay?.abort(new Error('Polling has ended.'));
  }

  /** Sets the timer, if there is something to watch and the timer would not go off sooner anyway. */
  private armBy(ms: number): void {
    const { clock, health } = this.options;
    const at = Math.max(clock.now() + ms, health.blockedUntil);
    if (this.underWay || this.watched.size === 0 || (this.timer !== undefined && this.dueAt <= at)) return;
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
    const { clock, health, random } = this.options;
    this.disarm();
    if (health.blockedUntil > clock.now()) {
      this.armBy(0);
      return;
    }
    const underWay = new AbortController();
    this.underWay = underWay;
    this.hurried = false;
    const startedAt = clock.now();
    const failure = await this.ask(underWay.signal);
    if (underWay.signal.aborted) return;
    this.lastEndedAt = clock.now();
    await this.options.ended(this, startedAt, failure);
    this.underWay = undefined;
    this.armBy(jittered(this.interval, random));
  }

  private async ask(signal: AbortSignal): Promise<{ error: unknown } | undefined> {
    const { clock, facts, connectionId, projectId, pace, attention } = this.options;
    try {
      const client = await this.options.client();
      const thrifty = pace().thrifty;
      const context = { client, connectionId, projectId, clock, facts, signal, round: ++this.round, thrifty };
      const changed = await pollRound(context, this.watches, this.askedIn);
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
