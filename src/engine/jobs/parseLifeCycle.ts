import { extname } from 'node:path';
import type { Clock } from '../../base/clock';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { LOCAL_EXTENSIONS } from '../../protocol/supportedExtensions';
import { failures } from '../parsers/failures';
import { rangesAfter } from '../parsers/parts';
import type { FailureCode, ParseOptions, Part, RangeSummary } from '../parsers/types';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { NewParseJob, ParseJobRow } from '../store/parseJobs';
import type { ParseRangeRow } from '../store/parseRanges';
import type { Store } from '../store/store';
import type { AnnouncedEvent, Announcer } from './announcer';
import type { BatchJobs } from './batchLifeCycle';

type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED';

const endEvents: Record<EndStatus, AnnouncedEvent> = {
  COMPLETED: 'parse.success',
  FAILED: 'parse.error',
  CANCELLED: 'parse.cancelled',
};

const supported: ReadonlySet<string> = new Set(LOCAL_EXTENSIONS);

/**
 * The steps that parse jobs take (LlamaCloud API docs), each one transaction:
 *
 *     PENDING → RUNNING → COMPLETED | FAILED | CANCELLED
 *
 * What is acknowledged to a client or ends a job is on the disk before the step returns.
 */
export class ParseLifeCycle implements BatchJobs {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly announcer: Announcer,
    /** Pages of one piece of work; longer documents are split. */
    private readonly rangePages: number,
  ) {}

  create(batch: BatchRow, file: BatchFileRow): { jobId: string } | { error: string } {
    const error = unsupported(file.name);
    if (error) return { error };
    const { project_id, id: batch_id, tier, parameters, job_webhooks, configuration_id } = batch;
    const { name, sha256, size } = file;
    const jobId = this.createJob({
      ...{ project_id, batch_id, name, sha256, size, tier, parameters, configuration_id },
      ...{ webhooks: job_webhooks, user_metadata: null, file_id: null, source_url: null },
    });
    return { jobId };
  }

  /** Makes and queues a job; inside the caller's transaction. One that belongs to no batch is a lane of its own. */
  createJob(job: NewParseJob): string {
    const { store } = this;
    const id = store.jobs.create(job, this.clock.now());
    store.ranges.add({ id, size: job.size }, job.batch_id ?? id, null);
    this.announce('parse.pending', id);
    return id;
  }

  hasOpenIn(batchId: string): boolean {
    return this.store.jobs.hasOpenIn(batchId);
  }

  openIn(batchId: string): string[] {
    return this.store.jobs.openIn(batchId).map(job => job.id);
  }

  /** PENDING becomes RUNNING with its first piece of work; inside the caller's transaction. */
  begin(job: ParseJobRow): void {
    if (job.status !== 'PENDING') return;
    if (this.store.jobs.start(job.id, this.clock.now())) this.announce('parse.running', job.id);
  }

  /** What of the document a piece of work is to read. */
  partOf({ page_from: from, page_to: to }: ParseRangeRow): Part {
    return from !== null && to !== null ? { from, to } : { upTo: this.rangePages };
  }

  /**
   * Takes a result whose bytes are a blob; inside the caller's transaction. The first piece tells how long the document
   * is and queues the rest of it, the last one ends the job.
   */
  parsed(
    range: ParseRangeRow,
    job: ParseJobRow,
    summary: RangeSummary,
    { pages: wanted }: ParseOptions,
  ): void {
    const { store } = this;
    if (range.page_from === null) {
      const { format, pages } = summary.document;
      store.jobs.setInspection(job.id, format, pages, this.clock.now());
      for (const rest of rangesAfter(this.rangePages, pages, wanted)) store.ranges.add(job, range.lane, rest);
    }
    store.ranges.finish(range.id, summary);
    const all = store.ranges.of(job.id);
    if (all.every(({ status }) => status === 'DONE')) this.complete(job.id, all);
  }

  /** Ends a job as FAILED; what its ranges found so far is dropped. */
  fail(jobId: string, code: FailureCode, sentence: string): void {
    this.end(jobId, 'FAILED', `${code}: ${sentence}`);
  }

  /** Ends a job as CANCELLED, whatever its workers are at. A job that has ended stays as it is. */
  cancel(jobId: string): void {
    const job = this.store.jobs.get(jobId);
    if (job && !terminalJobStatuses.has(job.status)) this.end(jobId, 'CANCELLED', null);
  }

  /** A document in which nothing at all was found has failed, else it is done, with failed pages where there are some. */
  private complete(jobId: string, all: readonly ParseRangeRow[]): void {
    if (all.some(range => range.characters > 0)) {
      this.end(jobId, 'COMPLETED', null);
      return;
    }
    const pages = this.store.jobs.get(jobId)?.pages ?? 1;
    const of = pages === 1 ? 'the page' : `any of the ${pages} pages`;
    const unreadable = all.reduce((sum, range) => sum + range.failed_pages, 0) >= pages;
    const sentence = unreadable
      ? `The parser could not read ${of}. Open the file in the program that made it, save it again, and parse it again.`
      : `No text was found on ${of}.`;
    this.fail(jobId, 'NO_DATA_FOUND_IN_FILE', sentence);
  }

  private end(jobId: string, status: EndStatus, error: string | null): void {
    const { store } = this;
    store.durable(() => {
      const partial = store.ranges.of(jobId).some(range => range.failed_pages > 0);
      store.jobs.end(jobId, status, error, this.clock.now());
      if (status !== 'COMPLETED') store.release(store.ranges.removeAll(jobId));
      this.announce(status === 'COMPLETED' && partial ? 'parse.partial_success' : endEvents[status], jobId);
      // The file may have been deleted while its job still needed the bytes.
      store.release([store.jobs.get(jobId)?.sha256]);
    });
  }

  private announce(event: AnnouncedEvent, jobId: string): void {
    const job = this.store.jobs.get(jobId);
    if (job) this.announcer.announce(event, { ...job, facts: { name: job.name, tier: job.tier } });
  }
}

/** Why a file gets no job, told by its name; a name without extension is left to the parsers. */
function unsupported(name: string): string | null {
  const extension = extname(name).toLowerCase();
  if (extension === '' || supported.has(extension)) return null;
  const failure = failures.unsupported(`The file type ${extension}`);
  return `${failure.code}: ${failure.message}`;
}
