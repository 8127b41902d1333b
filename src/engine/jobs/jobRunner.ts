import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { ModelFailure } from '../models/types';
import type { SqlValue } from '../store/database';
import type { QueuedJobRow, QueuedJobs } from '../store/queuedJobs';
import { isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';
import type { Announcer } from './announcer';
import type { BatchJobs } from './batchLifeCycle';
import { JobFailure } from './jobFailure';
import { Lanes } from './lanes';
import { QueuedLifeCycle } from './queuedLifeCycle';

export interface RunnerOptions {
  store: Store;
  clock: Clock;
  log: Log;
  announcer: Announcer;
  /** Jobs that are worked on at the same time. */
  concurrency: number;
  /** Called when the last job has ended and none waits. */
  onIdle: () => void;
  /** Called when a job of a batch has ended or the work on it has stopped: the batch may be over. */
  onBatchJobEnded: (batchId: string) => void;
}

/** What makes one type of job different from another. */
export interface RunnerKind<Row extends QueuedJobRow> {
  /** Names its events. */
  product: 'extract' | 'classify';
  jobs: QueuedJobs<Row>;
  /** Whether the API knows THROTTLED for it: what waits because all places are taken. */
  throttles: boolean;
  /** Does the work; gives the columns that its result fills. Throws JobFailure and ModelFailure. Stops where the signal aborts. */
  work: (job: Row, signal: AbortSignal) => Promise<Record<string, SqlValue>>;
  /** Lets go of what was begun for a job that was cancelled; inside the transaction that cancels it. */
  abandon?: (job: Row) => void;
}

interface Running {
  batchId: string | null;
  controller: AbortController;
  ended: Promise<void>;
}

/** A job during which the engine ended so often is not begun again. */
const maxAttempts = 2;
/** When the disk refuses (full, gone), a step is tried again after this long. */
const storageRetryMs = 5000;
/** Characters that take SQLite some milliseconds. */
const longText = 1_000_000;

/**
 * Runs the jobs of one table, whatever their work is. Batches take turns job by job with each other and with what was
 * asked for singly. What the last engine left RUNNING is begun again first. Every step follows from an event: nothing
 * polls.
 */
export class JobRunner<Row extends QueuedJobRow> implements Omit<BatchJobs, 'create'>, Disposable {
  private readonly running = new Map<string, Running>();
  /** Jobs that are RUNNING without anyone at work on them; to be looked up again where `lost`. */
  private interrupted: Row[] = [];
  private lost = false;
  private readonly lanes = new Lanes();
  private due = false;
  private retry: unknown;
  private stopped = false;
  private readonly lifeCycle: QueuedLifeCycle<Row>;

  constructor(
    protected readonly options: RunnerOptions,
    private readonly kind: RunnerKind<Row>,
  ) {
    this.lifeCycle = new QueuedLifeCycle({ ...options, ...kind });
  }

  /** Anything waiting or running. */
  get busy(): boolean {
    const { due, retry, running, interrupted, lanes } = this;
    return due || retry !== undefined || running.size + interrupted.length + lanes.size > 0;
  }

  /** Takes up what the last engine left, however it ended. */
  start(): void {
    this.findInterrupted();
    for (const lane of this.kind.jobs.waitingLanes()) this.lanes.add(lane);
    if (this.interrupted.length > 0) {
      this.options.log.info(`resuming ${this.interrupted.length} ${this.kind.product} jobs`);
    }
    this.wake();
  }

  hasOpenIn(batchId: string): boolean {
    return this.kind.jobs.hasOpenIn(batchId);
  }

  openIn(batchId: string): string[] {
    return this.kind.jobs.openIn(batchId);
  }

  /** Ends a job as CANCELLED and stops the work on it; one that has ended stays as it is. */
  cancel(jobId: string): void {
    const job = this.kind.jobs.get(jobId);
    if (!job || terminalJobStatuses.has(job.status)) return;
    this.lifeCycle.end(job, 'CANCELLED', {});
    this.kind.abandon?.(job);
    this.running.get(jobId)?.controller.abort();
  }

  /** Cancels a job for its own sake: its batch may be over with it. */
  cancelOne({ id, batch_id }: Row): void {
    this.cancel(id);
    if (batch_id) this.options.onBatchJobEnded(batch_id);
  }

  /** Removes a job and its result; one that has not ended is cancelled first. */
  remove(job: Row): void {
    this.options.store.durable(() => {
      this.cancel(job.id);
      this.kind.jobs.delete(job.id);
    });
    if (job.batch_id) this.options.onBatchJobEnded(job.batch_id);
  }

  isWorking(batchId: string): boolean {
    return [...this.running.values()].some(run => run.batchId === batchId);
  }

  /** Begins nothing more; gives what runs `graceMs` to end, then abandons it (it is begun again at the next start). */
  async stop(graceMs: number): Promise<void> {
    const { clock } = this.options;
    this.stopped = true;
    clock.clearTimeout(this.retry);
    const ended = Promise.all([...this.running.values()].map(run => run.ended));
    if (graceMs === 0) this.dispose();
    const timer = clock.setTimeout(() => this.dispose(), graceMs);
    await ended;
    clock.clearTimeout(timer);
  }

  /** Stops at once. */
  dispose(): void {
    this.stopped = true;
    for (const { controller } of this.running.values()) controller.abort();
  }

  /** Announces a job that was just made, inside its transaction, and takes it up after that. */
  protected created(jobId: string): string {
    const job = this.lifeCycle.created(jobId);
    this.lanes.add(job.batch_id ?? '');
    this.wake();
    return jobId;
  }

  /** Never begins a job within the caller's turn: a thousand short ones must not keep requests waiting. */
  private wake(): void {
    if (this.due || this.stopped) return;
    this.due = true;
    setImmediate(() => {
      this.due = false;
      if (this.stopped) return;
      try {
        if (this.lost) this.findInterrupted();
        this.fill();
      } catch (error) {
        this.later('the queue', error);
      }
      if (!this.busy) this.options.onIdle();
    });
  }

  private findInterrupted(): void {
    this.interrupted = this.kind.jobs.running().filter(job => !this.running.has(job.id));
    this.lost = false;
  }

  private fill(): void {
    const { concurrency, clock } = this.options;
    while (this.running.size < concurrency) {
      const job = this.next();
      if (!job) return;
      this.begin(job);
    }
    if (this.kind.throttles) this.kind.jobs.throttle(clock.now());
  }

  /** What was interrupted first; then the first lane that has work, which goes to the end. */
  private next(): Row | undefined {
    const { jobs } = this.kind;
    for (let job = this.interrupted.shift(); job; job = this.interrupted.shift()) {
      const now = jobs.get(job.id);
      if (now?.status === 'RUNNING') return now;
    }
    return this.lanes.next(lane => jobs.firstWaiting(lane));
  }

  private begin(job: Row): void {
    if (job.attempts >= maxAttempts) {
      const sentence = `The engine ended ${maxAttempts} times while it worked on this file. Leave the file out, or save it anew.`;
      this.lifeCycle.end(job, 'FAILED', { error_message: sentence });
      if (job.batch_id) this.options.onBatchJobEnded(job.batch_id);
      return;
    }
    const begun = this.lifeCycle.begin(job);
    const controller = new AbortController();
    const run = { batchId: job.batch_id, controller, ended: Promise.resolve() };
    this.running.set(job.id, run);
    run.ended = this.run(begun, controller.signal);
  }

  private async run(job: Row, signal: AbortSignal): Promise<void> {
    try {
      await this.attempt(job, signal);
    } catch (error) {
      this.later(`${this.kind.product} job ${job.id}`, error);
    }
    this.running.delete(job.id);
    if (job.batch_id) this.options.onBatchJobEnded(job.batch_id);
    if (this.retry === undefined) this.wake();
  }

  /** Works on a job and records what came of it. Throws where that cannot be recorded. */
  private async attempt(job: Row, signal: AbortSignal): Promise<void> {
    const { jobs, work } = this.kind;
    const isCurrent = () => jobs.get(job.id)?.status === 'RUNNING';
    try {
      const columns = await this.keepLong(job.id, await work(job, signal), isCurrent);
      if (isCurrent()) this.lifeCycle.end(job, 'COMPLETED', columns);
    } catch (error) {
      if (!isCurrent()) return;
      if (signal.aborted || isStorageError(error)) jobs.forgive(job.id);
      if (isStorageError(error)) throw error;
      if (signal.aborted) {
        // The engine leaves, and the next one begins the job again; or a cancellation could not be stored.
        this.lost = true;
        return;
      }
      this.lifeCycle.end(job, 'FAILED', { error_message: this.sentenceOf(job, error) });
    }
  }

  /**
   * Writes what is long of a result, a piece a turn, so that requests are served in between; gives what is left. It counts
   * for nothing until the job is COMPLETED.
   */
  private async keepLong(
    jobId: string,
    columns: Record<string, SqlValue>,
    isCurrent: () => boolean,
  ): Promise<Record<string, SqlValue>> {
    const { store } = this.options;
    const rest: Record<string, SqlValue> = {};
    for (const [column, value] of Object.entries(columns)) {
      if (typeof value !== 'string' || value.length < longText) rest[column] = value;
      else {
        await turn();
        if (isCurrent()) store.transaction(() => this.kind.jobs.set(jobId, { [column]: value }));
        await turn();
      }
    }
    return rest;
  }

  private sentenceOf(job: Row, error: unknown): string {
    if (error instanceof JobFailure || error instanceof ModelFailure) return error.message;
    this.options.log.error(`${this.kind.product} job ${job.id}: ${messageOf(error)}`);
    return 'INTERNAL_ERROR: The job could not be done. The log says why; start it again.';
  }

  private later(what: string, error: unknown): void {
    const { clock, log } = this.options;
    log.error(`${what} cannot be stored, trying again in ${storageRetryMs / 1000} s: ${messageOf(error)}`);
    this.lost = true;
    if (this.stopped) return;
    this.retry ??= clock.setTimeout(() => {
      this.retry = undefined;
      this.wake();
    }, storageRetryMs);
  }
}
