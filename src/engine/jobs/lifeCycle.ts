import { extname } from 'node:path';
import type { Clock } from '../../base/clock';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { LOCAL_EXTENSIONS } from '../../protocol/supportedExtensions';
import { failures } from '../parsers/failures';
import type { FailureCode, Inspection, RangeSummary } from '../parsers/types';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { ParseJobRow } from '../store/parseJobs';
import type { ParseRangeRow } from '../store/parseRanges';
import type { Store } from '../store/store';

const supported: ReadonlySet<string> = new Set(LOCAL_EXTENSIONS);

/**
 * The steps that batches and jobs take (LlamaCloud API docs), each one transaction:
 *
 *     batch  PENDING → RUNNING (every file has a job or an error) → COMPLETED (every job has ended) | CANCELLED
 *     job    PENDING → RUNNING → COMPLETED | FAILED | CANCELLED
 *
 * What is acknowledged to a client or ends a job is on the disk before the step returns.
 */
export class LifeCycle {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    /** Pages of one piece of work; longer documents are split. */
    private readonly rangePages: number,
  ) {}

  /** Gives every file of a PENDING batch its job, or the reason why it gets none. */
  startBatch(batch: BatchRow): void {
    const { store } = this;
    const now = this.clock.now();
    store.durable(() => {
      for (const file of store.batches.files(batch.id)) {
        const error = unsupported(file.name);
        const jobId = error ? null : this.createJob(batch, file);
        store.batches.mapFile(batch.id, file.position, jobId, error);
      }
      store.batches.setStatus(batch.id, 'RUNNING', now);
    });
    this.settleBatch(batch.id, false);
  }

  /** Splits an inspected document into page ranges and queues them. */
  inspected(range: ParseRangeRow, job: ParseJobRow, { format, pages }: Inspection): void {
    const { store, rangePages } = this;
    store.transaction(() => {
      store.jobs.setInspection(job.id, format, pages, this.clock.now());
      store.ranges.remove(range.id);
      if (pages <= rangePages) store.ranges.add(job, range.lane, 'parse', null);
      for (let from = 1; pages > rangePages && from <= pages; from += rangePages) {
        const to = Math.min(from + rangePages - 1, pages);
        store.ranges.add(job, range.lane, 'parse', { from, to });
      }
    });
  }

  /** Takes the result that a worker left at `temporary`; ends the job with its last range. */
  parsed(range: ParseRangeRow, temporary: string, sha256: string, summary: RangeSummary): void {
    const { store } = this;
    const last = store.ranges.of(range.job_id).every(r => r.id === range.id || r.status === 'DONE');
    store.blobs.adopt(temporary, sha256);
    const finish = () => {
      const { failedPages, characters } = summary;
      store.ranges.finish(range.id, { sha256, failedPages, characters });
      if (last) this.complete(range.job_id);
    };
    if (last) store.durable(finish);
    else store.transaction(finish);
  }

  /** Ends a job as FAILED; what its ranges found so far is dropped. */
  fail(jobId: string, code: FailureCode, sentence: string): void {
    this.end(jobId, 'FAILED', `${code}: ${sentence}`);
  }

  /** Ends a job as CANCELLED, whatever its workers are at. A job that has ended stays as it is. */
  cancelJob(jobId: string): void {
    const job = this.store.jobs.get(jobId);
    if (job && !terminalJobStatuses.has(job.status)) this.end(jobId, 'CANCELLED', null);
  }

  /** Cancels every job of the batch that has not ended. The batch itself is CANCELLED by {@link settleBatch}. */
  cancelBatch(batch: BatchRow): void {
    const { store } = this;
    store.durable(() => {
      const now = this.clock.now();
      store.batches.requestCancel(batch.id, now);
      if (batch.status === 'PENDING') store.batches.setStatus(batch.id, 'CANCELLED', now);
      for (const job of store.jobs.openIn(batch.id)) this.end(job.id, 'CANCELLED', null);
      store.release(store.batches.files(batch.id).map(file => file.sha256));
    });
  }

  /** Ends a RUNNING batch once all its jobs have; a cancelled one also waits until nobody is `working` on it. */
  settleBatch(batchId: string, working: boolean): void {
    const { store } = this;
    const batch = store.batches.get(batchId);
    if (batch?.status !== 'RUNNING' || store.jobs.hasOpenIn(batchId)) return;
    if (batch.cancel_requested && working) return;
    const status = batch.cancel_requested ? 'CANCELLED' : 'COMPLETED';
    store.durable(() => store.batches.setStatus(batchId, status, this.clock.now()));
  }

  private createJob(batch: BatchRow, file: BatchFileRow): string {
    const { project_id, id: batch_id, tier } = batch;
    const { name, sha256, size } = file;
    const job = { project_id, batch_id, name, sha256, size, tier };
    const id = this.store.jobs.create(job, this.clock.now());
    this.store.ranges.add({ id, size }, batch_id, 'inspect', null);
    return id;
  }

  /** A document in which nothing at all was found has failed, else it is done, with failed pages where there are some. */
  private complete(jobId: string): void {
    const { jobs, ranges } = this.store;
    const all = ranges.of(jobId);
    if (all.some(range => range.characters > 0)) {
      this.end(jobId, 'COMPLETED', null);
      return;
    }
    const pages = jobs.get(jobId)?.pages ?? 1;
    const of = pages === 1 ? 'the page' : `any of the ${pages} pages`;
    const unreadable = all.reduce((sum, range) => sum + range.failed_pages, 0) >= pages;
    const sentence = unreadable
      ? `The parser could not read ${of}. Open the file in the program that made it, save it again, and parse it again.`
      : `No text was found on ${of}.`;
    this.fail(jobId, 'NO_DATA_FOUND_IN_FILE', sentence);
  }

  private end(jobId: string, status: 'COMPLETED' | 'FAILED' | 'CANCELLED', error: string | null): void {
    const { store } = this;
    store.durable(() => {
      store.jobs.end(jobId, status, error, this.clock.now());
      if (status !== 'COMPLETED') store.release(store.ranges.removeAll(jobId));
      // The file may have been deleted while its job still needed the bytes.
      store.release([store.jobs.get(jobId)?.sha256]);
    });
  }
}

/** Why a file gets no job, told by its name; a name without extension is left to the parsers. */
function unsupported(name: string): string | null {
  const extension = extname(name).toLowerCase();
  if (extension === '' || supported.has(extension)) return null;
  const failure = failures.unsupported(`The file type ${extension}`);
  return `${failure.code}: ${failure.message}`;
}
