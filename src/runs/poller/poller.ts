import type { Clock } from '../../base/clock';
import { Emitter, type Event } from '../../base/event';
import { groupBy } from '../../base/groupBy';
import { type Disposable, DisposableStore } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import type { LlamaCloud } from '../../client/api';
import { FactsReader } from '../facts';
import { batchIdOf, runIdOf } from '../keys';
import type { RunLedger } from '../ledgerEvents';
import type { Verdict } from '../outcomes';
import type { RowStore } from '../store';
import type { Board } from './board';
import { Health, troubleOf } from './health';
import { LateCharges } from './lateCharges';
import { type Attention, type Pace, paceOf } from './pace';
import { ProjectPoll } from './projectPoll';
import { Sharing } from './sharing';
import { oldestWatchedMs, wanted } from './wanted';

/** Changes that follow each other are taken up together after this time. */
const updateMs = 200;
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
  /** Whether a connection is there and signed in; without it nothing is asked of any that is not. */
  isReady?(connectionId: string): boolean;
  /** Whether jobs cost credits there, so that prices that are not known yet are asked for again. */
  chargesCredits?(connectionId: string): boolean;
  /** Until when the client of a connection holds requests back by itself; null while it does not. */
  throttledUntil?(connectionId: string): number | null;
  /** Where the windows of this machine agree on which of them asks; without it this one does. */
  board?: Board;
  /** Reads what other windows wrote into the ledger; done before this window asks in the place of another. */
  refresh?(): Promise<void>;
  /** Shared with the catalog, so that what was learned about a server is learned once. */
  facts?: FactsReader;
}

export interface AuthLost {
  connectionId: string;
  /** The server's refusal as a sentence. */
  message: string;
}

/**
 * Follows every batch and job that has not come to its end, and writes what it learns into the ledger (runs) or the
 * store (batches made elsewhere). Watched are all runs of the ledger, whichever window started them, and, while the tree
 * is in sight, the active batches made elsewhere. Of several windows one asks for a project, the focused one before
 * others; the rest read the ledger. No timer and no request when nothing is active.
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
  private readonly sharing: Sharing | undefined;
  /** Connections that were not ready when last looked at. */
  private readonly unready = new Set<string>();
  private started = false;
  private updating = false;
  private updateTimer: unknown;
  private updatedAt = Number.NEGATIVE_INFINITY;
  private focused = true;
  private visible = false;

  constructor(private readonly options: PollerOptions) {
    const { board, clock, log } = options;
    this.facts = options.facts ?? new FactsReader();
    this.sharing = board && this.owned.add(new Sharing({ board, clock, log }));
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
    else for (const poll of this.polls.values()) poll.yieldFocus();
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
      else poll.poke(true);
    }
    return [...refusals];
  }

  /** The person signed in again, or a server was started again. */
  resume(connectionId: string): void {
    const health = this.healths.get(connectionId);
    if (health) {
      health.reset();
      void this.sharing?.writeHealth(connectionId, health.state);
    }
    this.options.store.setNote(connectionId, null);
    this.update();
    for (const poll of this.polls.values()) if (poll.options.connectionId === connectionId) poll.poke();
  }

  /** A connection was added or removed, or is another than it was: asking ends or goes on where its readiness changed. */
  connectionChanged(connectionId: string): void {
    const isReady = this.isReady(connectionId);
    if (isReady !== this.unready.has(connectionId)) return;
    if (isReady) this.unready.delete(connectionId);
    else this.unready.add(connectionId);
    this.resume(connectionId);
  }

  /** Whether this window asked last for a project that it watches or watched. */
  leads(connectionId: string, projectId: string): boolean {
    return !!this.polls.get(keyOf({ connectionId, projectId }))?.isLeading;
  }

  dispose(): void {
    this.started = false;
    this.options.clock.clearTimeout(this.updateTimer);
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

  /** The first of many changes is taken up at once, the others a little later together. */
  private updateSoon(): void {
    if (this.updating || !this.started) return;
    this.updating = true;
    const { clock } = this.options;
    const wait = this.updatedAt + updateMs - clock.now();
    const update = () => {
      this.updatedAt = clock.now();
      this.update();
    };
    if (wait <= 0) queueMicrotask(update);
    else this.updateTimer = clock.setTimeout(update, wait);
  }

  /** Brings the projects' polls in step with what there is to watch, and ends the runs of which nothing is left. */
  private update(): void {
    this.options.clock.clearTimeout(this.updateTimer);
    this.updating = false;
    if (!this.started) return;
    const { subjects, uncharged, ended } = wanted(this.options, {
      visible: this.visible,
      asked: this.asked,
      isReady: id => this.noteReadiness(id),
    });
    for (const { run, events } of ended) {
      void this.write(() => this.options.ledger.append(run.id, ...events));
    }
    const byProject = groupBy(subjects, keyOf);
    const unchargedByProject = groupBy(uncharged, keyOf);
    for (const project of [...subjects, ...uncharged]) this.pollFor(project);
    for (const [key, poll] of this.polls) {
      poll.watch(byProject.get(key) ?? [], unchargedByProject.get(key) ?? []);
    }
  }

  private isReady(connectionId: string): boolean {
    return this.options.isReady?.(connectionId) ?? true;
  }

  private noteReadiness(connectionId: string): boolean {
    const isReady = this.isReady(connectionId);
    if (isReady) this.unready.delete(connectionId);
    else {
      this.unready.add(connectionId);
      this.options.store.setNote(connectionId, 'not signed in');
    }
    return isReady;
  }

  private pollFor({ connectionId, projectId }: Project): void {
    const key = keyOf({ connectionId, projectId });
    if (this.polls.has(key)) return;
    const { clock, random, clientFor, ledger } = this.options;
    const health = this.healthOf(connectionId);
    const poll = new ProjectPoll({
      connectionId,
      projectId,
      clock,
      random,
      facts: this.facts,
      health,
      charges: new LateCharges((runId, events) => ledger.append(runId, ...events)),
      lease: this.sharing?.leaseFor(connectionId, projectId),
      pace: () => this.paceOf(connectionId),
      attention: () => this.attention,
      client: () => clientFor(connectionId),
      sync: async () => {
        if (await this.sharing?.readHealth(connectionId, health))
          this.options.store.setNote(connectionId, health.note);
      },
      takingOver: () => this.takeOver(),
      ended: (own, startedAt, failure) => this.roundEnded(own, startedAt, failure),
    });
    this.polls.set(key, poll);
  }

  private async takeOver(): Promise<void> {
    try {
      await this.options.refresh?.();
    } catch (error) {
      this.options.log.warn(`The runs of other windows could not be read: ${messageOf(error)}`);
    }
  }

  private paceOf(connectionId: string): Pace {
    return paceOf(this.options.minIntervalMs(connectionId), this.options.maxIntervalMs());
  }

  private healthOf(connectionId: string): Health {
    const held = this.healths.get(connectionId);
    if (held) return held;
    const { clock, throttledUntil } = this.options;
    const made = new Health(
      clock,
      () => this.paceOf(connectionId),
      () => throttledUntil?.(connectionId) ?? null,
    );
    this.healths.set(connectionId, made);
    return made;
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
    this.noteRefusals(poll);
    await this.sharing?.writeHealth(connectionId, health.state);
    if (!failure) await this.giveUpOld(poll);
    this.update();
  }

  /** Batches that the server refuses to tell of are marked; the others go on. */
  private noteRefusals(poll: ProjectPoll): void {
    for (const [rowKey, watches] of groupBy(poll.watches, watch => watch.subject.rowKey)) {
      const refusal = watches.find(watch => watch.refusal !== null)?.refusal ?? null;
      const isNews = this.options.store.setRowNote(rowKey, refusal);
      if (isNews && refusal !== null) this.options.log.warn(`${rowKey}: ${refusal}`);
    }
  }

  /** Gives up batches that are too old to be watched, once all there is to ask about them has been asked. */
  private async giveUpOld(poll: ProjectPoll): Promise<void> {
    const oldest = this.options.clock.now() - oldestWatchedMs;
    for (const watch of poll.watches) {
      const { subject } = watch;
      // A run that was taken up again after a week has a young batch.
      const bornAt = watch.createdAt ?? subject.startedAt;
      if (bornAt === null || bornAt > oldest || !(watch.askedForAll || watch.refusal)) continue;
      const runId = runIdOf(subject.rowKey);
      if (runId === undefined) this.asked.delete(subject.rowKey);
      else await this.write(() => subject.write({ status: 'FAILED', files: watch.forAllOpen(givenUp) }));
    }
  }

  private async write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.options.log.error(`What was learned about a run could not be kept: ${messageOf(error)}`);
    }
  }
}

interface Project {
  connectionId: string;
  projectId: string;
}

const keyOf = ({ connectionId, projectId }: Project): string => `${connectionId} ${projectId}`;
