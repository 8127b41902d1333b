import type { Clock } from '../../base/clock';
import { Emitter, type Event } from '../../base/event';
import { type Disposable, DisposableStore } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { LlamaCloud } from '../../client/api';
import { FactsReader } from '../facts';
import { groupBy } from '../groupBy';
import { batchIdOf, runIdOf } from '../keys';
import type { RunLedger } from '../ledgerEvents';
import type { Verdict } from '../outcomes';
import type { Run } from '../run';
import type { RowStore } from '../store';
import { ForeignSubject } from './foreignSubject';
import { Health, troubleOf } from './health';
import { type Attention, type Pace, paceOf } from './pace';
import { ProjectPoll } from './projectPoll';
import { endOf, subjectsOf } from './runSubject';
import type { Subject } from './subject';

/** Batches older than this are asked for once and then given up. */
const oldestWatchedMs = 7 * 24 * 3_600_000;
const givenUp: Verdict = {
  outcome: 'expired',
  error: 'No end of it was seen within 7 days, so it is no longer asked for. Parse the file again.',
  pages: null,
  failedPages: 0,
};

export interface PollerOptions {
  clock: Clock;
  /** 0 to 1, as Math.random. */
  random: () => number;
  ledger: RunLedger;
  store: RowStore;
  /** The server of a connection; may start the engine on this machine again. */
  clientFor(connectionId: string): Promise<LlamaCloud>;
  /** Shortest interval of a connection in milliseconds: 2,000 where requests are counted, less where they cost nothing. */
  minIntervalMs(connectionId: string): number;
  /** Longest interval while the window is focused and the tree in sight, in milliseconds: the person's setting. */
  maxIntervalMs(): number;
  log: Log;
  /** Shared with the catalog, so that what was learned about a server is learned once. */
  facts?: FactsReader;
}

export interface AuthLost {
  connectionId: string;
  /** The server's refusal as a sentence. */
  message: string;
}

/**
 * Follows every batch that has not come to its end, and writes what it learns into the ledger (runs) or the store
 * (batches made elsewhere). Watched are all runs of the ledger, whichever window
 * started them, and, while the tree is in sight, the active batches made elsewhere. No timer and no request when
 * nothing is active.
 */
export class Poller implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly authLost = this.owned.add(new Emitter<AuthLost>());
  /** A server refused who we are: told once, until `resume`. */
  readonly onAuthLost: Event<AuthLost> = this.authLost.event;
  private readonly polls = new Map<string, ProjectPoll>();
  private readonly healths = new Map<string, Health>();
  private readonly facts: FactsReader;
  private readonly asked = new Set<string>();
  private started = false;
  private updating = false;
  private focused = true;
  private visible = false;

  constructor(private readonly options: PollerOptions) {
    this.facts = options.facts ?? new FactsReader();
    this.owned.add(options.ledger.onDidChange(() => this.updateSoon()));
    this.owned.add(options.store.onDidChange(() => this.updateSoon()));
  }

  /** Takes up the runs that the ledger holds and looks at them at once. */
  start(): void {
    this.started = true;
    this.update();
    for (const poll of this.polls.values()) poll.poke();
  }

  /** The window has the focus. */
  setFocused(focused: boolean): void {
    if (focused === this.focused) return;
    this.focused = focused;
    if (focused) this.attend();
  }

  /** The tree is in sight. */
  setVisible(visible: boolean): void {
    if (visible === this.visible) return;
    this.visible = visible;
    this.update();
    if (visible) this.attend();
  }

  /** A person did something with a batch: it is looked at soon, and to its end even if the tree is hidden. */
  watch(rowKey: string): void {
    if (batchIdOf(rowKey) !== undefined) this.asked.add(rowKey);
    this.update();
    for (const poll of this.polls.values()) {
      if (poll.watches.some(watch => watch.subject.rowKey === rowKey)) poll.hurry();
    }
  }

  /** A person asks for news now. Gives a sentence for each server that cannot be asked, to be shown. */
  pokeNow(): string[] {
    const refusals = new Set<string>();
    for (const poll of this.polls.values()) {
      const { health } = poll.options;
      health.hurry();
      if (health.refusal) refusals.add(health.refusal);
      else poll.poke();
    }
    return [...refusals];
  }

  /** The person signed in again, or a server was started again. */
  resume(connectionId: string): void {
    const health = this.healths.get(connectionId);
    if (!health) return;
    health.reset();
    this.options.store.setNote(connectionId, null);
    this.ofConnection(connectionId).forEach(poll => {
      poll.poke();
    });
  }

  dispose(): void {
    this.started = false;
    for (const poll of this.polls.values()) poll.dispose();
    this.polls.clear();
    this.owned.dispose();
  }

  private get attention(): Attention {
    if (!this.focused) return 'unfocused';
    return this.visible ? 'watching' : 'hidden';
  }

  private attend(): void {
    for (const poll of this.polls.values()) poll.attend();
  }

  private updateSoon(): void {
    if (this.updating) return;
    this.updating = true;
    queueMicrotask(() => this.update());
  }

  /** Brings the projects' polls in step with what there is to watch, and ends the runs of which nothing is left. */
  private update(): void {
    this.updating = false;
    if (!this.started) return;
    const subjects = groupBy(this.subjects(), subject => `${subject.connectionId} ${subject.projectId}`);
    for (const [key, list] of subjects) {
      const first = list[0];
      if (first) this.pollFor(key, first.connectionId, first.projectId).watch(list);
    }
    for (const [key, poll] of this.polls) if (!subjects.has(key)) poll.watch([]);
  }

  private subjects(): Subject[] {
    const { ledger, store, clock } = this.options;
    const runs = ledger.runs().flatMap(run => {
      const subjects = subjectsOf(ledger, run);
      if (subjects.length === 0) this.endIfDone(run);
      return subjects;
    });
    const oldest = clock.now() - oldestWatchedMs;
    const foreign = store.active().flatMap(row => {
      const batchId = batchIdOf(row.key);
      const wanted = this.asked.has(row.key) || (this.visible && (row.createdAt ?? 0) > oldest);
      return batchId !== undefined && wanted ? new ForeignSubject(store, row, batchId) : [];
    });
    return [...runs, ...foreign];
  }

  private pollFor(key: string, connectionId: string, projectId: string): ProjectPoll {
    const held = this.polls.get(key);
    if (held) return held;
    const { clock, random, clientFor } = this.options;
    const made = new ProjectPoll({
      connectionId,
      projectId,
      clock,
      random,
      facts: this.facts,
      health: this.healthOf(connectionId),
      pace: () => this.paceOf(connectionId),
      attention: () => this.attention,
      client: () => clientFor(connectionId),
      ended: (poll, startedAt, failure) => this.roundEnded(poll, startedAt, failure),
    });
    this.polls.set(key, made);
    return made;
  }

  private paceOf(connectionId: string): Pace {
    return paceOf(this.options.minIntervalMs(connectionId), this.options.maxIntervalMs());
  }

  private healthOf(connectionId: string): Health {
    const held = this.healths.get(connectionId);
    if (held) return held;
    const made = new Health(this.options.clock, () => this.paceOf(connectionId));
    this.healths.set(connectionId, made);
    return made;
  }

  private ofConnection(connectionId: string): ProjectPoll[] {
    return [...this.polls.values()].filter(poll => poll.options.connectionId === connectionId);
  }

  private async roundEnded(
    poll: ProjectPoll,
    startedAt: number,
    failure?: { error: unknown },
  ): Promise<void> {
    const { connectionId, health } = poll.options;
    const { store, log } = this.options;
    if (!failure) {
      if (health.note !== null) log.info(`${connectionId}: answers again`);
      health.succeeded(startedAt);
    } else if (health.failed(failure.error)) {
      log.warn(`${connectionId}: ${messageOf(failure.error)}`);
      if (troubleOf(failure.error) === 'auth') {
        this.authLost.fire({ connectionId, message: messageOf(failure.error) });
      }
    }
    store.setNote(connectionId, health.note);
    if (!failure) await this.giveUpOld(poll);
    this.update();
  }

  /** Gives up batches that are too old to be watched, once all there is to ask about them has been asked. */
  private async giveUpOld(poll: ProjectPoll): Promise<void> {
    const oldest = this.options.clock.now() - oldestWatchedMs;
    for (const watch of poll.watches) {
      const { subject } = watch;
      // A run that was taken up again after a week has a young batch.
      const bornAt = watch.createdAt ?? subject.startedAt;
      if (bornAt === null || bornAt > oldest || !watch.askedForAll) continue;
      const runId = runIdOf(subject.rowKey);
      if (runId === undefined) this.asked.delete(subject.rowKey);
      else await this.write(() => subject.write({ status: 'FAILED', files: watch.forAllOpen(givenUp) }));
    }
  }

  /** Ends a run when nothing of it is left to watch. */
  private endIfDone(run: Run): void {
    const events = endOf(run, this.options.clock.now());
    if (events.length > 0) void this.write(() => this.options.ledger.append(run.id, ...events));
  }

  private async write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.log.error(`What was learned about a run could not be kept: ${messageOf(error)}`);
    }
  }
}
