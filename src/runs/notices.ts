import { count } from '../base/amounts';
import type { Clock } from '../base/clock';
import { Emitter, type Event } from '../base/event';
import { type Disposable, DisposableStore } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import { chargesOf, creditsWord } from './charges';
import { runKey } from './keys';
import type { RunLedger } from './ledgerEvents';
import type { Run, RunJobType } from './run';
import { type Counts, countOutcomes, finalPhases } from './runRow';
import type { StartedHere } from './store';

/** When a person wants to be told of the end of what they started. */
export type NotifySetting = 'all' | 'failures' | 'never';
export type Severity = 'info' | 'warning' | 'error';
export type NoticeAction = 'open_results' | 'show_failures';

/** One message about one or several runs that ended. */
export interface Notice {
  message: string;
  severity: Severity;
  /** Failures first, where there are any. */
  actions: readonly NoticeAction[];
  rowKeys: readonly string[];
}

/** Ends within this time make one message. */
const togetherMs = 3_000;
/**
 * How much longer a window waits that did not start a run: the one that did tells its end, else the focused one, else
 * the one that saw it.
 */
const focusedWaitMs = 7_000;
const leaderWaitMs = 17_000;
/** Ends longer ago are told only where the run was started. */
const othersForMs = 24 * 3_600_000;

/** The message about runs that ended; null where the person does not want one. `info` if all is good, `error` if a whole run failed. */
export function noticeOf(runs: readonly Run[], setting: NotifySetting): Notice | null {
  const counts = countOutcomes(runs.flatMap(run => run.files));
  const isBroken = runs.some(run => run.phase === 'failed');
  const hasFailures = isBroken || counts.failed > 0;
  if (runs.length === 0 || setting === 'never' || (setting === 'failures' && !hasFailures)) return null;
  const failures: NoticeAction[] = hasFailures ? ['show_failures'] : [];
  const results: NoticeAction[] = counts.done > 0 ? ['open_results'] : [];
  return {
    message: messageFor(runs, counts),
    severity: isBroken ? 'error' : hasFailures ? 'warning' : 'info',
    actions: [...failures, ...results],
    rowKeys: runs.map(run => runKey(run.id)),
  };
}

function messageFor(runs: readonly Run[], counts: Counts): string {
  const { failed, cancelled, unchanged } = counts;
  const done = counts.done - unchanged;
  const parts = [
    { files: done, word: verbFor(runs), isSaid: done > 0 || failed + cancelled + unchanged === 0 },
    { files: failed, word: 'failed', isSaid: failed > 0 },
    { files: cancelled, word: 'cancelled', isSaid: cancelled > 0 },
    { files: unchanged, word: 'unchanged', isSaid: unchanged > 0 },
  ];
  const words = parts
    .filter(part => part.isSaid)
    .map(({ files, word }, place) => `${place === 0 ? count(files, 'file') : files} ${word}`);
  const what = [...words, ...creditsFor(runs)].join(', ');
  const [run] = runs;
  if (!run || runs.length > 1) return `${count(runs.length, 'batch', 'batches')} finished: ${what}`;
  const error = run.phase === 'failed' ? run.error : null;
  return error ? `${run.label}: ${what}. ${error}` : `${run.label}: ${what}`;
}

/** What became of a file whose job is done. */
const doneWords: Readonly<Record<RunJobType, string>> = {
  parse_v2: 'parsed',
  extract_v2: 'extracted',
  classify_v2: 'classified',
};

function verbFor(runs: readonly Run[]): string {
  return [...new Set(runs.map(run => doneWords[run.jobType]))].sort().reverse().join(' or ');
}

/** What was charged, as far as it is known; nothing where that is nothing, or nobody knows. */
function creditsFor(runs: readonly Run[]): string[] {
  const { credits, uncounted } = chargesOf(runs.flatMap(run => run.files));
  if (!credits) return [];
  return [uncounted > 0 ? `at least ${creditsWord(credits)}` : creditsWord(credits)];
}

/** The other windows of this machine. */
export interface OtherWindows {
  /** Whether this window was the last to ask for the project of a run. */
  leads(run: Run): boolean;
  /**
   * Keeps the others from telling, with all read that they wrote, until disposed; undefined while another one is
   * telling.
   */
  enter(): Promise<Disposable | undefined>;
}

export interface NoticesOptions {
  ledger: RunLedger;
  startedHere: StartedHere;
  clock: Clock;
  log: Log;
  /** The person's wish, read at the moment of telling. */
  setting(): NotifySetting;
  tell(notice: Notice): void;
  /** Without it only what was started here is told. */
  windows?: OtherWindows;
}

/**
 * Decides what to tell when runs end: once a run, several ends together, by one window: the one that started it, else
 * the focused one, else the one that saw its end. Runs that ended while nobody looked are told together after `start`.
 * Also keeps the number of runs that ended and were not looked at yet, for the view's badge.
 */
export class Notices implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly unseenRuns = new Set<string>();
  private readonly unseenChanged = this.owned.add(new Emitter<number>());
  /** Number of runs that ended and were not looked at yet. */
  readonly onDidChangeUnseen: Event<number> = this.unseenChanged.event;
  /** When each run may be told here, by its id. */
  private readonly waiting = new Map<string, number>();
  private timer: unknown;
  private isSeeing = false;
  private isFocused = false;
  private isDisposed = false;

  constructor(private readonly options: NoticesOptions) {
    this.owned.add(options.ledger.onDidChange(runId => this.consider(runId)));
  }

  /** Takes up runs that ended before this window was there. */
  start(): void {
    for (const run of this.options.ledger.runs()) this.consider(run.id);
  }

  get unseen(): number {
    return this.unseenRuns.size;
  }

  /** The person sees the tree, or no longer does: what they see does not count as unseen. */
  setSeeing(seeing: boolean): void {
    this.isSeeing = seeing;
    if (seeing && this.unseenRuns.size > 0) {
      this.unseenRuns.clear();
      this.unseenChanged.fire(0);
    }
  }

  /** The window has the focus: it tells what no other window does. */
  setFocused(focused: boolean): void {
    if (focused === this.isFocused) return;
    this.isFocused = focused;
    if (focused) this.start();
  }

  dispose(): void {
    this.isDisposed = true;
    if (this.timer !== undefined) this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
    this.owned.dispose();
  }

  private consider(runId: string): void {
    const { ledger, clock } = this.options;
    const run = ledger.get(runId);
    if (!run) {
      this.forget(runId);
      return;
    }
    const wait = this.waitFor(run);
    if (wait === null || this.waiting.has(runId)) return;
    this.waiting.set(runId, clock.now() + wait);
    this.schedule();
  }

  /** How long this window leaves it to others to tell the end of a run; null where it is not to be told here. */
  private waitFor(run: Run): number | null {
    const { startedHere, windows, clock } = this.options;
    if (run.notified || !finalPhases.has(run.phase)) return null;
    if (startedHere.has(run.id)) return 0;
    if (!windows || clock.now() - (run.endedAt ?? 0) > othersForMs) return null;
    if (this.isFocused) return focusedWaitMs;
    return windows.leads(run) ? leaderWaitMs : null;
  }

  /** Sets the timer for the run that is due first; those that become due until it goes off are told with it. */
  private schedule(): void {
    const { clock } = this.options;
    clock.clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    const wait = Math.min(...this.waiting.values()) + togetherMs - clock.now();
    this.timer = clock.setTimeout(() => void this.tell(), wait);
  }

  private forget(runId: string): void {
    if (this.waiting.delete(runId)) this.schedule();
    if (this.unseenRuns.delete(runId)) this.unseenChanged.fire(this.unseen);
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    const now = this.options.clock.now();
    const due = [...this.waiting].flatMap(([runId, at]) => (at <= now ? runId : []));
    for (const runId of due) this.waiting.delete(runId);
    this.schedule();
    const entered = await this.enter();
    if (this.isDisposed) entered?.dispose();
    else if (entered) await this.tellOf(due).finally(() => entered.dispose());
    else {
      for (const runId of due) this.waiting.set(runId, now);
      this.schedule();
    }
  }

  /** What cannot be agreed on with the other windows is told all the same: twice is better than never. */
  private async enter(): Promise<Disposable | undefined> {
    const alone = { dispose() {} };
    const { windows, log } = this.options;
    try {
      return windows ? await windows.enter() : alone;
    } catch (error) {
      log.warn(`The other windows could not be asked what they told: ${messageOf(error)}`);
      return alone;
    }
  }

  private async tellOf(runIds: readonly string[]): Promise<void> {
    const { ledger, log, setting, tell } = this.options;
    // Read anew: another window may have told of one meanwhile, or the person removed it.
    const runs = runIds.flatMap(id => ledger.get(id) ?? []).filter(run => this.waitFor(run) !== null);
    if (runs.length === 0) return;
    const notice = noticeOf(runs, setting());
    try {
      // Written first: a message that is lost in a crash is better than one that comes with every start.
      await Promise.all(runs.map(run => ledger.append(run.id, { type: 'notified' })));
    } catch (error) {
      log.error(`It could not be kept that the end of a batch was told: ${messageOf(error)}`);
    }
    if (!this.isSeeing) {
      for (const run of runs) this.unseenRuns.add(run.id);
      this.unseenChanged.fire(this.unseen);
    }
    if (notice) tell(notice);
  }
}
