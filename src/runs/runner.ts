import type { Clock } from '../base/clock';
import { Emitter, type Event } from '../base/event';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { LlamaCloud } from '../client/api';
import { maxBatchFiles } from '../protocol/batches';
import type { WebhookFields } from '../protocol/webhooks';
import { type Charges, chargesOf } from './charges';
import { Drive, type DriveOptions, type DriveServices, type DriveStart } from './drive';
import type { OpenLedger } from './ledger';
import type { RunEvent } from './ledgerEvents';
import { newRun } from './newRun';
import { retryable } from './retryable';
import type { PauseReason, PlannedFile, Run, RunTarget } from './run';
import { RunningCancels } from './runningCancels';
import { finalPhases } from './runRow';
import { goesOnByItself } from './upload/pauses';

export type { DriveOptions } from './drive';

export interface RunnerOptions {
  ledger: OpenLedger;
  /** The client of a connection; rejects with a sentence where there is none at present. */
  clientFor(connectionId: string): Promise<LlamaCloud>;
  /** The webhooks that a person chose for the batches of a connection; none. They are never kept. */
  webhooksFor?(connectionId: string): Promise<WebhookFields>;
  log: Log;
  clock: Clock;
  /** Files sent at a time; 4. */
  concurrency?: number | ((connectionId: string) => number);
  /** Files of one batch; the server's limit of 1,000. */
  maxBatchFiles?: number;
}

/** A run came to stand still. */
export interface RunPaused {
  run: Run;
  reason: PauseReason;
}

/**
 * Takes planned runs to the server. Every step is in the ledger before and after it is made, so a run goes on from
 * wherever it was left: by this window after an error, or by the next one after a crash.
 */
export class RunRunner implements Disposable {
  private readonly drives = new Map<string, Drive>();
  private readonly started = new Set<string>();
  private readonly disposal = new AbortController();
  private readonly subscription: Disposable;
  private readonly paused: Emitter<RunPaused>;
  private readonly services: DriveServices;
  private readonly cancels: RunningCancels;
  /** Set while this runner itself appends, so that it does not look for news of other windows then. */
  private appending = false;

  /** A run that this window drives stands still: it says why, and whether it goes on by itself (`run.pause.until`). */
  readonly onDidPause: Event<RunPaused>;

  constructor(private readonly options: RunnerOptions) {
    const { ledger, log, clock } = options;
    this.paused = new Emitter(error => log.error(`A listener of the runner failed: ${messageOf(error)}`));
    this.onDidPause = this.paused.event;
    this.services = {
      ledger,
      log,
      clock,
      clientFor: id => options.clientFor(id),
      webhooksFor: async id => options.webhooksFor?.(id) ?? {},
      concurrencyFor: id => this.concurrencyFor(id),
      maxBatchFiles: options.maxBatchFiles ?? maxBatchFiles,
      run: id => this.runOf(id),
      append: (id, ...events) => this.append(id, ...events),
      waits: (id, reason) => this.paused.fire({ run: this.runOf(id), reason }),
    };
    this.cancels = new RunningCancels(this.services, this.disposal.signal);
    this.subscription = ledger.onDidChange(runId => {
      const drive = this.appending ? undefined : this.drives.get(runId);
      if (drive && ledger.get(runId)?.cancelRequested) drive.cancel();
    });
  }

  /** Ids of the runs that were started by this runner. */
  get startedHere(): ReadonlySet<string> {
    return this.started;
  }

  /**
   * Starts a run over planned files. Resolves with the run when there is nothing more to do here: `running` (every file
   * is in a batch or a job), `finished`, `failed` or `cancelled`, or still `uploading` with `error` and `pause` saying
   * what it waits for (no key, no credits, no batches in the plan; {@link resume} goes on). Waits that end by themselves
   * (rate limit, no network) are waited for. Rejects when there is nothing to parse, or the ledger cannot be written.
   */
  async startRun(
    plan: { files: readonly PlannedFile[] },
    target: RunTarget,
    options: DriveOptions = {},
  ): Promise<Run> {
    options.signal?.throwIfAborted();
    if (plan.files.length === 0) {
      throw new Error('There is nothing to parse here. Choose a folder with documents.');
    }
    requireMode(target);
    const run = newRun(plan.files, target, this.options.clock.now());
    this.started.add(run.id);
    return this.drive(run.id, options, { planned: run });
  }

  /**
   * Goes on at once with a run that is being uploaded; resolves as {@link startRun} does. A run in another phase, or one
   * that another window drives, is left alone.
   */
  async resume(runId: string, options: DriveOptions = {}): Promise<Run> {
    const run = this.runOf(runId);
    const drive = this.drives.get(runId);
    drive?.follow(options);
    drive?.wake();
    if (drive) return drive.done;
    return run.phase === 'uploading' ? this.drive(runId, options, {}) : run;
  }

  /**
   * Goes on with every run that was left in the middle of its upload or of its cancelling, that waits a while, or that
   * may have got its key since. Those that wait for another decision of their person (credits, plan) are left alone. The
   * signal stops the uploads; it cancels none.
   */
  resumeAll({ signal }: { signal?: AbortSignal } = {}): Promise<Run[]> {
    return this.goOn(mayGoOn, { keepWait: true }, signal);
  }

  /** Goes on with the runs whose window has closed, and that need no person: for a window that gets the focus. */
  adopt(): Promise<Run[]> {
    return this.goOn(run => run.phase !== 'uploading' || goesOnByItself(run), { keepWait: true });
  }

  /** A connection can be asked again (signed in, started again): its runs that wait for that go on at once. */
  wake(connectionId: string): Promise<Run[]> {
    return this.goOn(run => run.connectionId === connectionId && mayGoOn(run), {});
  }

  /**
   * Goes on with a run that the server makes no batches for: each of its files becomes a parse job of its own. Resolves
   * as {@link startRun} does; rejects with a sentence where that is not possible.
   */
  async useJobs(runId: string, options: DriveOptions = {}): Promise<Run> {
    const run = this.runOf(runId);
    requireMode({ ...run, mode: 'jobs' });
    if (run.phase !== 'uploading' || !run.pause || this.drives.has(runId)) {
      throw new Error('This upload does not stand still. Only one that does can go on in another way.');
    }
    if (run.mode !== 'jobs') await this.append(runId, { type: 'mode', mode: 'jobs' });
    return this.drive(runId, options, {});
  }

  /**
   * Tries the files of an ended run once more that have no result (or, of these, those of the given paths): in a new
   * batch of the same run. Bytes that the server still has are not sent again. Resolves as {@link startRun} does;
   * rejects with a sentence where there is nothing to retry.
   */
  async retryFailed(runId: string, paths?: readonly string[], options: DriveOptions = {}): Promise<Run> {
    await this.options.ledger.refresh();
    const run = this.runOf(runId);
    if (!finalPhases.has(run.phase)) {
      throw new Error('This batch has not ended yet. Its failed files can be tried again when it has.');
    }
    // One that has just ended it may not have let go of it.
    await this.drives.get(runId)?.done;
    await this.cancels.settled(runId);
    const asked = paths && new Set(paths);
    const again = run.files.filter(file => retryable.has(file.outcome) && (asked?.has(file.path) ?? true));
    if (again.length === 0) throw new Error('None of these files has failed: there is nothing to try again.');
    const at = this.options.clock.now();
    this.started.add(runId);
    await this.append(runId, { type: 'retry', paths: again.map(file => file.path), at });
    return this.drive(runId, options, { atRest: true });
  }

  /**
   * Cancels a run as its person asks. One that is being uploaded is taken off the server; of one that runs the batches
   * and jobs are cancelled, and files that are done keep their results. A run that has ended is left alone. Rejects with
   * a sentence when the server could not be asked; it may be asked again, and one that is being uploaded does so itself.
   */
  async cancelRun(runId: string): Promise<Charges> {
    const drive = this.drives.get(runId);
    if (drive) await this.atRest(drive, () => drive.cancel());
    const run = this.runOf(runId);
    // A drive that was just ending when it was told has not taken the request up.
    if (run.phase === 'uploading') await this.cancelUpload(run, run.cancelRequested ? drive : undefined);
    else if (run.phase === 'running') await this.cancels.cancel(runId);
    return chargesOf(this.runOf(runId).files);
  }

  /** Whether this window is at work on the run's upload, or waits to go on with it. */
  isDriving(runId: string): boolean {
    return this.drives.has(runId);
  }

  /** Stops all runs where they are; they go on when the next window resumes them. */
  dispose(): void {
    this.subscription.dispose();
    this.disposal.abort(new Error('The window closes.'));
    for (const drive of this.drives.values()) drive.stop();
    this.paused.dispose();
  }

  private async cancelUpload(run: Run, driven: Drive | undefined): Promise<void> {
    if (!run.cancelRequested) await this.append(run.id, { type: 'cancelRequested' });
    let drive = driven;
    if (!drive) {
      const started = this.begin(run.id, {}, {});
      await this.atRest(started);
      drive = started;
    }
    const after = this.runOf(run.id);
    // A run that another window drives is cancelled there: it sees the request in the ledger.
    if (drive.isOurs && after.phase === 'uploading' && after.error) throw new Error(after.error);
  }

  /**
   * Drives the runs that are being uploaded and are chosen, and finishes the cancelling of those that run; waits under
   * way end, unless they are to be kept. Gives the runs that were uploaded.
   */
  private async goOn(
    chosen: (run: Run) => boolean,
    { keepWait = false }: Pick<DriveStart, 'keepWait'>,
    signal?: AbortSignal,
  ): Promise<Run[]> {
    if (signal?.aborted) return [];
    const runs = this.options.ledger.runs().filter(chosen);
    const cancelled = runs
      .filter(run => this.cancels.isUnfinished(run))
      .map(({ id }) => this.cancels.finish(id));
    const uploading = runs.filter(({ phase }) => phase === 'uploading');
    const drives = uploading.map(({ id }) => {
      const drive = this.drives.get(id);
      if (!keepWait) drive?.wake();
      return drive ?? this.begin(id, {}, { automatic: true, keepWait });
    });
    const stop = () => {
      for (const drive of drives) drive.stop();
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      const ended = await Promise.allSettled(drives.map(({ done }) => done));
      await Promise.all(cancelled);
      return ended.flatMap(result => {
        if (result.status === 'fulfilled') return result.value;
        this.options.log.error(`A run could not be resumed: ${messageOf(result.reason)}`);
        return [];
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** Resolves when the drive has ended, or stands still for the first time after `act`. */
  private async atRest(drive: Drive, act: () => void = () => undefined): Promise<void> {
    let subscription: Disposable | undefined;
    const paused = new Promise<void>(resolve => {
      subscription = this.onDidPause(({ run }) => run.id === drive.runId && resolve());
    });
    try {
      act();
      await Promise.race([drive.done, paused]);
    } finally {
      subscription?.dispose();
    }
  }

  private drive(runId: string, options: DriveOptions, start: DriveStart): Promise<Run> {
    return this.begin(runId, options, start).done;
  }

  private begin(runId: string, options: DriveOptions, start: DriveStart): Drive {
    const drive = new Drive(runId, this.services, options, start);
    this.drives.set(runId, drive);
    const ended = () => {
      if (this.drives.get(runId) === drive) this.drives.delete(runId);
      const run = this.options.ledger.get(runId);
      // Only now can whoever hears of it go on with the run.
      if (run && drive.restsFor) this.paused.fire({ run, reason: drive.restsFor });
    };
    drive.done.then(ended, ended);
    if (this.disposal.signal.aborted) drive.stop();
    return drive;
  }

  private concurrencyFor(connectionId: string): number {
    const { concurrency = 4 } = this.options;
    return typeof concurrency === 'number' ? concurrency : concurrency(connectionId);
  }

  private append(runId: string, ...events: RunEvent[]): Promise<void> {
    this.appending = true;
    try {
      return this.options.ledger.append(runId, ...events);
    } finally {
      this.appending = false;
    }
  }

  private runOf(runId: string): Run {
    const run = this.options.ledger.get(runId);
    if (!run) throw new Error('This run was removed from the list of runs.');
    return run;
  }
}

/** Extraction knows only batches, classification only jobs that are made file by file. */
function requireMode({ jobType, mode }: Pick<RunTarget, 'jobType' | 'mode'>): void {
  if (jobType === 'extract_v2' && mode === 'jobs') {
    throw new Error('Files can be extracted in batches only. Choose a server or a plan that has batches.');
  }
  if (jobType === 'classify_v2' && mode === 'batches') {
    throw new Error('Files are classified one by one: there are no batches for it.');
  }
}

/** Pauses that no sign-in, no time and no reload ends. */
const waitsForDecision: ReadonlySet<PauseReason> = new Set(['payment', 'plan']);

/** Whether a run may be tried without its person; to cancel it they have decided already. */
const mayGoOn = ({ pause, cancelRequested }: Run): boolean =>
  cancelRequested || !waitsForDecision.has(pause?.reason ?? 'other');
