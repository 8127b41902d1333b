import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { LlamaCloud, PageRequest, RequestOptions } from '../../src/client/api';
import { ApiError, errorOfResponse } from '../../src/client/errors';
import { type Batch, maxBatchFiles, terminalBatchStatuses } from '../../src/protocol/batches';
import type { Directory } from '../../src/protocol/directories';
import type { DirectoryFile } from '../../src/protocol/directoryFiles';
import type { Page } from '../../src/protocol/pages';
import { type ParseJob, terminalJobStatuses } from '../../src/protocol/parseJobs';

/** A call that was made; `subject` is the id, name or unique_id that it is about. */
export interface FakeCall {
  method: keyof LlamaCloud;
  subject: string;
}

type Fault = (call: FakeCall) => unknown;

/** An error as the client makes it of an answer with this status. */
export function refusal(status: number, sentence = `refused with ${status}`): ApiError {
  return errorOfResponse(status, { serverSentence: sentence, ambiguous: status >= 500 && status !== 503 });
}

/** A connection that broke; `ambiguous` as for a call that may have created something. */
export function cut(ambiguous = false): ApiError {
  return new ApiError('network', 'The connection broke. Try again.', { ambiguous });
}

/**
 * A LlamaCloud in memory with the semantics of the API, for tests of what calls the client. Batches and jobs move
 * only when the test says so ({@link startBatch}, {@link endJob}). `before` runs when a call comes in, `after` when the
 * server has acted; what they throw (or reject with) is what the caller gets, so a fault in `after` is an answer lost.
 */
export class FakeLlamaCloud implements LlamaCloud {
  readonly calls: FakeCall[] = [];
  readonly directories = new Map<string, Directory>();
  /** Files by directory id. */
  readonly files = new Map<string, DirectoryFile[]>();
  /** Bytes received, by directory file id. */
  readonly contents = new Map<string, Buffer>();
  /** Multipart file names received, by directory file id. */
  readonly fileNames = new Map<string, string>();
  readonly batches = new Map<string, Batch>();
  readonly jobs = new Map<string, ParseJob>();
  before: Fault = () => {};
  after: Fault = () => {};
  /** Items of a page where the caller names no size. */
  pageSize = 50;
  /** Most uploads that were under way at one moment. */
  mostUploads = 0;
  private uploads = 0;
  private ids = 0;

  /** How often a method was called. */
  count(method: keyof LlamaCloud): number {
    return this.calls.filter(call => call.method === method).length;
  }

  /** Maps every file of a batch to a job and completes the batch. */
  startBatch(batchId: string): void {
    const batch = this.known(this.batches, batchId);
    const results = (this.files.get(batch.source_directory_id) ?? []).map(file => {
      const id = this.id('pjb');
      this.jobs.set(id, {
        ...{
          id,
          project_id: batch.project_id,
          status: 'RUNNING',
          error_message: null,
          name: file.display_name,
        },
        ...{ tier: null, usage: null, user_metadata: null, created_at: null, updated_at: null },
      });
      const job_reference = { type: 'parse_v2', id };
      return { source_directory_file_id: file.id, job_reference, error_message: null };
    });
    this.batches.set(batchId, { ...batch, status: 'COMPLETED', results });
  }

  endJob(jobId: string, status: 'COMPLETED' | 'FAILED' | 'CANCELLED', error: string | null = null): void {
    this.jobs.set(jobId, { ...this.known(this.jobs, jobId), status, error_message: error });
  }

  listProjects: LlamaCloud['listProjects'] = options =>
    this.call('listProjects', '', options, () => [{ id: 'project', name: 'Default' } as never]);

  createDirectory: LlamaCloud['createDirectory'] = (body, options) =>
    this.call('createDirectory', body.name, options, () => {
      const directory: Directory = {
        ...{ id: this.id('dir'), project_id: options?.projectId ?? 'project', name: body.name },
        ...{ description: null, type: body.type ?? 'user', expires_at: body.expires_at ?? null },
        ...{
          system_metadata: body.system_metadata ?? null,
          deleted_at: null,
          created_at: null,
          updated_at: null,
        },
      };
      this.directories.set(directory.id, directory);
      this.files.set(directory.id, []);
      return directory;
    });

  getDirectory: LlamaCloud['getDirectory'] = (id, options) =>
    this.call('getDirectory', id, options, () => this.known(this.directories, id));

  listDirectories: LlamaCloud['listDirectories'] = (filter, options) =>
    this.call('listDirectories', filter.name ?? '', options, () =>
      this.page([...this.directories.values()].reverse(), filter, directory =>
        filter.name !== undefined && directory.name !== filter.name
          ? false
          : !filter.types || filter.types.includes(directory.type ?? ''),
      ),
    );

  deleteDirectory: LlamaCloud['deleteDirectory'] = (id, options) =>
    this.call('deleteDirectory', id, options, () => {
      this.known(this.directories, id);
      this.directories.delete(id);
      this.files.delete(id);
    });

  uploadDirectoryFile: LlamaCloud['uploadDirectoryFile'] = async (directoryId, source, fields, options) => {
    this.uploads++;
    this.mostUploads = Math.max(this.mostUploads, this.uploads);
    try {
      return await this.call('uploadDirectoryFile', fields.unique_id ?? source.fileName, options, () => {
        const files = this.known(this.files, directoryId);
        const bytes = readFileSync(source.path);
        options?.onProgress?.(bytes.length);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        options?.onHash?.(sha256);
        const metadata =
          typeof fields.metadata === 'function' ? fields.metadata(sha256) : (fields.metadata ?? null);
        const file: DirectoryFile = {
          ...{ id: this.id('dfl'), project_id: 'project', directory_id: directoryId },
          ...{
            unique_id: fields.unique_id ?? source.fileName,
            display_name: fields.display_name ?? source.fileName,
          },
          ...{ file_id: this.id('file'), metadata, download_url: null },
          ...{ deleted_at: null, created_at: null, updated_at: null },
        };
        files.push(file);
        this.contents.set(file.id, bytes);
        this.fileNames.set(file.id, source.fileName);
        return file;
      });
    } finally {
      this.uploads--;
    }
  };

  listDirectoryFiles: LlamaCloud['listDirectoryFiles'] = (directoryId, filter, options) =>
    this.call('listDirectoryFiles', directoryId, options, () =>
      this.page([...this.known(this.files, directoryId)].reverse(), filter, file =>
        filter.unique_id === undefined
          ? file.display_name.includes(filter.display_name_contains ?? '')
          : file.unique_id === filter.unique_id,
      ),
    );

  createBatch: LlamaCloud['createBatch'] = (body, options) =>
    this.call('createBatch', body.source_directory_id, options, () => {
      this.known(this.directories, body.source_directory_id);
      const files = this.known(this.files, body.source_directory_id).length;
      if (files === 0 || files > maxBatchFiles)
        throw refusal(400, `A batch takes 1 to ${maxBatchFiles} files.`);
      const batch: Batch = {
        ...{
          id: this.id('bat'),
          project_id: options?.projectId ?? 'project',
          status: 'PENDING',
          results: null,
        },
        ...{ ...body, created_at: null, updated_at: null },
      };
      this.batches.set(batch.id, batch);
      return { ...batch };
    });

  getBatch: LlamaCloud['getBatch'] = (id, expand, options) =>
    this.call('getBatch', id, options, () => {
      const batch = this.known(this.batches, id);
      return { ...batch, results: expand.includes('results') ? batch.results : null };
    });

  listBatches: LlamaCloud['listBatches'] = (filter, options) =>
    this.call('listBatches', filter.source_directory_id ?? '', options, () => {
      const page = this.page([...this.batches.values()].reverse(), filter, batch =>
        filter.source_directory_id !== undefined && batch.source_directory_id !== filter.source_directory_id
          ? false
          : filter.status === undefined || batch.status === filter.status,
      );
      return { ...page, items: page.items.map(batch => ({ ...batch, results: null })) };
    });

  cancelBatch: LlamaCloud['cancelBatch'] = (id, options) =>
    this.call('cancelBatch', id, options, () => {
      const batch = this.known(this.batches, id);
      if (terminalBatchStatuses.has(batch.status))
        throw refusal(400, `The batch is ${batch.status} already.`);
      const after: Batch = { ...batch, status: 'CANCELLED' };
      this.batches.set(id, after);
      return after;
    });

  listConfigurations: LlamaCloud['listConfigurations'] = (_filter, options) =>
    this.call('listConfigurations', '', options, () => ({
      items: [],
      next_page_token: null,
      total_size: null,
    }));

  getConfiguration: LlamaCloud['getConfiguration'] = (id, options) =>
    this.call('getConfiguration', id, options, () => {
      throw refusal(404, 'Configuration not found');
    });

  getParse: LlamaCloud['getParse'] = (id, _expand, options) =>
    this.call('getParse', id, options, () => ({ job: this.known(this.jobs, id) }) as never);

  listParseJobs: LlamaCloud['listParseJobs'] = (filter, options) =>
    this.call('listParseJobs', (filter.job_ids ?? []).join(), options, () =>
      this.page([...this.jobs.values()].reverse(), filter, job =>
        filter.status !== undefined && job.status !== filter.status
          ? false
          : !filter.job_ids || filter.job_ids.includes(job.id),
      ),
    );

  cancelParseJob: LlamaCloud['cancelParseJob'] = (id, options) =>
    this.call('cancelParseJob', id, options, () => {
      if (terminalJobStatuses.has(this.known(this.jobs, id).status)) throw refusal(400, 'The job has ended.');
      this.endJob(id, 'CANCELLED');
      return this.known(this.jobs, id);
    });

  deleteFile: LlamaCloud['deleteFile'] = () => this.call('deleteFile', '', undefined, () => missing());
  saveConfiguration: LlamaCloud['saveConfiguration'] = () =>
    this.call('saveConfiguration', '', undefined, () => missing());
  updateConfiguration: LlamaCloud['updateConfiguration'] = () =>
    this.call('updateConfiguration', '', undefined, () => missing());
  deleteConfiguration: LlamaCloud['deleteConfiguration'] = () =>
    this.call('deleteConfiguration', '', undefined, () => missing());
  deleteParseJob: LlamaCloud['deleteParseJob'] = () =>
    this.call('deleteParseJob', '', undefined, () => missing());
  getExtract: LlamaCloud['getExtract'] = () => this.call('getExtract', '', undefined, () => missing());
  listExtractJobs: LlamaCloud['listExtractJobs'] = () =>
    this.call('listExtractJobs', '', undefined, () => missing());
  cancelExtractJob: LlamaCloud['cancelExtractJob'] = () =>
    this.call('cancelExtractJob', '', undefined, () => missing());
  deleteExtractJob: LlamaCloud['deleteExtractJob'] = () =>
    this.call('deleteExtractJob', '', undefined, () => missing());
  getClassify: LlamaCloud['getClassify'] = () => this.call('getClassify', '', undefined, () => missing());
  listWebhookConfigs: LlamaCloud['listWebhookConfigs'] = () =>
    this.call('listWebhookConfigs', '', undefined, () => missing());
  listLegacyBatches: LlamaCloud['listLegacyBatches'] = () =>
    this.call('listLegacyBatches', '', undefined, () => missing());
  getLegacyBatch: LlamaCloud['getLegacyBatch'] = () =>
    this.call('getLegacyBatch', '', undefined, () => missing());
  createLegacyClassify: LlamaCloud['createLegacyClassify'] = () =>
    this.call('createLegacyClassify', '', undefined, () => missing());
  cancelLegacyBatch: LlamaCloud['cancelLegacyBatch'] = () =>
    this.call('cancelLegacyBatch', '', undefined, () => missing());
  listLegacyItems: LlamaCloud['listLegacyItems'] = () =>
    this.call('listLegacyItems', '', undefined, () => missing());
  getLegacyResults: LlamaCloud['getLegacyResults'] = () =>
    this.call('getLegacyResults', '', undefined, () => missing());
  createParse: LlamaCloud['createParse'] = () => this.call('createParse', '', undefined, () => missing());
  uploadParse: LlamaCloud['uploadParse'] = () => this.call('uploadParse', '', undefined, () => missing());
  addDirectoryFile: LlamaCloud['addDirectoryFile'] = () =>
    this.call('addDirectoryFile', '', undefined, () => missing());

  /** Runs one call with its faults. The server acts even where the caller has gone meanwhile. */
  private async call<T>(
    method: keyof LlamaCloud,
    subject: string,
    options: RequestOptions | undefined,
    act: () => T,
  ): Promise<T> {
    const call = { method, subject };
    options?.signal?.throwIfAborted();
    this.calls.push(call);
    await this.before(call);
    options?.signal?.throwIfAborted();
    const answer = act();
    await this.after(call);
    options?.signal?.throwIfAborted();
    return answer;
  }

  private known<T>(map: ReadonlyMap<string, T>, id: string): T {
    const found = map.get(id);
    if (found === undefined) throw refusal(404, `${id} not found`);
    return found;
  }

  private page<T>(items: readonly T[], request: PageRequest, keep: (item: T) => boolean): Page<T> {
    const kept = items.filter(keep);
    const start = Number(request.page_token ?? 0);
    const end = start + (request.page_size ?? this.pageSize);
    const next_page_token = end < kept.length ? String(end) : null;
    return { items: kept.slice(start, end), next_page_token, total_size: null };
  }

  private id(prefix: string): string {
    return `${prefix}-${++this.ids}`;
  }
}

function missing(): never {
  throw refusal(404, 'Not Found');
}
