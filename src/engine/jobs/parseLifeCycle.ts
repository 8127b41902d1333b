import { extname } from 'node:path';
import type { Clock } from '../../base/clock';
import { Emitter } from '../../base/event';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import { LOCAL_EXTENSIONS } from '../../protocol/supportedExtensions';
import { failures } from '../parsers/failures';
import { countPages } from '../parsers/pageSelection';
import { rangesAfter } from '../parsers/parts';
import type { FailureCode, ParseFailure, ParseOptions, Part, RangeSummary } from '../parsers/types';
import type { BatchFileRow, BatchRow } from '../store/batches';
import type { NewParseJob, ParseJobRow } from '../store/parseJobs';
import type { ParseRangeRow } from '../store/parseRanges';
import type { Store } from '../store/store';
import type { AnnouncedEvent, Announcer } from './announcer';
import type { BatchJobs } from './batchLifeCycle';
import { isReusable, legacyJobOf } from './legacy/legacyJob';
import type { ParseCache } from './parseCache';
import { effectiveOptions } from './parseOptions';

type EndStatus = 'COMPLETED' | 'FAILED' | 'CANCELLED';

const endEvents: Record<EndStatus, AnnouncedEvent> = {
  COMPLETED: 'parse.success',
  FAILED: 'parse.error',
  CANCELLED: 'parse.cancelled',
};

const supported: ReadonlySet<string> = new Set(LOCAL_EXTENSIONS);

export interface ParseLifeCycleOptions {
  store: Store;
  clock: Clock;
  announcer: Announcer;
  cache: ParseCache;
  /** Pages of one piece of work; longer documents are split. */
  rangePages: number;
  /** Pages of a document that are parsed at most. */
  maxPages: number;
}

/**
 * The steps that parse jobs take (LlamaCloud API docs), each one transaction:
 *
 *     PENDING → RUNNING → COMPLETED | FAILED | CANCELLED
 *
 * What is acknowledged to a client or ends a job is on the disk before the step returns.
 */
export class ParseLifeCycle implements BatchJobs {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly ending = new Emitter<string>();
  /** Tells the id of each job that ends, within the transaction that ends it. */
  readonly onEnding = this.ending.event;

  constructor(private readonly options: ParseLifeCycleOptions) {
    this.store = options.store;
    this.clock = options.clock;
  }

  create(batch: BatchRow, file: BatchFileRow): { jobId: string } | { error: string } {
    const error = unsupported(file.name);
    if (error) return { error };
    const { project_id, id: batch_id, tier, parameters, job_webhooks, configuration_id } = batch;
    const { name, sha256, size } = file;
    const jobId = this.createJob({
      ...{ project_id, batch_id, name, sha256, size, tier, parameters, configuration_id },
      ...{ webhooks: job_webhooks, user_metadata: null, file_id: null, source_url: null },
      legacy: legacyJobOf(batch),
    });
    return { jobId };
  }

  /**
   * Makes and queues a job; inside the caller's transaction. One that belongs to no batch is a lane of its own. One whose
   * result is in the cache has ended then; one whose document has yet to be downloaded waits for {@link downloaded}.
   */
  createJob(job: NewParseJob): string {
    const { store, options, clock } = this;
    const here = job.sha256 !== '';
    const cached = here && isReusable(job) ? { cache_key: options.cache.keyOf(job) } : {};
    const id = store.jobs.create({ ...job, ...cached }, clock.now());
    const created = this.mustGet(id);
    this.announce('parse.pending', created);
    if (here) this.queue(created);
    return id;
  }

  /** Gives a job the document of its `source_url`, whose bytes are a blob; inside the caller's transaction. */
  downloaded(job: ParseJobRow, source: Pick<ParseJobRow, 'name' | 'sha256' | 'size'>): void {
    const cache_key = this.options.cache.keyOf({ ...job, ...source });
    this.store.jobs.setSource(job.id, { ...source, cache_key }, this.clock.now());
    this.queue(this.mustGet(job.id));
  }

  private queue(job: ParseJobRow): void {
    if (this.options.cache.fill(job)) this.end(job.id, 'COMPLETED', null);
    else this.store.ranges.add(job, job.batch_id ?? job.id, null);
  }

  hasOpenIn(batchId: string, moreThan?: number): boolean {
    return this.store.jobs.hasOpenIn(batchId, moreThan);
  }

  openIn(batchId: string): string[] {
    return this.store.jobs.openIn(batchId).map(job => job.id);
  }

  /** PENDING becomes RUNNING with its first piece of work; inside the caller's transaction. */
  begin(job: ParseJobRow): void {
    if (job.status !== 'PENDING') return;
    if (this.store.jobs.start(job.id, this.clock.now())) this.announce('parse.running', this.mustGet(job.id));
  }

  /** What of the document a piece of work is to read. */
  partOf({ page_from: from, page_to: to }: ParseRangeRow): Part {
    return from !== null && to !== null ? { from, to } : { upTo: this.options.rangePages };
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
    const { images = [] } = summary;
    if (range.page_from === null) {
      const { format, pages } = summary.document;
      const { rangePages, maxPages } = this.options;
      store.jobs.setInspection(job.id, format, pages, this.clock.now());
      const count = countPages(pages, wanted);
      if (count > maxPages) {
        store.release([summary.sha256, ...images.map(image => image.sha256)]);
        this.failWith(job.id, failures.tooManyPages(count, maxPages));
        return;
      }
      for (const rest of rangesAfter(rangePages, pages, wanted)) store.ranges.add(job, range.lane, rest);
    }
    for (const [position, image] of images.entries()) {
      const { page, filename, category, contentType: content_type, sha256, bbox } = image;
      const place = bbox ?? { x: null, y: null, w: null, h: null };
      store.outputs.addImage(job.id, {
        ...{ page, position, filename, category, content_type, sha256 },
        ...place,
      });
    }
    store.ranges.finish(range.id, summary);
    const all = store.ranges.of(job.id);
    if (all.every(({ status }) => status === 'DONE')) this.complete(job.id, all);
  }

  /** Ends a job as FAILED; what its ranges found so far is dropped. */
  fail(jobId: string, code: FailureCode, sentence: string): void {
    this.end(jobId, 'FAILED', `${code}: ${sentence}`);
  }

  private failWith(jobId: string, { code, message }: ParseFailure): void {
    this.fail(jobId, code, message);
  }

  /** Ends a job as CANCELLED, whatever its workers are at. A job that has ended stays as it is. */
  cancel(jobId: string): void {
    const job = this.store.jobs.get(jobId);
    if (job && !terminalJobStatuses.has(job.status)) this.end(jobId, 'CANCELLED', null);
  }

  /** Forgets a job that has ended, with its result. Others that share the result keep it. */
  delete(jobId: string): void {
    const { store } = this;
    store.durable(() => {
      const sha256 = store.jobs.get(jobId)?.sha256;
      store.release([sha256, ...store.ranges.removeAll(jobId), ...store.outputs.removeAll(jobId)]);
      store.jobs.remove(jobId);
    });
  }

  /** A document in which nothing at all was found has failed, else it is done, with failed pages where there are some. */
  private complete(jobId: string, all: readonly ParseRangeRow[]): void {
    const job = this.mustGet(jobId);
    const { parse, allowedFailures } = effectiveOptions(job.parameters);
    const failed = all.reduce((sum, range) => sum + range.failed_pages, 0);
    const pages = Math.max(1, countPages(job.pages ?? 1, parse.pages));
    if (allowedFailures !== null && failed > allowedFailures * pages) {
      this.failWith(jobId, failures.tooManyFailed(failed, pages, allowedFailures));
      return;
    }
    if (all.some(range => range.characters > 0)) {
      this.end(jobId, 'COMPLETED', null);
      return;
    }
    const of = pages === 1 ? 'the page' : `any of the ${pages} pages`;
    const unreadable = failed >= pages;
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
      const job = this.mustGet(jobId);
      if (status === 'COMPLETED') this.keepPdf(job);
      else store.release([...store.ranges.removeAll(jobId), ...store.outputs.removeAll(jobId)]);
      this.announce(status === 'COMPLETED' && partial ? 'parse.partial_success' : endEvents[status], job);
      if (job.webhooks.length > 0) store.jobs.forgetHooks(jobId);
      // The file may have been deleted while its job still needed the bytes.
      store.release([job.sha256]);
      this.ending.fire(jobId);
    });
  }

  /** Where a copy of the PDF was asked for, the job holds on to the bytes that it was made of. */
  private keepPdf({ id, format, parameters, sha256, size }: ParseJobRow): void {
    if (format !== 'pdf' || !effectiveOptions(parameters).outputs.has('pdf')) return;
    this.store.outputs.putDocument(id, { name: 'outputPDF', sha256, size });
  }

  private announce(event: AnnouncedEvent, job: ParseJobRow): void {
    this.options.announcer.announce(event, { ...job, facts: { name: job.name, tier: job.tier } });
  }

  private mustGet(jobId: string): ParseJobRow {
    const job = this.store.jobs.get(jobId);
    if (!job) throw new Error(`Parse job ${jobId} is gone.`);
    return job;
  }
}

/** Why a file gets no job, told by its name; a name without extension is left to the parsers. */
function unsupported(name: string): string | null {
  const extension = extname(name).toLowerCase();
  if (extension === '' || supported.has(extension)) return null;
  const failure = failures.unsupported(`The file type ${extension}`);
  return `${failure.code}: ${failure.message}`;
}
