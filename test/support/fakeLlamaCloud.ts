import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { LlamaCloud, UploadOptions, UploadSource } from '../../src/client/api';
import { ApiError } from '../../src/client/errors';
import { type Batch, maxBatchFiles, terminalBatchStatuses } from '../../src/protocol/batches';
import type { Directory } from '../../src/protocol/directories';
import type { DirectoryFile, FileMetadata } from '../../src/protocol/directoryFiles';
import type { ParseJob } from '../../src/protocol/parseJobs';
import type { WebhookConfig } from '../../src/protocol/webhookConfigs';
import { FakeConfigurations } from './fake/fakeConfigurations';
import { FakeCore, isSince, refusal } from './fake/fakeCore';
import { FakeJobs } from './fake/fakeJobs';
import { FakeLegacy } from './fake/fakeLegacy';

export { cut, type FakeCall, refusal } from './fake/fakeCore';

/** A file that the server keeps; without it nothing can be made of its id. */
export interface StoredFile {
  name: string;
  bytes: Buffer;
}

/**
 * A LlamaCloud in memory with the semantics of the API, for tests of what calls the client. Batches and jobs move
 * only when the test says so ({@link startBatch}, {@link endJob}). `before` runs when a call comes in, `after` when the
 * server has acted; what they throw (or reject with) is what the caller gets, so a fault in `after` is an answer lost.
 */
export class FakeLlamaCloud extends FakeCore implements LlamaCloud {
  readonly directories = new Map<string, Directory>();
  /** Files by directory id. */
  readonly files = new Map<string, DirectoryFile[]>();
  /** What the server keeps, by file id; a test deletes an entry to let it expire. */
  readonly stored = new Map<string, StoredFile>();
  /** Bytes received, by directory file id. */
  readonly contents = new Map<string, Buffer>();
  /** Multipart file names received, by directory file id. */
  readonly fileNames = new Map<string, string>();
  readonly batches = new Map<string, Batch>();
  readonly jobStore = new FakeJobs(this);
  /** Parse jobs. */
  readonly jobs = this.jobStore.parse;
  readonly extractJobs = this.jobStore.extract;
  readonly classifyJobs = this.jobStore.classify;
  /** File id that a parse or extract job was made of, by job id. */
  readonly jobFiles = new Map<string, string>();
  readonly configurations = new FakeConfigurations(this);
  readonly legacy = new FakeLegacy(this, directoryId => this.known(this.files, directoryId));
  webhookConfigs: WebhookConfig[] = [];
  /** Most uploads that were under way at one moment. */
  mostUploads = 0;
  private uploads = 0;
  /** Ids of stored files by the caller's own. */
  private readonly externalIds = new Map<string, string>();

  /** How often a method was called. */
  count(method: keyof LlamaCloud): number {
    return this.calls.filter(call => call.method === method).length;
  }

  /** Maps every file of a batch to a job and completes the batch. */
  startBatch(batchId: string): void {
    const batch = this.known(this.batches, batchId);
    const { type } = batch.config.job;
    const results = (this.files.get(batch.source_directory_id) ?? []).map(file => {
      const fileId = file.file_id ?? '';
      const { id } =
        type === 'extract_v2'
          ? this.jobStore.startExtract(fileId, batch.project_id)
          : this.jobStore.startParse(file.display_name, batch.project_id);
      this.jobFiles.set(id, fileId);
      return { source_directory_file_id: file.id, job_reference: { type, id }, error_message: null };
    });
    this.batches.set(batchId, { ...batch, status: 'COMPLETED', results });
  }

  /** Ends a parse job; `more` such as its `tier` or `usage`. */
  endJob(
    jobId: string,
    status: 'COMPLETED' | 'FAILED' | 'CANCELLED',
    error: string | null = null,
    more: Partial<ParseJob> = {},
  ): void {
    this.jobStore.endParse(jobId, status, { error_message: error, ...more });
  }

  listProjects: LlamaCloud['listProjects'] = options =>
    this.call('listProjects', '', options, () => [
      {
        ...{ id: 'project', name: 'Default', organization_id: 'organization', is_default: true },
        ...{ created_at: null, updated_at: null },
      },
    ]);

  createDirectory: LlamaCloud['createDirectory'] = (body, options) =>
    this.call('createDirectory', body.name, options, () => {
      const directory: Directory = {
        ...{ id: this.id('dir'), project_id: options?.projectId ?? 'project', name: body.name },
        ...{ description: null, type: body.type ?? 'user', expires_at: body.expires_at ?? null },
        ...{ system_metadata: body.system_metadata ?? null, deleted_at: null },
        ...this.stamp(),
      };
      this.directories.set(directory.id, directory);
      this.files.set(directory.id, []);
      return directory;
    });

  getDirectory: LlamaCloud['getDirectory'] = (id, options) =>
    this.call('getDirectory', id, options, () => this.known(this.directories, id));

  listDirectories: LlamaCloud['listDirectories'] = (filter, options) =>
    this.call('listDirectories', filter.name ?? '', options, () =>
      this.page(this.directories.values(), filter, directory =>
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

  /** A second file of one `unique_id` stays beside the first, so that a test sees it. */
  uploadDirectoryFile: LlamaCloud['uploadDirectoryFile'] = (directoryId, source, fields, options) =>
    this.uploading(() =>
      this.call('uploadDirectoryFile', fields.unique_id ?? source.fileName, options, () => {
        this.known(this.files, directoryId);
        const { fileId, sha256 } = this.receive(source, options);
        const { metadata = null, ...names } = fields;
        return this.putFile(directoryId, fileId, source.fileName, {
          ...names,
          metadata: typeof metadata === 'function' ? metadata(sha256) : metadata,
        });
      }),
    );

  addDirectoryFile: LlamaCloud['addDirectoryFile'] = (directoryId, { file_id, ...fields }, options) =>
    this.call('addDirectoryFile', fields.unique_id ?? file_id, options, () => {
      this.known(this.files, directoryId);
      return this.putFile(directoryId, file_id, this.storedFile(file_id).name, fields);
    });

  listDirectoryFiles: LlamaCloud['listDirectoryFiles'] = (directoryId, filter, options) =>
    this.call('listDirectoryFiles', directoryId, options, () =>
      this.page(this.known(this.files, directoryId), filter, file =>
        filter.unique_id === undefined
          ? file.display_name.includes(filter.display_name_contains ?? '')
          : file.unique_id === filter.unique_id,
      ),
    );

  uploadFile: LlamaCloud['uploadFile'] = (source, { external_file_id }, options) =>
    this.uploading(() =>
      this.call('uploadFile', external_file_id, options, () => {
        if (this.externalIds.has(external_file_id)) throw refusal(400, 'The external_file_id is taken.');
        const { fileId } = this.receive(source, options);
        this.externalIds.set(external_file_id, fileId);
        return this.fileOf(external_file_id, fileId);
      }),
    );

  listFiles: LlamaCloud['listFiles'] = ({ external_file_id = '' }, options) =>
    this.call('listFiles', external_file_id, options, () => {
      const fileId = this.externalIds.get(external_file_id);
      const items = fileId && this.stored.has(fileId) ? [this.fileOf(external_file_id, fileId)] : [];
      return { items, next_page_token: null, total_size: null };
    });

  deleteFile: LlamaCloud['deleteFile'] = (id, options) =>
    this.call('deleteFile', id, options, () => {
      this.storedFile(id);
      this.stored.delete(id);
    });

  createBatch: LlamaCloud['createBatch'] = (body, options) =>
    this.call('createBatch', body.source_directory_id, options, () => {
      this.known(this.directories, body.source_directory_id);
      const files = this.known(this.files, body.source_directory_id).length;
      if (files === 0 || files > maxBatchFiles)
        throw refusal(400, `A batch takes 1 to ${maxBatchFiles} files.`);
      const batch: Batch = {
        ...{ id: this.id('bat'), project_id: options?.projectId ?? 'project' },
        ...{ status: 'PENDING', results: null },
        ...body,
        ...this.stamp(),
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
      const page = this.page(this.batches.values(), filter, batch =>
        filter.source_directory_id !== undefined && batch.source_directory_id !== filter.source_directory_id
          ? false
          : (filter.status === undefined || batch.status === filter.status) &&
            isSince(batch, filter.created_at_on_or_after),
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

  listConfigurations = this.configurations.listConfigurations;
  getConfiguration = this.configurations.getConfiguration;
  saveConfiguration = this.configurations.saveConfiguration;
  updateConfiguration = this.configurations.updateConfiguration;
  deleteConfiguration = this.configurations.deleteConfiguration;

  getParse = this.jobStore.getParse;
  listParseJobs = this.jobStore.listParseJobs;
  cancelParseJob = this.jobStore.cancelParseJob;
  deleteParseJob = this.jobStore.deleteParseJob;

  createParse: LlamaCloud['createParse'] = ({ file_id, user_metadata }, options) =>
    this.call('createParse', file_id, options, () =>
      this.parseStored(file_id, user_metadata, options?.projectId),
    );

  uploadParse: LlamaCloud['uploadParse'] = (source, { user_metadata }, options) =>
    this.uploading(() =>
      this.call('uploadParse', user_metadata?.path ?? source.fileName, options, () => {
        const { fileId } = this.receive(source, options);
        return this.parseStored(fileId, user_metadata, options?.projectId);
      }),
    );

  getExtract = this.jobStore.getExtract;
  listExtractJobs = this.jobStore.listExtractJobs;
  cancelExtractJob = this.jobStore.cancelExtractJob;
  deleteExtractJob = this.jobStore.deleteExtractJob;

  generateSchema: LlamaCloud['generateSchema'] = ({ file_id, prompt }, options) =>
    this.call('generateSchema', prompt ?? '', options, () => {
      const { name } = this.storedFile(file_id);
      const data_schema = { type: 'object', properties: { title: { type: 'string' } } };
      return { name, parameters: { product_type: 'extract_v2', data_schema } };
    });
  getClassify = this.jobStore.getClassify;
  listClassifyJobs = this.jobStore.listClassifyJobs;
  cancelClassifyJob = this.jobStore.cancelClassifyJob;
  deleteClassifyJob = this.jobStore.deleteClassifyJob;

  createClassify: LlamaCloud['createClassify'] = async (body, options) => {
    this.storedFile(body.file_input);
    return this.jobStore.createClassify(body, options);
  };

  listWebhookConfigs: LlamaCloud['listWebhookConfigs'] = options =>
    this.call('listWebhookConfigs', '', options, () => [...this.webhookConfigs]);

  listLegacyBatches = this.legacy.listLegacyBatches;
  getLegacyBatch = this.legacy.getLegacyBatch;
  createLegacyClassify = this.legacy.createLegacyClassify;
  cancelLegacyBatch = this.legacy.cancelLegacyBatch;
  listLegacyItems = this.legacy.listLegacyItems;
  getLegacyResults = this.legacy.getLegacyResults;

  private fileOf(external_file_id: string, id: string) {
    const { name } = this.storedFile(id);
    return {
      ...{ id, name, project_id: 'project', external_file_id, file_type: null, last_modified_at: null },
      ...{ expires_at: null, purpose: 'classify', download_url: null },
    };
  }

  private async uploading<T>(upload: () => Promise<T>): Promise<T> {
    this.uploads++;
    this.mostUploads = Math.max(this.mostUploads, this.uploads);
    try {
      return await upload();
    } finally {
      this.uploads--;
    }
  }

  /** Reads what is sent and keeps it. */
  private receive(source: UploadSource, options: UploadOptions | undefined) {
    const { size, mtimeMs } = statSync(source.path);
    const { version = { bytes: size, modified: mtimeMs } } = source;
    if (size !== version.bytes || mtimeMs !== version.modified) {
      throw new ApiError('invalid', 'The file was changed after it was planned.');
    }
    const bytes = readFileSync(source.path);
    options?.onProgress?.(bytes.length);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    options?.onHash?.(sha256);
    const fileId = this.id('file');
    this.stored.set(fileId, { name: source.fileName, bytes });
    return { fileId, sha256 };
  }

  private storedFile(fileId: string): StoredFile {
    return this.known(this.stored, fileId, 'Source file not found in storage');
  }

  private putFile(
    directoryId: string,
    fileId: string,
    fileName: string,
    fields: { unique_id?: string; display_name?: string; metadata?: FileMetadata | null },
  ): DirectoryFile {
    const file: DirectoryFile = {
      ...{ id: this.id('dfl'), project_id: 'project', directory_id: directoryId, file_id: fileId },
      ...{ unique_id: fields.unique_id ?? fileName, display_name: fields.display_name ?? fileName },
      ...{ metadata: fields.metadata ?? null, download_url: null, deleted_at: null },
      ...this.stamp(),
    };
    this.known(this.files, directoryId).push(file);
    this.contents.set(file.id, this.storedFile(fileId).bytes);
    this.fileNames.set(file.id, fileName);
    return file;
  }

  private parseStored(
    fileId: string,
    tags: Readonly<Record<string, string>> = {},
    projectId = 'project',
  ): ParseJob {
    const { name } = this.storedFile(fileId);
    const job = this.jobStore.startParse(name, projectId, { user_metadata: { ...tags } });
    this.jobFiles.set(job.id, fileId);
    return job;
  }
}
