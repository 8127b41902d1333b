import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import { ParseFailure, type ParserPool, type ParseSource, WorkerCrashed } from '../parsers/types';
import type { BatchRow, NewBatch, NewBatchFile } from '../store/batches';
import type { ParseJobRow } from '../store/parseJobs';
import type { ParseRangeRow } from '../store/parseRanges';
import { isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';
import type { BatchLifeCycle } from './batchLifeCycle';
import type { ParseLifeCycle } from './parseLifeCycle';

export interface SchedulerOptions {
  store: Store;
  batches: BatchLifeCycle;
  parses: ParseLifeCycle;
  pool: ParserPool;
  clock: Clock;
  log: Log;
  /** Pieces of work given to the pool at the same time: its size, or one more so that none of its workers idles. */
  concurrency: number;
  /** Called when the last piece of work has ended and none waits. */
  onIdle: () => void;
}

interface Running {
  range: ParseRangeRow;
  controller: AbortController;
  ended: Promise<void>;
}

/** A piece of work that killed its worker is tried once more. */
const maxCrashes = 2;
/** When the disk refuses (full, gone), a step is tried again after this long. */
const storageRetryMs = 5000;

/**
 * Feeds the parser pool from the queue in the store. Lanes (batches) take turns piece by piece, and in a lane small
 * documents go first, so that nothing waits behind a huge one. Every step follows from an event: nothing polls.
 */
export class Scheduler implements Disposable {
  private readonly running = new Map<number, Running>();
  /** Timers of steps that the disk refused, by what they are about. */
  private readonly held = new Map<string, unknown>();
  /** Lanes that may have work, the next one first. */
  private lanes: string[] = [];
  private starting = 0;
  private stopped = false;

  constructor(private readonly options: SchedulerOptions) {}

  /** Anything queued or running. */
  get busy(): boolean {
    return this.starting + this.running.size + this.held.size + this.lanes.length > 0;
  }

  /** Takes up what the last engine left, however it ended. */
  start(): void {
    const { store, log, batches } = this.options;
    const resumed = store.ranges.requeueAll();
    this.lanes = store.ranges.waitingLanes();
    for (const batch of store.batches.open()) {
      if (batch.status === 'RUNNING') batches.settle(batch.id, false);
      else this.begin(batch.id);
    }
    if (this.lanes.length > 0) {
      log.info(`resuming: ${this.lanes.length} batches, ${resumed} interrupted ranges`);
    }
    this.pump();
  }

  /** Makes a batch; it starts once the answer to its creation is on its way. */
  createBatch(batch: NewBatch, files: readonly NewBatchFile[]): BatchRow {
    const created = this.options.batches.create(batch, files);
    this.begin(created.id);
    return created;
  }

  private begin(batchId: string): void {
    this.starting++;
    setImmediate(() => {
      this.starting--;
      if (this.stopped) return;
      this.persist(`batch ${batchId}`, () => {
        this.startBatch(batchId);
        this.wake(batchId);
      });
    });
  }

  private startBatch(batchId: string): void {
    const { batches, log } = this.options;
    try {
      batches.start(batchId);
    } catch (error) {
      if (isStorageError(error)) throw error;
      log.error(`batch ${batchId}: ${messageOf(error)}`);
      batches.fail(batchId, 'The batch could not be started. The log says why; start it again.');
    }
  }

  /** Takes up a job that was made outside a batch. */
  parseCreated(jobId: string): void {
    this.wake(jobId);
  }

  /** Cancels a batch: nothing new of it begins, what runs is stopped, finished files keep their results. */
  cancelBatch(batch: BatchRow): void {
    this.options.batches.cancel(batch);
    this.abort(range => range.lane === batch.id);
    this.settle(batch.id);
  }

  /** Cancels one job. */
  cancelJob(job: ParseJobRow): void {
    this.options.parses.cancel(job.id);
    this.abort(range => range.job_id === job.id);
    if (job.batch_id) this.settle(job.batch_id);
  }

  /** Begins nothing more; gives what runs `graceMs` to end, then abandons it (it waits for the next start). */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    const ended = Promise.all([...this.running.values()].map(run => run.ended));
    if (graceMs === 0) this.dispose();
    const timer = this.options.clock.setTimeout(() => this.dispose(), graceMs);
    await ended;
    this.options.clock.clearTimeout(timer);
    for (const handle of this.held.values()) this.options.clock.clearTimeout(handle);
  }

  /** Stops at once. */
  dispose(): void {
    this.stopped = true;
    this.abort(() => true);
  }

  private wake(lane: string): void {
    if (!this.lanes.includes(lane)) this.lanes.push(lane);
    this.pump();
  }

  private pump(): void {
    this.persist('the queue', () => this.fill());
    if (!this.busy) this.options.onIdle();
  }

  private fill(): void {
    while (!this.stopped && this.running.size < this.options.concurrency) {
      const range = this.claim();
      if (!range) break;
      const controller = new AbortController();
      const run: Running = { range, controller, ended: Promise.resolve() };
      this.running.set(range.id, run);
      run.ended = this.run(range, controller.signal);
    }
  }

  /** The next piece of work of the first lane that has one; that lane goes to the end. */
  private claim(): ParseRangeRow | undefined {
    for (let lane = this.lanes[0]; lane !== undefined; lane = this.lanes[0]) {
      const range = this.options.store.ranges.claim(lane);
      this.lanes.shift();
      if (!range) continue;
      this.lanes.push(lane);
      return range;
    }
    return undefined;
  }

  private async run(range: ParseRangeRow, signal: AbortSignal): Promise<void> {
    try {
      await this.attempt(range, signal);
    } catch (error) {
      this.later(`range ${range.id} of job ${range.job_id}`, () => this.giveBack(range), error);
    }
    this.running.delete(range.id);
    this.settle(range.lane);
    this.wake(range.lane);
  }

  /** Does a piece of work and records what came of it. Throws where it cannot be recorded. */
  private async attempt(range: ParseRangeRow, signal: AbortSignal): Promise<void> {
    const { store, parses, log } = this.options;
    const job = store.jobs.get(range.job_id);
    if (!job) return;
    parses.begin(job.id);
    const source = { path: store.blobs.path(job.sha256), name: job.name };
    try {
      if (range.kind === 'inspect') await this.inspect(range, job, source, signal);
      else await this.parse(range, source, signal);
    } catch (error) {
      if (isStorageError(error)) throw error;
      if (!this.isCurrent(range)) return;
      if (signal.aborted) store.ranges.requeue(range.id, range.crashes);
      else if (error instanceof WorkerCrashed) this.crashed(range, job, error);
      else if (error instanceof ParseFailure) this.options.parses.fail(job.id, error.code, error.message);
      else {
        log.error(`job ${job.id}: ${messageOf(error)}`);
        const sentence = 'The parser could not be run. The log says why; parse the file again.';
        this.options.parses.fail(job.id, 'INTERNAL_ERROR', sentence);
      }
    }
  }

  private async inspect(range: ParseRangeRow, job: ParseJobRow, source: ParseSource, signal: AbortSignal) {
    const inspection = await this.options.pool.inspect(source, signal);
    if (this.isCurrent(range)) this.options.parses.inspected(range, job, inspection);
  }

  private async parse(range: ParseRangeRow, source: ParseSource, signal: AbortSignal) {
    const { pool, store } = this.options;
    const { page_from: from, page_to: to } = range;
    const pages = from !== null && to !== null ? { from, to } : null;
    const temporary = store.blobs.temporary();
    try {
      // Every tier recognises text where a page needs it: a scan parses with any of them.
      const summary = await pool.parse(source, pages, { ocr: true }, temporary, signal);
      const sha256 = await store.blobs.seal(temporary);
      if (this.isCurrent(range)) this.options.parses.parsed(range, temporary, sha256, summary);
    } finally {
      store.blobs.discard(temporary);
    }
  }

  private crashed(range: ParseRangeRow, job: ParseJobRow, error: WorkerCrashed): void {
    const crashes = range.crashes + 1;
    this.options.log.warn(`job ${job.id}: ${error.message} (${crashes} of ${maxCrashes})`);
    if (crashes < maxCrashes) {
      this.options.store.ranges.requeue(range.id, crashes);
      return;
    }
    const sentence =
      'The parser stopped twice while it read this file. Save the file anew, or as PDF, and parse that.';
    this.options.parses.fail(job.id, 'INTERNAL_ERROR', sentence);
  }

  /** False once its job was cancelled or has failed. */
  private isCurrent(range: ParseRangeRow): boolean {
    return this.options.store.ranges.get(range.id)?.status === 'RUNNING';
  }

  private abort(which: (range: ParseRangeRow) => boolean): void {
    for (const { range, controller } of this.running.values()) if (which(range)) controller.abort();
  }

  /** Ends the batch of a lane where that is due. */
  private settle(lane: string): void {
    const working = [...this.running.values()].some(run => run.range.lane === lane);
    this.persist(`batch ${lane}`, () => {
      if (this.options.batches.settle(lane, working)) this.startThrottled();
    });
  }

  private startThrottled(): void {
    for (const batch of this.options.batches.throttledWithRoom()) this.begin(batch.id);
  }

  /** Puts a piece of work that could not be recorded back into the queue. */
  private giveBack(range: ParseRangeRow): void {
    if (this.isCurrent(range)) this.options.store.ranges.requeue(range.id, range.crashes);
    this.wake(range.lane);
  }

  /** Runs a step that writes; where the disk refuses (full, gone) it is tried again later, under its key once. */
  private persist(key: string, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.later(key, step, error);
    }
  }

  private later(key: string, step: () => void, error: unknown): void {
    const { clock, log } = this.options;
    log.error(`${key} cannot be stored, trying again in ${storageRetryMs / 1000} s: ${messageOf(error)}`);
    if (this.held.has(key)) return;
    const retry = () => {
      this.held.delete(key);
      if (!this.stopped) this.persist(key, step);
    };
    this.held.set(key, clock.setTimeout(retry, storageRetryMs));
  }
}
