import { join } from 'node:path';
import { type Clock, delay } from '../base/clock';
import { type Log, messageOf } from '../base/log';
import type { LlamaCloud } from '../client/api';
import type { WebhookFields } from '../protocol/webhooks';
import type { OpenLedger } from './ledger';
import type { RunEvent } from './ledgerEvents';
import { claim } from './ownership';
import type { PauseReason, Run, RunPause } from './run';
import { Doubts, lateMs } from './upload/doubts';
import { pauseOf } from './upload/pauses';
import type { UploadContext } from './upload/uploadContext';
import { type RunProgress, UploadProgress } from './upload/uploadProgress';

/** What every run of this window works with. */
export interface DriveServices {
  ledger: OpenLedger;
  clientFor(connectionId: string): Promise<LlamaCloud>;
  webhooksFor(connectionId: string): Promise<WebhookFields>;
  concurrencyFor(connectionId: string): number;
  maxBatchFiles: number;
  log: Log;
  clock: Clock;
  run(runId: string): Run;
  append(runId: string, ...events: RunEvent[]): Promise<void>;
  /** The run waits now. Not told where it rests: see {@link Drive.restsFor}. */
  waits(runId: string, reason: PauseReason): void;
}

export interface DriveOptions {
  /** Aborted when the person cancels: the run is then cancelled for good. */
  signal?: AbortSignal;
  onProgress?: (progress: RunProgress) => void;
}

/** How a drive begins. */
export interface DriveStart {
  /** Set for a run that is not in the ledger yet. */
  planned?: Run;
  /** No person asked for it: a run that another window has paused meanwhile is left alone. */
  automatic?: boolean;
  /** A wait that is under way is kept. */
  keepWait?: boolean;
  /** No request of an earlier window can be under way: the run had ended. */
  atRest?: boolean;
}

const cancelled = new Error('The run was cancelled.');
const stopped = new Error('The run stops here and goes on later.');

/** Events that show that trying again was worth it. */
const progressEvents: ReadonlySet<RunEvent['type']> = new Set([
  'directory',
  'uploaded',
  'submitted',
  'batch',
  'batchStatus',
  'outcome',
]);

/** Requests of a run are repeated less often than others: then the run itself waits, and says so. */
const retries = 2;

/**
 * This window's work on the upload of one run, from its claim to its end: tries, waits where waiting helps, and cancels
 * when told to. At most one window drives a run at a time.
 */
export class Drive {
  /** The run when there is nothing more to do here; rejects where the ledger cannot be written. */
  readonly done: Promise<Run>;
  private readonly stopping = new AbortController();
  private readonly cancelling = new AbortController();
  private readonly doubts: Doubts;
  private ours = false;
  private rest: PauseReason | null = null;
  private futile = 0;
  /** Somebody asked for a try since the last one began. */
  private wanted = false;
  private endWait: (() => void) | undefined;
  private progress: UploadProgress | undefined;
  private readonly listeners: ((progress: RunProgress) => void)[] = [];
  /** Aborted at the end: nobody is listened to any more. */
  private readonly ending = new AbortController();

  constructor(
    readonly runId: string,
    private readonly services: DriveServices,
    options: DriveOptions,
    start: DriveStart,
  ) {
    this.doubts = new Doubts(start.planned === undefined && !start.atRest);
    this.follow(options);
    this.done = this.own(start).finally(() => this.ending.abort());
  }

  /** One more who is told of the progress, and may cancel. */
  follow({ signal, onProgress }: DriveOptions): void {
    if (onProgress) this.listeners.push(onProgress);
    if (signal?.aborted) this.cancel();
    const { signal: over } = this.ending;
    signal?.addEventListener('abort', () => this.cancel(), { signal: over });
  }

  /** The run is to be cancelled for good; also tries again at once where that was not possible so far. */
  cancel(): void {
    this.cancelling.abort(cancelled);
    this.wake();
  }

  /** Ends the drive; the run goes on when the next window resumes it. */
  stop(): void {
    this.stopping.abort(stopped);
  }

  /** Ends a wait: there is reason to think that it is no longer needed, or a person asks. */
  wake(): void {
    this.wanted = true;
    this.endWait?.();
  }

  /** Whether this window got hold of the run; false while, and where, another one has it. */
  get isOurs(): boolean {
    return this.ours;
  }

  /** Why the run stands still until a person does something; null where it does not, and while this drive is at work. */
  get restsFor(): PauseReason | null {
    return this.rest;
  }

  private get run(): Run {
    return this.services.run(this.runId);
  }

  private async own(start: DriveStart): Promise<Run> {
    const { ledger, clock, log, append } = this.services;
    const { planned, automatic = false, keepWait = false, atRest = false } = start;
    const before = planned ?? this.run;
    const ownership = await claim(join(ledger.folder, `${this.runId}.lock`), { clock, log });
    if (!ownership) return before;
    this.ours = true;
    ownership.lost.addEventListener('abort', () => this.stop());
    try {
      if (planned) await append(this.runId, { type: 'planned', run: planned });
      else await ledger.refresh();
      if (this.run.phase !== 'uploading') return this.run;
      const { pause, error } = this.run;
      // Another window has just tried what this one was about to.
      if (automatic && pause && pause !== before.pause) return this.run;
      if (keepWait && pause?.until && !this.wanted) await this.wait(pause.until, pause.reason);
      // Its window ended in the middle of something that the server may only just be storing.
      if (!planned && !atRest && error === null) await delay(clock, lateMs, this.stopping.signal);
      if (!planned) await this.tell(null, null);
      await this.goOn();
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
      log.info(`The run ${this.runId} stops here: ${messageOf(error)}`);
    } finally {
      ownership.dispose();
    }
    return this.run;
  }

  /** The person cancelled, and nothing was done about it yet. */
  private get mustCancel(): boolean {
    return this.cancelling.signal.aborted && !this.run.cancelRequested;
  }

  /** Tries until there is nothing more to do, or only a person can help. */
  private async goOn(): Promise<void> {
    for (;;) {
      const pause = await this.attempt();
      if (!pause) return;
      // A sign-in that came while the old key was being refused.
      const isOver = pause === 'again' || (pause.reason === 'auth' && this.wanted);
      if (!isOver && pause.until === null) {
        this.rest = pause.reason;
        return;
      }
      if (!isOver) await this.wait(pause.until ?? 0, pause.reason);
      if (this.run.phase !== 'uploading') return;
      await this.tell(null, null);
    }
  }

  /** One try. Gives why the run stands still then; null where nothing more is to be done. */
  private async attempt(): Promise<RunPause | 'again' | null> {
    const { log, clock } = this.services;
    this.wanted = false;
    try {
      if (!this.run.cancelRequested && !this.cancelling.signal.aborted) await this.upload();
      else await this.cancelUpload();
      return null;
    } catch (error) {
      this.stopping.signal.throwIfAborted();
      // The person cancelled in the middle of it: the next try is the cancelling itself.
      if (error === cancelled || this.mustCancel) return 'again';
      const { reason, until, sentence } = pauseOf(error, clock.now(), this.futile++);
      log.warn(`The run ${this.runId} stops (${reason}): ${messageOf(error)}`);
      await this.tell(sentence, { reason, until });
      this.progress?.waiting(sentence);
      return { reason, until };
    }
  }

  private async upload(): Promise<void> {
    const { clientFor, webhooksFor, clock } = this.services;
    const signal = AbortSignal.any([this.stopping.signal, this.cancelling.signal]);
    signal.throwIfAborted();
    const { run } = this;
    const progress = new UploadProgress(run, clock, this.tellAll);
    this.progress = progress;
    const context = await this.contextOf(run, await clientFor(run.connectionId), signal);
    const { uploadRun } = await import('./upload/uploadRun');
    await uploadRun({ ...context, progress, webhooks: () => webhooksFor(run.connectionId) });
  }

  private async cancelUpload(): Promise<void> {
    const { append, clock, clientFor } = this.services;
    if (!this.run.cancelRequested) await append(this.runId, { type: 'cancelRequested' });
    const { run } = this;
    // A directory that was made without an answer may remain: empty, until it expires.
    if (run.batches.length === 0 && run.mode === 'batches' && run.files.every(file => file.jobId === null)) {
      const at = clock.now();
      return append(this.runId, { type: 'phase', phase: 'cancelled', error: null, at });
    }
    const { cancelUpload } = await import('./upload/cancelRun');
    const { signal } = this.stopping;
    await cancelUpload(await this.contextOf(run, await clientFor(run.connectionId), signal));
  }

  private async contextOf(
    run: Run,
    cloud: LlamaCloud,
    signal: AbortSignal,
  ): Promise<Omit<UploadContext, 'progress' | 'webhooks'>> {
    const { clock, log, append, maxBatchFiles, concurrencyFor } = this.services;
    const request = { projectId: run.projectId, signal, retries };
    const { Lookups } = await import('./upload/lookups');
    return {
      cloud,
      clock,
      log,
      request,
      maxBatchFiles,
      origin: run,
      lookups: new Lookups(cloud, clock, request, this.doubts),
      run: () => this.run,
      append: async (...events) => {
        if (events.some(event => progressEvents.has(event.type))) this.futile = 0;
        await append(run.id, ...events);
      },
      concurrency: concurrencyFor(run.connectionId),
    };
  }

  private readonly tellAll = (progress: RunProgress) => {
    for (const listener of this.listeners) listener(progress);
  };

  /** Writes down why the run stands still, or that it does not. */
  private tell(error: string | null, pause: RunPause | null): Promise<void> {
    const at = this.services.clock.now();
    return this.services.append(this.runId, {
      type: 'phase',
      phase: 'uploading',
      error,
      at,
      ...(pause && { pause }),
    });
  }

  /** Until a time, in milliseconds since 1970, or until {@link wake}. Rejects when the drive is to end. */
  private async wait(until: number, reason: PauseReason): Promise<void> {
    const { clock, waits } = this.services;
    if (this.mustCancel || until <= clock.now()) return;
    const woken = new AbortController();
    this.endWait = () => woken.abort();
    const signal = AbortSignal.any([woken.signal, this.stopping.signal]);
    try {
      waits(this.runId, reason);
      await delay(clock, until - clock.now(), signal);
    } catch {
      this.stopping.signal.throwIfAborted();
    } finally {
      this.endWait = undefined;
    }
  }
}
