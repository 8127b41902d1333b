import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';
import type { LlamaCloud } from '../client/api';
import { maxBatchFiles } from '../protocol/batches';
import type { OpenLedger } from './ledger';
import type { RunEvent } from './ledgerEvents';
import { claim, type Ownership } from './ownership';
import type { PlannedFile, Run, RunTarget } from './run';
import { finalPhases } from './runRow';
import { cancelBatches, cancelUpload } from './upload/cancelRun';
import { Lookups } from './upload/lookups';
import type { UploadContext } from './upload/uploadContext';
import { type RunProgress, UploadProgress } from './upload/uploadProgress';
import { uploadRun } from './upload/uploadRun';

export interface RunnerOptions {
  ledger: OpenLedger;
  /** The client of a connection; rejects with a sentence where there is none at present. */
  clientFor(connectionId: string): Promise<LlamaCloud>;
  log: Log;
  clock: Clock;
  /** Files sent at a time; 4. */
  concurrency?: number;
  /** Files of one batch; the server's limit of 1,000. */
  maxBatchFiles?: number;
}

export interface DriveOptions {
  /** Aborted when the person cancels: the run is then cancelled for good. */
  signal?: AbortSignal;
  onProgress?: (progress: RunProgress) => void;
}

/** Reasons that end a drive from outside. */
const cancelled = new Error('The run was cancelled.');
const stopped = new Error('The run stops here and goes on later.');

interface Drive {
  controller: AbortController;
  done: Promise<Run>;
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
  /** Set while this runner itself appends, so that it does not look for news of other windows then. */
  private appending = false;

  constructor(private readonly options: RunnerOptions) {
    const { ledger } = options;
    this.subscription = ledger.onDidChange(runId => {
      const drive = this.appending ? undefined : this.drives.get(runId);
      if (drive && ledger.get(runId)?.cancelRequested) drive.controller.abort(cancelled);
    });
  }

  /** Ids of the runs that were started by this runner. */
  get startedHere(): ReadonlySet<string> {
    return this.started;
  }

  /**
   * Starts a run over planned files. Resolves with the run when there is nothing more to do here: `running` (every batch
   * is created), `failed` or `cancelled`, or still `uploading` with `error` saying why it stopped (no key, no credits, no
   * network; {@link resume} goes on). Rejects when there is nothing to parse, or the ledger cannot be written.
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
    const run = newRun(plan.files, target, this.options.clock.now());
    this.started.add(run.id);
    return this.drive(run, options, { type: 'planned', run });
  }

  /**
   * Goes on with a run that is being uploaded; resolves as {@link startRun} does. A run in another phase, or one that
   * another window drives, is left alone.
   */
  async resume(runId: string, options: DriveOptions = {}): Promise<Run> {
    const run = this.runOf(runId);
    const drive = this.drives.get(runId);
    if (drive) return drive.done;
    return run.phase === 'uploading' ? this.drive(run, options) : run;
  }

  /** Goes on with every run that is being uploaded and that nobody drives. The signal stops them; it cancels none. */
  async resumeAll({ signal }: { signal?: AbortSignal } = {}): Promise<Run[]> {
    const uploading = this.options.ledger.runs().filter(run => run.phase === 'uploading');
    const stop = () => {
      for (const { id } of uploading) this.drives.get(id)?.controller.abort(stopped);
    };
    signal?.addEventListener('abort', stop, { once: true });
    try {
      if (signal?.aborted) return [];
      const ended = await Promise.allSettled(uploading.map(run => this.resume(run.id)));
      return ended.flatMap(result => {
        if (result.status === 'fulfilled') return result.value;
        this.options.log.error(`A run could not be resumed: ${messageOf(result.reason)}`);
        return [];
      });
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /**
   * Cancels a run as its person asks. One that is being uploaded is taken off the server; of one that runs the batches
   * are cancelled, and files that are done keep their results. A run that has ended is left alone. Rejects with a
   * sentence when the server could not be asked; it may be asked again.
   */
  async cancelRun(runId: string): Promise<void> {
    const drive = this.drives.get(runId);
    drive?.controller.abort(cancelled);
    await drive?.done;
    const run = this.runOf(runId);
    if (finalPhases.has(run.phase)) return;
    if (run.phase === 'uploading') {
      if (!run.cancelRequested) await this.append(runId, { type: 'cancelRequested' });
      // A run that another window drives is cancelled there: it sees the request in the ledger.
      const after = drive ? run : await this.resume(runId);
      if (after.phase === 'uploading' && after.error) throw new Error(after.error);
      return;
    }
    if (run.cancelRequested) return;
    await this.append(runId, { type: 'cancelRequested' });
    try {
      const cloud = await this.options.clientFor(run.connectionId);
      await cancelBatches(this.contextOf(run, cloud, this.disposal.signal, {}));
    } catch (error) {
      await this.append(runId, { type: 'cancelWithdrawn' });
      throw error;
    }
  }

  /** Whether this window is sending the run's files. */
  isDriving(runId: string): boolean {
    return this.drives.has(runId);
  }

  /** Stops all runs where they are; they go on when the next window resumes them. */
  dispose(): void {
    this.subscription.dispose();
    for (const { controller } of this.drives.values()) controller.abort(stopped);
    this.disposal.abort(stopped);
  }

  private drive(run: Run, options: DriveOptions, planned?: RunEvent): Promise<Run> {
    const controller = new AbortController();
    const done = this.driveOwned(run, options, controller, planned).finally(() => this.drives.delete(run.id));
    this.drives.set(run.id, { controller, done });
    return done;
  }

  private async driveOwned(
    run: Run,
    options: DriveOptions,
    controller: AbortController,
    planned: RunEvent | undefined,
  ): Promise<Run> {
    const { ledger, clock, log } = this.options;
    const ownership = await claim(join(ledger.folder, `${run.id}.lock`), { clock, log });
    if (!ownership) return run;
    const unbind = bindAborts(controller, options.signal, ownership, this.disposal.signal);
    try {
      if (planned) await this.append(run.id, planned);
      else await ledger.refresh();
      if (this.runOf(run.id).phase !== 'uploading') return this.runOf(run.id);
      await this.toServer(this.runOf(run.id), options, controller.signal, planned === undefined);
    } catch (error) {
      const { reason } = controller.signal;
      if (reason === stopped) log.info(`The run ${run.id} stops here.`);
      else if (reason === cancelled) await this.reportingStop(run.id, () => this.cancelDriven(run.id));
      else throw error;
    } finally {
      unbind();
      ownership.dispose();
    }
    return this.runOf(run.id);
  }

  private async toServer(
    run: Run,
    options: DriveOptions,
    signal: AbortSignal,
    resumed: boolean,
  ): Promise<void> {
    await this.reportingStop(
      run.id,
      async () => {
        if (run.cancelRequested) return this.cancelDriven(run.id);
        signal.throwIfAborted();
        if (resumed) await this.stopped(run.id, null);
        const cloud = await this.options.clientFor(run.connectionId);
        await uploadRun(this.contextOf(run, cloud, signal, options), resumed);
      },
      signal,
    );
  }

  /** Writes the sentence of an error down as the reason why the run stands still, unless the signal was the cause. */
  private async reportingStop(runId: string, work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    try {
      await work();
    } catch (error) {
      signal?.throwIfAborted();
      this.options.log.warn(`The run ${runId} stops: ${messageOf(error)}`);
      await this.stopped(runId, messageOf(error));
    }
  }

  private async cancelDriven(runId: string): Promise<void> {
    const run = this.runOf(runId);
    if (!run.cancelRequested) await this.append(runId, { type: 'cancelRequested' });
    if (run.batches.length === 0) {
      const at = this.options.clock.now();
      return this.append(runId, { type: 'phase', phase: 'cancelled', error: null, at });
    }
    const cloud = await this.options.clientFor(run.connectionId);
    await cancelUpload(this.contextOf(run, cloud, this.disposal.signal, {}));
  }

  private stopped(runId: string, error: string | null): Promise<void> {
    return this.append(runId, { type: 'phase', phase: 'uploading', error, at: this.options.clock.now() });
  }

  private contextOf(run: Run, cloud: LlamaCloud, signal: AbortSignal, options: DriveOptions): UploadContext {
    const { clock, log } = this.options;
    const request = { projectId: run.projectId, signal };
    return {
      cloud,
      clock,
      log,
      request,
      lookups: new Lookups(cloud, clock, request),
      run: () => this.runOf(run.id),
      append: (...events) => this.append(run.id, ...events),
      progress: new UploadProgress(run, clock, options.onProgress),
      concurrency: this.options.concurrency ?? 4,
      maxBatchFiles: this.options.maxBatchFiles ?? maxBatchFiles,
    };
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

/** Lets a person's cancel, the loss of the run to another window and the end of the window abort a drive. */
function bindAborts(
  controller: AbortController,
  person: AbortSignal | undefined,
  ownership: Ownership,
  disposal: AbortSignal,
): () => void {
  const cancel = () => controller.abort(cancelled);
  const stop = () => controller.abort(stopped);
  if (person?.aborted) cancel();
  if (disposal.aborted) stop();
  person?.addEventListener('abort', cancel);
  ownership.lost.addEventListener('abort', stop);
  disposal.addEventListener('abort', stop);
  return () => {
    person?.removeEventListener('abort', cancel);
    ownership.lost.removeEventListener('abort', stop);
    disposal.removeEventListener('abort', stop);
  };
}

function newRun(files: readonly PlannedFile[], target: RunTarget, startedAt: number): Run {
  const untouched = {
    sha256: null,
    directoryId: null,
    directoryFileId: null,
    fileId: null,
    jobId: null,
    error: null,
    pages: null,
    failedPages: 0,
    credits: null,
    creditsBefore: 0,
    tier: null,
  };
  return {
    id: randomUUID(),
    connectionId: target.connectionId,
    projectId: target.projectId,
    configuration: target.configuration,
    jobType: target.jobType,
    mode: target.mode,
    label: target.label,
    estimatedCredits: target.estimatedCredits,
    startedAt,
    endedAt: null,
    phase: 'uploading',
    error: null,
    pause: null,
    adopted: false,
    cleanedAt: null,
    files: files.map(file => ({ ...file, ...untouched, outcome: file.earlier ? 'unchanged' : 'queued' })),
    batches: [],
    notified: false,
    cancelRequested: false,
  };
}
