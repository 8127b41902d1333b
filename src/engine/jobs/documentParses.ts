import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Disposable } from '../../base/lifecycle';
import { terminalJobStatuses } from '../../protocol/parseJobs';
import type { NewParseJob, ParseJobRow } from '../store/parseJobs';
import type { QueuedJobRow, QueuedJobs } from '../store/queuedJobs';
import type { Store } from '../store/store';
import { withoutHooks } from '../webhooks/resolve';
import { JobFailure } from './jobFailure';
import type { ParseLifeCycle } from './parseLifeCycle';
import { type ReadingWishes, readingParameters } from './readingParameters';
import type { SingleParses } from './singleParses';

export interface DocumentParsesOptions {
  store: Store;
  parses: ParseLifeCycle;
  /** Made after what waits for documents. */
  singleParses: () => SingleParses;
}

/** A document that was parsed, as a task in a thread reads it. */
export interface ParsedDocument {
  job: ParseJobRow;
  /** Paths of the files that hold its pages (ParsedRange), in the order of the pages. */
  files: string[];
}

/** What is parsed for no job of its own. */
export type ParsedSource = Pick<NewParseJob, 'project_id' | 'name' | 'sha256' | 'size' | 'file_id'>;

/**
 * The parses that extract and classify jobs read. Each job has one of its own, unless it was given a finished one; its id
 * is on the disk as soon as it exists, so that the job finds it again after a restart.
 */
export class DocumentParses implements Disposable {
  /** Who waits for the end of a parse job, by its id. */
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly listening: Disposable;
  private readonly ending = new AbortController();

  constructor(private readonly options: DocumentParsesOptions) {
    this.listening = options.parses.onEnding(id => {
      // Its transaction is over then.
      if (this.waiting.has(id)) setImmediate(() => this.look(id));
    });
  }

  /** Nobody waits any longer. */
  dispose(): void {
    this.ending.abort(new Error('The engine ends.'));
    this.listening.dispose();
  }

  /** The parse that a job reads, once it is COMPLETED. Throws JobFailure, and the signal's reason. */
  async of<Row extends QueuedJobRow>(
    { id }: Row,
    jobs: QueuedJobs<Row>,
    wishes: ReadingWishes,
    signal: AbortSignal,
  ): Promise<ParsedDocument> {
    const job = jobs.get(id);
    if (!job) throw new JobFailure('The job is gone.');
    const known = job.parse_job_id === null ? undefined : this.options.store.jobs.get(job.parse_job_id);
    if (known) return this.completed(known.id, signal);
    if (job.input_type === 'parse_job_id') {
      throw new JobFailure(
        `The parse job ${job.file_input} is gone: its result has expired or was deleted. Name the file instead.`,
      );
    }
    const { file_input, name, sha256, size, project_id } = job;
    const source =
      job.input_type === 'url'
        ? { sha256: '', size: 0, file_id: null, source_url: file_input }
        : { sha256: sha256 ?? '', size, file_id: file_input, source_url: null };
    const parse = this.create({ project_id, name, ...source }, wishes, parseId => jobs.setParse(id, parseId));
    return this.completed(parse, signal);
  }

  /** Parses a stored file for no job. Throws JobFailure, and the signal's reason: the parse is cancelled then. */
  async ofFile(source: ParsedSource, wishes: ReadingWishes, signal: AbortSignal): Promise<ParsedDocument> {
    const id = this.create({ ...source, source_url: null }, wishes, () => undefined);
    try {
      return await this.completed(id, signal);
    } catch (error) {
      this.cancel(id);
      throw error;
    }
  }

  /**
   * A finished parse with the places of its words. Without them few values can be cited, and half of what a form says is
   * not found: the same pages of the same file are read once more where the parse has none and the file is still there.
   * Throws the signal's reason.
   */
  async withPlaces(parsed: ParsedDocument, signal: AbortSignal): Promise<ParsedDocument> {
    const { job } = parsed;
    const { project_id, name, sha256, size, file_id, tier } = job;
    const parameters = { ...job.parameters, disable_cache: false };
    const wishes = { parameters, tier, targetPages: null, maxPages: null, disableCache: false };
    const isThere = sha256 !== '' && existsSync(this.options.store.blobs.path(sha256));
    if (!isThere || isDeepStrictEqual(readingParameters(wishes), parameters)) return parsed;
    try {
      const { files } = await this.ofFile({ project_id, name, sha256, size, file_id }, wishes, signal);
      return { job, files };
    } catch (error) {
      if (error instanceof JobFailure) return parsed;
      throw error;
    }
  }

  /** Cancels the parse that was made for a job which is wanted no more. */
  abandon({ input_type, parse_job_id }: QueuedJobRow): void {
    if (input_type !== 'parse_job_id' && parse_job_id !== null) this.cancel(parse_job_id);
  }

  private cancel(id: string): void {
    const { store, singleParses } = this.options;
    const job = store.jobs.get(id);
    if (job && !terminalJobStatuses.has(job.status)) singleParses().cancel(job);
  }

  private create(
    source: ParsedSource & { source_url: string | null },
    wishes: ReadingWishes,
    made: (id: string) => void,
  ): string {
    const parameters = withoutHooks(readingParameters(wishes));
    const job: NewParseJob = {
      ...{ ...source, batch_id: null, tier: String(parameters['tier']), parameters, webhooks: [] },
      ...{ user_metadata: null, configuration_id: null },
    };
    const created = this.options.singleParses().create(job, undefined, made);
    if (!created) throw new Error('The parse job that was just made is gone.');
    return created.id;
  }

  private async completed(id: string, wanted: AbortSignal): Promise<ParsedDocument> {
    const job = await this.ended(id, AbortSignal.any([wanted, this.ending.signal]));
    if (job?.status !== 'COMPLETED') throw new JobFailure(whyNot(job));
    const { ranges, blobs } = this.options.store;
    const files = ranges.of(id).flatMap(({ result_sha256: sha256 }) => (sha256 ? [blobs.path(sha256)] : []));
    return { job, files };
  }

  /** Waits for the end of a parse job; undefined where it was removed. */
  private async ended(id: string, signal: AbortSignal): Promise<ParseJobRow | undefined> {
    const { jobs } = this.options.store;
    for (;;) {
      signal.throwIfAborted();
      const job = jobs.get(id);
      if (!job || terminalJobStatuses.has(job.status)) return job;
      await this.turn(id, signal);
    }
  }

  /** Waits until something has happened to a parse job. Throws the signal's reason. */
  private turn(id: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.waiting.get(id) ?? new Set();
      const leave = () => {
        signal.removeEventListener('abort', abort);
        waiting.delete(go);
        if (waiting.size === 0) this.waiting.delete(id);
      };
      const go = () => {
        leave();
        resolve();
      };
      const abort = () => {
        leave();
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      this.waiting.set(id, waiting.add(go));
    });
  }

  private look(id: string): void {
    for (const go of [...(this.waiting.get(id) ?? [])]) go();
  }
}

function whyNot(job: ParseJobRow | undefined): string {
  if (job?.status === 'FAILED') return job.error_message ?? 'The file could not be parsed.';
  if (job) return 'The parse of the file was cancelled. Start the job again.';
  return 'The parse of the file was deleted. Start the job again.';
}
