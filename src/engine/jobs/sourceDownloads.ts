import type { Clock } from '../../base/clock';
import { type Log, messageOf } from '../../base/log';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import type { DownloadSource } from '../outbound/download';
import { OutboundError } from '../outbound/outboundError';
import type { ParseJobRow } from '../store/parseJobs';
import { isStorageError } from '../store/sqlite';
import type { Store } from '../store/store';
import type { ParseLifeCycle } from './parseLifeCycle';

export interface SourceDownloadsOptions {
  store: Store;
  parses: ParseLifeCycle;
  clock: Clock;
  log: Log;
  download: DownloadSource;
  /** Largest document. */
  maxBytes: number;
  /** The download for a job is over: the job waits to be parsed, or has ended. */
  onEnded: (jobId: string) => void;
  /** Called when no download is left. */
  onIdle: () => void;
}

/** Downloads at the same time: enough that one slow server does not hold up the others. */
const mostAtOnce = 4;
/** When the disk refuses (full, gone), a download is tried again after this long. */
const storageRetryMs = 5000;

/**
 * Fetches the documents of jobs that name a `source_url`. A job is RUNNING from then on; what the engine was at when it
 * ended is fetched again after the next start.
 */
export class SourceDownloads {
  private readonly waiting: string[] = [];
  private readonly running = new Map<string, { controller: AbortController; ended: Promise<void> }>();
  private readonly held = new Set<unknown>();
  private stopped = false;

  constructor(private readonly options: SourceDownloadsOptions) {}

  get busy(): boolean {
    return this.waiting.length + this.running.size + this.held.size > 0;
  }

  /** Takes up what the last engine left. */
  start(): void {
    for (const job of this.options.store.jobs.awaitingDownload()) this.add(job.id);
  }

  add(jobId: string): void {
    this.waiting.push(jobId);
    this.fill();
  }

  /** Stops the download of a job that was cancelled. */
  cancel(jobId: string): void {
    this.running.get(jobId)?.controller.abort();
  }

  /** Cuts off what runs; it begins anew with the next engine. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.held) this.options.clock.clearTimeout(timer);
    const all = [...this.running.values()];
    for (const { controller } of all) controller.abort();
    await Promise.all(all.map(run => run.ended));
  }

  private fill(): void {
    while (!this.stopped && this.running.size < mostAtOnce) {
      const jobId = this.waiting.shift();
      if (jobId === undefined) break;
      const controller = new AbortController();
      const ended = this.run(jobId, controller.signal).finally(() => {
        this.running.delete(jobId);
        this.fill();
      });
      this.running.set(jobId, { controller, ended });
    }
    if (!this.busy) this.options.onIdle();
  }

  private async run(jobId: string, signal: AbortSignal): Promise<void> {
    try {
      const job = this.open(jobId);
      if (job) await this.fetch(job, signal);
    } catch (error) {
      if (!signal.aborted) this.failed(jobId, error);
    }
  }

  /** Ends the job with what went wrong; where the disk refuses, all of it is tried again. */
  private failed(jobId: string, error: unknown): void {
    const { parses, log, onEnded } = this.options;
    try {
      if (isStorageError(error)) throw error;
      if (error instanceof OutboundError) parses.fail(jobId, 'DOWNLOAD_FAILED', error.message);
      else {
        log.error(`job ${jobId}: ${messageOf(error)}`);
        parses.fail(jobId, 'INTERNAL_ERROR', 'The document could not be fetched. The log says why.');
      }
    } catch (refusal) {
      this.later(jobId, refusal);
      return;
    }
    onEnded(jobId);
  }

  private async fetch(job: ParseJobRow, signal: AbortSignal): Promise<void> {
    const { store, parses, download, maxBytes, onEnded } = this.options;
    store.transaction(() => parses.begin(job));
    const source = await download(job.source_url ?? '', { proxy: job.http_proxy, maxBytes, signal });
    const { temporary, name, sha256, size } = source;
    try {
      const open = this.open(job.id);
      if (!open) return;
      store.durable(() => {
        store.adopt(temporary, sha256);
        parses.downloaded(open, { name, sha256, size });
      });
      onEnded(job.id);
    } finally {
      store.blobs.discard(temporary);
    }
  }

  /** The job, unless it has ended or is gone. */
  private open(jobId: string): ParseJobRow | undefined {
    const job = this.options.store.jobs.get(jobId);
    return job && !terminalJobStatuses.has(job.status) ? job : undefined;
  }

  private later(jobId: string, error: unknown): void {
    const { clock, log } = this.options;
    log.error(`the document of job ${jobId} cannot be stored, trying again: ${messageOf(error)}`);
    const timer = clock.setTimeout(() => {
      this.held.delete(timer);
      this.add(jobId);
    }, storageRetryMs);
    this.held.add(timer);
  }
}
