import type { BatchFilter, JobFilter, LlamaCloud, RequestOptions } from '../../../src/client/api';
import { ApiError } from '../../../src/client/errors';
import type { Batch, BatchResult } from '../../../src/protocol/batches';
import type { ClassifyJob } from '../../../src/protocol/classifyJobs';
import type { Directory } from '../../../src/protocol/directories';
import type { DirectoryFile } from '../../../src/protocol/directoryFiles';
import type { ExtractJob } from '../../../src/protocol/extractJobs';
import type { Page } from '../../../src/protocol/pages';
import type { ParseJob } from '../../../src/protocol/parseJobs';
import type { ParseResult } from '../../../src/protocol/parseResults';

const notFound = () => new ApiError('not_found', 'Not found.', { status: 404 });

/** A page that starts where the token says; tokens are places in the list. */
function pageOf<T>(all: readonly T[], { page_size = 50, page_token = '0' }): Page<T> {
  const start = Number(page_token);
  const end = start + page_size;
  return {
    items: all.slice(start, end),
    next_page_token: end < all.length ? String(end) : null,
    total_size: all.length,
  };
}

export function makeBatch(id: string, more: Partial<Batch> = {}): Batch {
  return {
    id,
    project_id: 'p',
    source_directory_id: `dir-${id}`,
    config: { job: { type: 'parse_v2', configuration_id: 'cfg' } },
    status: 'RUNNING',
    results: null,
    created_at: '2026-01-05T12:00:00Z',
    updated_at: '2026-01-05T12:00:00Z',
    ...more,
  };
}

export function makeJob(id: string, status: string, more: Partial<ParseJob> = {}): ParseJob {
  return {
    id,
    project_id: 'p',
    status,
    error_message: null,
    name: null,
    tier: null,
    usage: null,
    user_metadata: null,
    created_at: null,
    updated_at: null,
    ...more,
  };
}

export function makeDirectoryFile(id: string, path: string): DirectoryFile {
  return {
    id,
    project_id: 'p',
    directory_id: 'd',
    unique_id: path,
    display_name: path.split('/').at(-1) ?? path,
    file_id: null,
    metadata: null,
    download_url: null,
    deleted_at: null,
    created_at: null,
    updated_at: null,
  };
}

export const mapped = (file: string, job: string): BatchResult => ({
  source_directory_file_id: file,
  job_reference: { type: 'parse_v2', id: job },
  error_message: null,
});

/** The server's side of reading: what it holds is set by the test, every request is counted. */
export class FakeServer {
  readonly batches = new Map<string, Batch>();
  readonly jobs = new Map<string, ParseJob>();
  readonly extracts = new Map<string, ExtractJob>();
  readonly classifications = new Map<string, ClassifyJob>();
  readonly directories = new Map<string, Directory>();
  readonly files = new Map<string, DirectoryFile[]>();
  readonly jobMetadata = new Map<string, Record<string, unknown>>();
  /** Ids of jobs that the key may not see: a list that names one is refused as a whole. */
  readonly refusedJobs = new Set<string>();
  readonly requests: string[] = [];
  /** Requests for one job's facts that are under way, now and at most. */
  reading = 0;
  mostReading = 0;
  /** Throws to make a request fail, or waits. */
  onRequest: (name: string, signal: AbortSignal | undefined) => void | Promise<void> = () => {};

  /** As a client; what is not there throws when it is called. */
  get client(): LlamaCloud {
    const own: Partial<LlamaCloud> = {
      listProjects: async options => {
        await this.request('listProjects', options);
        return [
          {
            id: 'p',
            name: 'Default',
            organization_id: 'o',
            created_at: null,
            updated_at: null,
            is_default: true,
          },
        ];
      },
      getBatch: async (id, expand, options) => {
        await this.request(`getBatch ${id}${expand.length > 0 ? ' results' : ''}`, options);
        const batch = this.batches.get(id);
        if (!batch) throw notFound();
        return expand.length > 0 ? batch : { ...batch, results: null };
      },
      listBatches: async (filter: BatchFilter, options) => {
        await this.request('listBatches', options);
        const since = Date.parse(filter.created_at_on_or_after ?? '2000-01-01T00:00:00Z');
        const all = [...this.batches.values()].filter(b => Date.parse(b.created_at ?? '') >= since);
        return pageOf(
          all.map(batch => ({ ...batch, results: null })),
          filter,
        );
      },
      listParseJobs: async (filter: JobFilter, options) => {
        const ids = filter.job_ids ?? [];
        await this.request(`listParseJobs ${ids.length}`, options);
        if (ids.some(id => this.refusedJobs.has(id))) {
          throw new ApiError('forbidden', 'No access.', { status: 403 });
        }
        return pageOf(
          ids.flatMap(id => this.jobs.get(id) ?? []),
          filter,
        );
      },
      listExtractJobs: async (filter: JobFilter, options) => {
        const ids = filter.job_ids ?? [];
        await this.request(`listExtractJobs ${ids.length}`, options);
        return pageOf(
          ids.flatMap(id => this.extracts.get(id) ?? []),
          filter,
        );
      },
      listClassifyJobs: async (filter: JobFilter, options) => {
        const ids = filter.job_ids ?? [];
        await this.request(`listClassifyJobs ${ids.length}`, options);
        return pageOf(
          ids.flatMap(id => this.classifications.get(id) ?? []),
          filter,
        );
      },
      getExtract: async (id, expand, options) => {
        await this.request(`getExtract ${id} ${expand.join(',')}`, options);
        const job = this.extracts.get(id);
        if (!job) throw notFound();
        return { ...job, usage: expand.includes('usage') ? job.usage : null };
      },
      getParse: async (id, expand, options) => {
        this.mostReading = Math.max(++this.reading, this.mostReading);
        try {
          await this.request(`getParse ${id} ${expand.join(',')}`, options);
          return this.result(id, expand);
        } finally {
          this.reading--;
        }
      },
      getDirectory: async (id, options) => {
        await this.request(`getDirectory ${id}`, options);
        const directory = this.directories.get(id);
        if (!directory) throw notFound();
        return directory;
      },
      listDirectories: async (filter, options) => {
        await this.request('listDirectories', options);
        return pageOf([...this.directories.values()], filter);
      },
      listDirectoryFiles: async (id, filter, options) => {
        await this.request(`listDirectoryFiles ${id}`, options);
        const files = this.files.get(id);
        if (!files) throw notFound();
        return pageOf(files, filter);
      },
      deleteDirectory: async (id, options) => {
        await this.request(`deleteDirectory ${id}`, options);
        this.directories.delete(id);
      },
    };
    return own as LlamaCloud;
  }

  count(prefix = ''): number {
    return this.requests.filter(name => name.startsWith(prefix)).length;
  }

  setBatch(id: string, more: Partial<Batch>): void {
    this.batches.set(id, { ...(this.batches.get(id) ?? makeBatch(id)), ...more });
  }

  setJob(id: string, status: string, more: Partial<ParseJob> = {}): void {
    this.jobs.set(id, makeJob(id, status, more));
  }

  setExtract(id: string, status: string, more: Partial<ExtractJob> = {}): void {
    this.extracts.set(id, {
      id,
      project_id: 'p',
      file_input: null,
      status,
      configuration_id: null,
      error_message: null,
      extract_result: null,
      extract_metadata: null,
      metadata: null,
      usage: null,
      created_at: null,
      updated_at: null,
      ...more,
    });
  }

  private async request(name: string, options: RequestOptions | undefined): Promise<void> {
    this.requests.push(name);
    options?.signal?.throwIfAborted();
    await this.onRequest(name, options?.signal);
  }

  private result(id: string, expand: readonly string[]): ParseResult {
    const job = this.jobs.get(id);
    if (!job) throw notFound();
    const told = this.jobMetadata.get(id) ?? {};
    const pages = Array.from({ length: 3 }, (_, index) => ({
      page_number: index + 1,
      confidence: null,
      speaker_notes: null,
      slide_section_name: null,
      printed_page_number: null,
    }));
    return {
      job: expand.includes('usage') ? job : { ...job, usage: null },
      text: null,
      markdown: null,
      items: null,
      metadata: expand.includes('metadata') ? { pages } : null,
      markdown_full: null,
      text_full: null,
      job_metadata: expand.includes('job_metadata') ? told : null,
    };
  }
}
