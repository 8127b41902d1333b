import { count } from '../base/amounts';
import type { Clock } from '../base/clock';
import { Emitter, type Event } from '../base/event';
import { type Disposable, DisposableStore } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import { runKey } from './keys';
import type { RunLedger } from './ledgerEvents';
import type { Run } from './run';
import { countOutcomes, finalPhases } from './runRow';
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

function messageFor(runs: readonly Run[], counts: ReturnType<typeof countOutcomes>): string {
  const parts = [
    counts.done > 0 || counts.failed + counts.cancelled === 0 ? `${count(counts.done, 'file')} parsed` : '',
    counts.failed > 0 ? `${counts.done > 0 ? counts.failed : count(counts.failed, 'file')} failed` : '',
    counts.cancelled > 0
      ? `${counts.done + counts.failed > 0 ? counts.cancelled : count(counts.cancelled, 'file')} cancelled`
      : '',
  ];
  const what = parts.filter(Boolean).join(', ');
  const [run] = runs;
  if (!run || runs.length > 1) return `${count(runs.length, 'batch', 'batches')} finished: ${what}`;
  const error = run.phase === 'failed' ? run.error : null;
  return error ? `${run.label}: ${what}. ${error}` : `${run.label}: ${what}`;
}

export interface NoticesOptions {
  ledger: RunLedger;
  startedHere: StartedHere;
  clock: Clock;
  log: Log;
  /** The person's wish, read at the moment of telling. */
  setting(): NotifySetting;
  tell(notice: Notice): void;
}

/**
 * Decides what to tell when runs end: once a run, several ends together, only those that were started in this window.
 * Runs that ended while nobody looked are told together after `start`. Also keeps the number of runs that ended and
 * were not looked at yet, for the view's badge.
 */
export class Notices implements Disposable {
  private readonly owned = new DisposableStore();
  private readonly unseenRuns = new Set<string>();
  private readonly unseenChanged = this.owned.add(new Emitter<number>());
  /** Number of runs that ended and were not looked at yet. */
  readonly onDidChangeUnseen: Event<number> = this.unseenChanged.event;
  private readonly waiting = new Set<string>();
  private timer: unknown;
  private isSeeing = false;

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

  dispose(): void {
    if (this.timer !== undefined) this.options.clock.clearTimeout(this.timer);
    this.timer = undefined;
    this.owned.dispose();
  }

  private consider(runId: string): void {
    const { ledger, startedHere, clock } = this.options;
    const run = ledger.get(runId);
    if (!run) {
      this.forget(runId);
      return;
    }
    if (run.notified || !finalPhases.has(run.phase) || !startedHere.has(runId) || this.waiting.has(runId))
      return;
    this.waiting.add(runId);
    this.timer ??= clock.setTimeout(() => void this.tell(), togetherMs);
  }

  private forget(runId: string): void {
    this.waiting.delete(runId);
    if (this.unseenRuns.delete(runId)) this.unseenChanged.fire(this.unseen);
  }

  private async tell(): Promise<void> {
    this.timer = undefined;
    const { ledger, log, setting, tell } = this.options;
    // Read anew: another window may have told of one meanwhile, or the person removed it.
    const runs = [...this.waiting].flatMap(id => ledger.get(id) ?? []).filter(run => !run.notified);
    this.waiting.clear();
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
