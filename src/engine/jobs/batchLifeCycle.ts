import type { Clock } from '../../base/clock';
import { maxBatchFiles, terminalBatchStatuses } from '../../protocol/batches';
import type { BatchFileRow, BatchRow, NewBatch, NewBatchFile } from '../store/batches';
import type { Store } from '../store/store';
import type { AnnouncedEvent, Announcer } from './announcer';

/** Jobs of one type, as batches need them. All that writes is called inside a transaction. */
export interface BatchJobs {
  /** Makes the job of a file of a batch and queues it; gives its id, or the reason why the file gets none. */
  create(batch: BatchRow, file: BatchFileRow): { jobId: string } | { error: string };
  /** Whether more than so many jobs of the batch (default 0) have not ended. */
  hasOpenIn(batchId: string, moreThan?: number): boolean;
  /** Ids of the jobs of the batch that have not ended. */
  openIn(batchId: string): string[];
  /** Ends a job as CANCELLED; one that has ended stays as it is. */
  cancel(jobId: string): void;
  /** Whether work on a job of the batch has not stopped, be the job cancelled already; the scheduler knows of parses. */
  isWorking?(batchId: string): boolean;
}

/** Keeps further batches THROTTLED while so many jobs of others have not ended: ten batches of the largest size, twice. */
const mostOpenJobs = 20_000;

/**
 * Files that get their jobs in one step: all of a v2 batch. A batch of the legacy route may have any number of files; its
 * next ones follow when half of these jobs have ended, so that no step takes long and the queue stays short.
 */
const filesAtOnce = maxBatchFiles;

/** What became of a batch: `unfilled` when its next files should get their jobs. `none` where there is no such batch. */
export type Settled = 'open' | 'unfilled' | 'ended' | 'none';

const events: Record<string, AnnouncedEvent> = {
  PENDING: 'batch.pending',
  RUNNING: 'batch.running',
  COMPLETED: 'batch.success',
  FAILED: 'batch.error',
  CANCELLED: 'batch.cancelled',
};

export interface BatchLifeCycleOptions {
  store: Store;
  clock: Clock;
  announcer: Announcer;
  /** By the `type` of a batch's job. */
  kinds: Readonly<Record<string, BatchJobs>>;
  /** Default 20,000. */
  maxOpenJobs?: number;
}

/**
 * The steps that batches take (LlamaCloud API docs), each one transaction that is on the disk before it returns:
 *
 *     PENDING → [THROTTLED →] RUNNING (every file has a job or an error) → COMPLETED (every job has ended)
 *                                                                        | FAILED | CANCELLED
 */
export class BatchLifeCycle {
  constructor(private readonly options: BatchLifeCycleOptions) {}

  create(batch: NewBatch, files: readonly NewBatchFile[]): BatchRow {
    const { store, clock } = this.options;
    return store.durable(() => {
      const created = this.mustGet(store.batches.create(batch, files, clock.now()));
      this.announce(created);
      return created;
    });
  }

  /**
   * Gives every file its job, or the reason why it gets none; a full queue makes the batch THROTTLED instead. Of a very
   * large batch these are its first or next files. A fault of ours ends it as FAILED.
   */
  start(batchId: string): void {
    const { store } = this.options;
    const batch = store.batches.get(batchId);
    if (!batch) return;
    const waits = batch.status === 'PENDING' || batch.status === 'THROTTLED';
    if (waits && this.isFull(batch)) {
      if (batch.status === 'PENDING') this.step(batch.id, 'THROTTLED');
      return;
    }
    if (!waits && !this.isUnfilled(batch)) return;
    const kind = this.kindOf(batch);
    store.durable(() => {
      for (const file of store.batches.unmapped(batch.id, filesAtOnce)) {
        const made = kind.create(batch, file);
        if ('jobId' in made) store.batches.mapFile(batch.id, file.position, made.jobId, null);
        else store.batches.mapFile(batch.id, file.position, null, made.error);
      }
      if (waits) this.step(batch.id, 'RUNNING');
    });
    this.settle(batch.id, false);
  }

  /** Ends a batch whose files cannot be given jobs; those it has are cancelled. */
  fail(batchId: string, sentence: string): void {
    const { store } = this.options;
    // The type itself may be what is at fault.
    const kind = this.options.kinds[this.mustGet(batchId).job_type];
    store.durable(() => {
      for (const job of kind?.openIn(batchId) ?? []) kind?.cancel(job);
      this.step(batchId, 'FAILED', sentence);
    });
  }

  /** Cancels every job of the batch that has not ended. A RUNNING batch is itself CANCELLED by {@link settle}. */
  cancel(batch: BatchRow): void {
    const { store, clock } = this.options;
    const kind = this.kindOf(batch);
    store.durable(() => {
      store.batches.requestCancel(batch.id, clock.now());
      if (batch.status !== 'RUNNING') this.step(batch.id, 'CANCELLED');
      for (const job of kind.openIn(batch.id)) kind.cancel(job);
      store.release(store.batches.heldBytes(batch.id));
    });
  }

  /** Ends a RUNNING batch once all its jobs have; a cancelled one also waits until nobody is `working` on it. */
  settle(batchId: string, working: boolean): Settled {
    const { store } = this.options;
    const batch = store.batches.get(batchId);
    if (!batch) return 'none';
    if (batch.status !== 'RUNNING') return 'open';
    if (this.isUnfilled(batch)) return 'unfilled';
    const kind = this.kindOf(batch);
    if (kind.hasOpenIn(batchId)) return 'open';
    if (batch.cancel_requested && (working || kind.isWorking?.(batchId))) return 'open';
    this.step(batchId, batch.cancel_requested ? 'CANCELLED' : 'COMPLETED');
    return 'ended';
  }

  /** The batch that has waited longest for room in the queue, where it has it now. */
  nextWithRoom(): BatchRow | undefined {
    const next = this.options.store.batches.firstThrottled();
    return next && !this.isFull(next) ? next : undefined;
  }

  /** Some of its files have neither a job nor a reason why not, and most of the jobs that others have are done. */
  private isUnfilled({ id, status, cancel_requested, job_type }: BatchRow): boolean {
    if (status !== 'RUNNING' || cancel_requested) return false;
    const hasUnmapped = this.options.store.batches.unmapped(id, 1).length > 0;
    return hasUnmapped && !this.options.kinds[job_type]?.hasOpenIn(id, filesAtOnce / 2);
  }

  private isFull(batch: BatchRow): boolean {
    const { store, maxOpenJobs = mostOpenJobs } = this.options;
    const open = store.jobs.openCount();
    const added = Math.min(store.batches.fileCount(batch.id), filesAtOnce);
    return open > 0 && open + added > maxOpenJobs;
  }

  private step(batchId: string, status: string, error: string | null = null): void {
    const { store, clock } = this.options;
    store.durable(() => {
      store.batches.setStatus(batchId, status, clock.now(), error);
      const batch = this.mustGet(batchId);
      this.announce(batch);
      const hasHooks = batch.webhooks.length + batch.job_webhooks.length > 0;
      if (hasHooks && terminalBatchStatuses.has(status)) store.batches.forgetHooks(batchId);
    });
  }

  private announce(batch: BatchRow): void {
    const event = events[batch.status];
    if (!event) return;
    const facts = { source_directory_id: batch.directory_id, job_type: batch.job_type };
    this.options.announcer.announce(event, { ...batch, facts });
  }

  private kindOf(batch: BatchRow): BatchJobs {
    const kind = this.options.kinds[batch.job_type];
    if (!kind) throw new Error(`Batch ${batch.id} has jobs of the unknown type ${batch.job_type}.`);
    return kind;
  }

  private mustGet(batchId: string): BatchRow {
    const batch = this.options.store.batches.get(batchId);
    if (!batch) throw new Error(`Batch ${batchId} is gone.`);
    return batch;
  }
}
