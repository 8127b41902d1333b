import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/lifecycle';
import { type Log, messageOf } from '../../base/log';
import {
  ParseFailure,
  type ParseOptions,
  type ParserPool,
  type RangeSummary,
  WorkerCrashed,
} from '../parsers/types';
import type { BatchRow, NewBatch, NewBatchFile } from '../store/batches';
import type { ParseJobRow } from '../store/parseJobs';
import type { ParseRangeRow } from '../store/parseRanges';
import { isDiskFull, isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';
import type { BatchLifeCycle } from './batchLifeCycle';
import { Lanes } from './lanes';
import type { ParseLifeCycle } from './parseLifeCycle';
import { effectiveOptions } from './parseOptions';
import { ResultWriter } from './resultWriter';

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
  job: ParseJobRow;
  /** The end of its lane that it was taken from. */
  of: 'smallest' | 'largest';
  controller: AbortController;
  ended: Promise<void>;
}

/** A piece of work that killed its worker is tried once more. */
const maxCrashes = 2;
/** When the disk refuses (full, gone), a step is tried again after this long. */
const storageRetryMs = 5000;
/** Results that may wait for the disk beside the pieces that are being parsed. */
const mostStoring = 64;
/** Batches that are looked at between two requests when the engine starts. */
const batchesAtOnce = 50;

/**
 * Feeds the parser pool from the queue in the store. Lanes (batches) take turns piece by piece, and small documents do
 * not wait behind a huge one. Every step follows from an event: nothing polls.
 */
export class Scheduler implements Disposable {
  private readonly running = new Map<number, Running>();
  /** Steps that the disk refused, by what they are about. */
  private readonly held = new Map<string, { timer: unknown; isFull: boolean }>();
  private readonly lanes = new Lanes();
  private readonly results: ResultWriter;
  /** Pieces that the pool has. */
  private parsing = 0;
  private starting = 0;
  private stopped = false;

  constructor(private readonly options: SchedulerOptions) {
    this.results = new ResultWriter(options.store);
  }

  /** Anything queued or running. */
  get busy(): boolean {
    return this.starting + this.running.size + this.held.size + this.lanes.size > 0;
  }

  /** Takes up what the last engine left, however it ended. */
  start(): void {
    const { store, log } = this.options;
    const resumed = store.ranges.requeueAll();
    for (const lane of store.ranges.waitingLanes()) this.lanes.add(lane);
    if (this.lanes.size > 0) log.info(`resuming: ${this.lanes.size} lanes, ${resumed} interrupted ranges`);
    this.takeUp(store.batches.openIds());
    this.pump();
  }

  /** Starts or ends batches that are due for it, some at a time so that requests are answered in between. */
  private takeUp(batchIds: readonly string[]): void {
    if (batchIds.length === 0) return;
    this.soon(() => {
      for (const id of batchIds.slice(0, batchesAtOnce)) this.startOrSettle(id);
      this.takeUp(batchIds.slice(batchesAtOnce));
    });
  }

  private startOrSettle(batchId: string): void {
    this.persist(`batch ${batchId}`, () => {
      this.startBatch(batchId);
      this.settleNow(batchId);
      this.wake(batchId);
      this.startThrottled();
    });
  }

  /** Does something once what is being answered is on its way. */
  private soon(step: () => void): void {
    this.starting++;
    setImmediate(() => {
      this.starting--;
      if (!this.stopped) step();
    });
  }

  /** Makes a batch; it starts once the answer to its creation is on its way. */
  createBatch(batch: NewBatch, files: readonly NewBatchFile[]): BatchRow {
    const created = this.options.batches.create(batch, files);
    this.begin(created.id);
    return created;
  }

  private begin(batchId: string): void {
    this.soon(() => this.startOrSettle(batchId));
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

  /** Takes up a job that was made outside a batch, unless it has ended already. */
  parseCreated(jobId: string): void {
    this.settle(jobId);
    this.wake(jobId);
  }

  /** A job of the batch that is none of parsing has ended. */
  jobEnded(batchId: string): void {
    this.settle(batchId);
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
    this.settle(job.batch_id ?? job.id);
  }

  /** Begins nothing more; gives what runs `graceMs` to end, then abandons it (it waits for the next start). */
  async stop(graceMs: number): Promise<void> {
    this.stopped = true;
    const ended = Promise.all([...this.running.values()].map(run => run.ended));
    if (graceMs === 0) this.dispose();
    const timer = this.options.clock.setTimeout(() => this.dispose(), graceMs);
    await ended;
    this.options.clock.clearTimeout(timer);
    for (const { timer } of this.held.values()) this.options.clock.clearTimeout(timer);
  }

  /** Stops at once. */
  dispose(): void {
    this.stopped = true;
    this.abort(() => true);
  }

  private wake(lane: string): void {
    this.lanes.add(lane);
    this.pump();
  }

  private pump(): void {
    this.persist('the queue', () => this.fill());
    if (!this.busy) this.options.onIdle();
  }

  private fill(): void {
    while (this.hasRoom) {
      const claimed = this.lanes.next(lane => this.claim(lane));
      if (!claimed) break;
      const run: Running = { ...claimed, controller: new AbortController(), ended: Promise.resolve() };
      this.running.set(run.range.id, run);
      this.parsing++;
      run.ended = this.run(run);
    }
  }

  /** On a full disk every other piece would only be parsed in vain, over and over. */
  private get hasRoom(): boolean {
    const isFull = [...this.held.values()].some(step => step.isFull);
    if (this.stopped || isFull) return false;
    return this.parsing < this.options.concurrency && this.running.size < this.mostRunning;
  }

  /** The next piece of work of a lane, with its job, which has begun then. */
  private claim(lane: string): Pick<Running, 'range' | 'job' | 'of'> | undefined {
    const { store, parses } = this.options;
    const of = this.nextOf(lane);
    return store.transaction(() => {
      const range = store.ranges.claim(lane, of);
      const job = range && store.jobs.get(range.job_id);
      if (!job) return undefined;
      parses.begin(job);
      return { range, job, of };
    });
  }

  /**
   * One worker takes the largest documents of a lane while the others take the smallest: nothing waits behind a huge one,
   * and none is left for the end, when only one worker would have something to do. A single worker begins with the small.
   */
  private nextOf(lane: string): Running['of'] {
    const others = [...this.running.values()].filter(run => run.range.lane === lane);
    return this.options.concurrency > 2 && others.length > 0 && others.every(run => run.of === 'smallest')
      ? 'largest'
      : 'smallest';
  }

  private async run(run: Running): Promise<void> {
    const { range } = run;
    try {
      await this.attempt(run);
    } catch (error) {
      this.later(`range ${range.id} of job ${range.job_id}`, () => this.giveBack(range), error);
    }
    if (this.running.delete(range.id)) this.settle(range.lane);
    this.wake(range.lane);
  }

  /** Does a piece of work and records what came of it. Throws where it cannot be recorded. */
  private async attempt(run: Running): Promise<void> {
    const { store, parses, log } = this.options;
    const { range, job, controller } = run;
    try {
      await this.parse(run);
    } catch (error) {
      if (isStorageError(error)) throw error;
      if (!this.isCurrent(range)) return;
      if (controller.signal.aborted) store.ranges.requeue(range.id, range.crashes);
      else if (error instanceof WorkerCrashed) this.crashed(range, job, error);
      else if (error instanceof ParseFailure) parses.fail(job.id, error.code, error.message);
      else {
        log.error(`job ${job.id}: ${messageOf(error)}`);
        const sentence = 'The parser could not be run. The log says why; parse the file again.';
        parses.fail(job.id, 'INTERNAL_ERROR', sentence);
      }
    }
  }

  private async parse(run: Running): Promise<void> {
    const { pool, store, parses } = this.options;
    const { range, job, controller } = run;
    const source = { path: store.blobs.path(job.sha256), name: job.name, size: job.size };
    const { parse: options } = effectiveOptions(job.parameters);
    const temporary = store.blobs.temporary();
    try {
      const summary = await pool
        .parse(source, parses.partOf(range), options, temporary, controller.signal)
        .finally(() => this.parsed());
      const record = () => this.isCurrent(range) && this.record(run, summary, options);
      const images = (summary.images ?? []).map(({ path, sha256 }) => ({ temporary: path, sha256 }));
      await this.results.add({ files: [{ temporary, sha256: summary.sha256 }, ...images], record });
    } finally {
      store.blobs.discardResult(temporary);
    }
  }

  /** A worker is free: the next piece goes out before the result of this one is stored. */
  private parsed(): void {
    this.parsing--;
    this.pump();
  }

  /** Writes what came of a piece of work; the end of a job and of its batch are one commit. */
  private record({ range, job }: Running, summary: RangeSummary, options: ParseOptions): true {
    this.options.parses.parsed(range, job, summary, options);
    this.running.delete(range.id);
    this.settleNow(range.lane);
    return true;
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

  private get mostRunning(): number {
    return this.options.concurrency + mostStoring;
  }

  private abort(which: (range: ParseRangeRow) => boolean): void {
    for (const { range, controller } of this.running.values()) if (which(range)) controller.abort();
  }

  /** Ends the batch of a lane where that is due. */
  private settle(lane: string): void {
    this.persist(`batch ${lane}`, () => this.settleNow(lane));
  }

  private settleNow(lane: string): void {
    const working = [...this.running.values()].some(run => run.range.lane === lane);
    const settled = this.options.batches.settle(lane, working);
    // The end of a single job makes room, too.
    if (settled === 'ended' || settled === 'none') this.startThrottled();
    if (settled === 'unfilled') this.begin(lane);
  }

  /** Starts the next batch that waits; when that has begun, the one after it. */
  private startThrottled(): void {
    const next = this.options.batches.nextWithRoom();
    if (next) this.begin(next.id);
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
      if (this.stopped) return;
      this.persist(key, step);
      this.pump();
    };
    const timer = clock.setTimeout(retry, storageRetryMs);
    this.held.set(key, { timer, isFull: isDiskFull(error) });
  }
}
