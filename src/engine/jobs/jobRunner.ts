import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { webhookEvents } from '../../protocol/webhooks';
import type { SqlValue } from '../store/database';
import type { QueuedJobRow, QueuedJobs } from '../store/queuedJobs';
import { isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';
import type { AnnouncedEvent, Announcer } from './announcer';

/** Ends a job as FAILED; the message is the sentence that its owner reads. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

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
  /** Does the work; gives the columns that its result fills. Throws JobFailure. Stops where the signal aborts. */
  work: (job: Row, signal: AbortSignal) => Promise<Record<string, SqlValue>>;
}

interface Running {
  batchId: string | null;
  controller: AbortController;
  ended: Promise<void>;
}

type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED';
const endEvents: Record<EndStatus, string> = {
  COMPLETED: 'success',
  FAILED: 'error',
  CANCELLED: 'cancelled',
};
const knownEvents: ReadonlySet<string> = new Set(webhookEvents);

/** A job during which the engine ended so often is not begun again. */
const maxAttempts = 2;
/** When the disk refuses (full, gone), a step is tried again after this long. */
const storageRetryMs = 5000;

/**
 * Runs the jobs of one table, whatever their work is, through the states of the API:
 *
 *     PENDING → [THROTTLED →] RUNNING → COMPLETED | FAILED | CANCELLED
 *
 * Batches take turns job by job with each other and with what was asked for singly. What the last engine left RUNNING is
 * begun again first. Every step is one transaction with its event; what ends a job is on the disk before it is told.
 */
export class JobRunner<Row extends QueuedJobRow> implements Disposable {
  private readonly running = new Map<string, Running>();
  /** Jobs that are RUNNING without anyone at work on them. */
  private interrupted: Row[] = [];
  /** Lanes that may have work, the next one first. */
  private readonly lanes = new Set<string>();
  private due = false;
  private retry: unknown;
  private stopped = false;

  constructor(
    private readonly options: RunnerOptions,
    private readonly kind: RunnerKind<Row>,
  ) {}

  /** Anything waiting or running. */
  get busy(): boolean {
    const { due, retry, running, interrupted, lanes } = this;
    return due || retry !== undefined || running.size + interrupted.length + lanes.size > 0;
  }

  /** Takes up what the last engine left, however it ended. */
  start(): void {
    this.interrupted = this.kind.jobs.running();
    for (const lane of this.kind.jobs.waitingLanes()) this.lanes.add(lane);
    if (this.interrupted.length > 0) {
      this.options.log.info(`resuming ${this.interrupted.length} ${this.kind.product} jobs`);
    }
    this.wake();
  }

  /** Announces a job that was just made, inside its transaction, and takes it up after that. */
  created(jobId: string): void {
    const job = this.kind.jobs.get(jobId);
    if (!job) return;
    this.announce('pending', job);
    this.lanes.add(job.batch_id ?? '');
    this.wake();
  }

  /** Ends a job as CANCELLED and stops the work on it; one that has ended stays as it is. */
  cancel(jobId: string): void {
    const job = this.kind.jobs.get(jobId);
    if (!job || terminalJobStatuses.has(job.status)) return;
    this.end(job, 'CANCELLED', {});
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

  /** Whether work on a job of the batch has not stopped, be the job cancelled already. */
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

  /** Never begins a job within the caller's turn: a thousand short ones must not keep requests waiting. */
  private wake(): void {
    if (this.due || this.stopped) return;
    this.due = true;
    setImmediate(() => {
      this.due = false;
      if (this.stopped) return;
      try {
        this.fill();
      } catch (error) {
        this.later('the queue', error);
      }
      if (!this.busy) this.options.onIdle();
    });
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
    for (const lane of [...this.lanes]) {
      this.lanes.delete(lane);
      const job = jobs.firstWaiting(lane);
      if (!job) continue;
      this.lanes.add(lane);
      return job;
    }
    return undefined;
  }

  private begin(job: Row): void {
    const { store, clock } = this.options;
    const { jobs } = this.kind;
    if (job.attempts >= maxAttempts) {
      const sentence = `The engine ended ${maxAttempts} times while it worked on this file. Leave the file out, or save it anew.`;
      this.end(job, 'FAILED', { error_message: sentence });
      if (job.batch_id) this.options.onBatchJobEnded(job.batch_id);
      return;
    }
    const begun = store.transaction(() => {
      jobs.start(job.id, clock.now());
      const current = jobs.get(job.id) ?? job;
      if (job.status !== 'RUNNING') this.announce('running', current);
      return current;
    });
    const controller = new AbortController();
    const run = { batchId: job.batch_id, controller, ended: Promise.resolve() };
    this.running.set(job.id, run);
    run.ended = this.run(begun, controller.signal);
  }

  private async run(job: Row, signal: AbortSignal): Promise<void> {
    try {
      await this.attempt(job, signal);
    } catch (error) {
      this.interrupted.push(job);
      this.later(`${this.kind.product} job ${job.id}`, error);
    }
    this.running.delete(job.id);
    if (job.batch_id) this.options.onBatchJobEnded(job.batch_id);
    if (this.retry === undefined) this.wake();
  }

  /** Works on a job and records what came of it. Throws where that cannot be recorded. */
  private async attempt(job: Row, signal: AbortSignal): Promise<void> {
    const { jobs, product, work } = this.kind;
    const isCurrent = () => jobs.get(job.id)?.status === 'RUNNING';
    try {
      const columns = await work(job, signal);
      if (isCurrent()) this.end(job, 'COMPLETED', columns);
    } catch (error) {
      if (!isCurrent()) return;
      if (signal.aborted || isStorageError(error)) jobs.forgive(job.id);
      if (isStorageError(error)) throw error;
      // The engine leaves; the next one begins the job again.
      if (signal.aborted) return;
      if (!(error instanceof JobFailure)) {
        this.options.log.error(`${product} job ${job.id}: ${messageOf(error)}`);
      }
      const sentence =
        error instanceof JobFailure
          ? error.message
          : 'INTERNAL_ERROR: The job could not be done. The log says why; start it again.';
      this.end(job, 'FAILED', { error_message: sentence });
    }
  }

  private end(job: Row, status: EndStatus, columns: Record<string, SqlValue>): void {
    const { store, clock } = this.options;
    const { jobs } = this.kind;
    store.durable(() => {
      jobs.end(job.id, status, columns, clock.now());
      this.announce(endEvents[status], jobs.get(job.id) ?? job);
      // The file may have been deleted while its job still needed the bytes.
      store.release(job.sha256 === null ? [] : [job.sha256]);
    });
  }

  /** Tells the change unless the API has no such event (`extract.running`). */
  private announce(change: string, job: Row): void {
    const event: AnnouncedEvent = `${this.kind.product}.${change}`;
    if (!knownEvents.has(event)) return;
    const { file_input, configuration_id } = job;
    this.options.announcer.announce(event, { ...job, facts: { file_input, configuration_id } });
  }

  private later(what: string, error: unknown): void {
    const { clock, log } = this.options;
    log.error(`${what} cannot be stored, trying again in ${storageRetryMs / 1000} s: ${messageOf(error)}`);
    if (this.stopped) return;
    this.retry ??= clock.setTimeout(() => {
      this.retry = undefined;
      this.wake();
    }, storageRetryMs);
  }
}
