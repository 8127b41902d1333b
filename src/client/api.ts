import type { BatchCreate } from '../protocol/batchCreate';
import type { Batch } from '../protocol/batches';
import type { ClassifyJob } from '../protocol/classifyJobs';
import type { Configuration } from '../protocol/configurations';
import type { Directory, DirectoryCreate } from '../protocol/directories';
import type { DirectoryFile, DirectoryFileFields, FileMetadata } from '../protocol/directoryFiles';
import type { ExtractExpand, ExtractJob, GeneratedConfiguration } from '../protocol/extractJobs';
import type { File } from '../protocol/files';
import type {
  LegacyBatch,
  LegacyBatchState,
  LegacyCancelled,
  LegacyClassifyCreate,
  LegacyItem,
  LegacyResults,
} from '../protocol/legacyJobs';
import type { Page } from '../protocol/pages';
import type { ParseJob } from '../protocol/parseJobs';
import type { ParseExpand, ParseResult } from '../protocol/parseResults';
import type { Project } from '../protocol/projects';
import type { WebhookConfig } from '../protocol/webhookConfigs';
import type { WebhookFields } from '../protocol/webhooks';

/** What a configuration is made of; `parameters` carries its `product_type`. */
export interface ConfigurationBody {
  name: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** Applies to every call. Without a project the server takes the key's own. */
export interface RequestOptions {
  signal?: AbortSignal;
  projectId?: string;
  /** Repetitions after the first attempt, in place of the client's own number. */
  retries?: number;
}

/** Where a list starts and how long its pages are. */
export interface PageRequest {
  page_size?: number;
  page_token?: string;
}

export interface BatchFilter extends PageRequest {
  status?: string;
  source_directory_id?: string;
  created_at_on_or_after?: string;
  created_at_on_or_before?: string;
}

/** Of parse, extract and classify jobs. */
export interface JobFilter extends PageRequest {
  status?: string;
  job_ids?: readonly string[];
  created_at_on_or_after?: string;
}

/** The legacy batch route pages by number: `limit` 1 to 1,000. */
export interface LegacyWindow {
  limit?: number;
  offset?: number;
}

/** How to parse one file as its own job; the tags are told with the job, and cannot be searched for. */
export interface ParseRequestFields extends WebhookFields {
  configuration_id: string;
  user_metadata?: Readonly<Record<string, string>>;
}

/** How to classify one stored file. */
export interface ClassifyRequest extends WebhookFields {
  configuration_id: string;
  /** Id of the file. */
  file_input: string;
  /** The caller's own key: the server answers a second request with it by the job of the first (LlamaCloud API docs). */
  transaction_id: string;
}

/** What a schema is made of: a stored file, and what a person says of it, which only language models understand. */
export interface SchemaWish {
  file_id: string;
  prompt?: string;
}

/** A file that is kept for itself, in no directory. */
export interface FileFields {
  purpose: 'classify' | 'extract';
  /** The caller's own name of it, each at most once in a project (LlamaCloud API docs). */
  external_file_id: string;
}

export interface FileFilter extends PageRequest {
  external_file_id?: string;
}

export interface ConfigurationFilter extends PageRequest {
  name?: string;
  product_type?: readonly string[];
  latest_only?: boolean;
}

export interface DirectoryFilter extends PageRequest {
  name?: string;
  types?: readonly string[];
}

export interface DirectoryFileFilter extends PageRequest {
  unique_id?: string;
  display_name_contains?: string;
}

/** A file on disk that is sent as it is read. */
export interface UploadSource {
  /** Absolute path. */
  path: string;
  /** File name for the multipart part; its extension decides how the file is parsed. */
  fileName: string;
  /** The version that is meant; where the file is another by now, nothing is sent. `modified`: milliseconds since 1970. */
  version?: { bytes: number; modified: number };
}

export interface UploadOptions extends RequestOptions {
  /** Bytes of the file sent so far in this attempt; starts again at 0 when an attempt is repeated. */
  onProgress?: (sentBytes: number) => void;
  /** Hears the SHA-256 (hex) of what was sent, once all of it was read; again when an attempt is repeated. */
  onHash?: (sha256: string) => void;
}

/**
 * Fields of an upload. Metadata may be made from the content's hash, which is known when the file has been read: it is
 * then sent after the file. What it makes must have the same length as JSON for every hash.
 */
export type UploadFields = Omit<DirectoryFileFields, 'metadata'> & {
  metadata?: FileMetadata | ((sha256: string) => FileMetadata);
};

/** A stored file put into another directory. */
export interface DirectoryFileAdd {
  file_id: string;
  display_name?: string;
  unique_id?: string;
  metadata?: FileMetadata;
}

/**
 * The LlamaCloud REST API as this extension uses it; the same for the engine on this machine and the hosted service.
 * Every call rejects with an ApiError (src/client/errors.ts), or with the signal's reason when aborted. What creates
 * something (a directory, a file in it, a batch, a job) is not repeated where that could make a second one: it rejects
 * with `ambiguous`, and the caller looks for it first.
 */
export interface LlamaCloud {
  listProjects(options?: RequestOptions): Promise<Project[]>;

  createDirectory(body: DirectoryCreate, options?: RequestOptions): Promise<Directory>;
  getDirectory(directoryId: string, options?: RequestOptions): Promise<Directory>;
  listDirectories(filter: DirectoryFilter, options?: RequestOptions): Promise<Page<Directory>>;
  deleteDirectory(directoryId: string, options?: RequestOptions): Promise<void>;

  uploadDirectoryFile(
    directoryId: string,
    source: UploadSource,
    fields: UploadFields,
    options?: UploadOptions,
  ): Promise<DirectoryFile>;
  /** Rejects `not_found` where the server no longer keeps the file. */
  addDirectoryFile(
    directoryId: string,
    body: DirectoryFileAdd,
    options?: RequestOptions,
  ): Promise<DirectoryFile>;
  listDirectoryFiles(
    directoryId: string,
    filter: DirectoryFileFilter,
    options?: RequestOptions,
  ): Promise<Page<DirectoryFile>>;

  uploadFile(source: UploadSource, fields: FileFields, options?: UploadOptions): Promise<File>;
  listFiles(filter: FileFilter, options?: RequestOptions): Promise<Page<File>>;
  deleteFile(fileId: string, options?: RequestOptions): Promise<void>;

  createBatch(body: BatchCreate, options?: RequestOptions): Promise<Batch>;
  getBatch(batchId: string, expand: readonly 'results'[], options?: RequestOptions): Promise<Batch>;
  listBatches(filter: BatchFilter, options?: RequestOptions): Promise<Page<Batch>>;
  cancelBatch(batchId: string, options?: RequestOptions): Promise<Batch>;

  listConfigurations(filter: ConfigurationFilter, options?: RequestOptions): Promise<Page<Configuration>>;
  getConfiguration(configurationId: string, options?: RequestOptions): Promise<Configuration>;
  /** Upsert by name and product type: a second one of the same name replaces the first. */
  saveConfiguration(body: ConfigurationBody, options?: RequestOptions): Promise<Configuration>;
  updateConfiguration(
    configurationId: string,
    body: Partial<ConfigurationBody>,
    options?: RequestOptions,
  ): Promise<Configuration>;
  deleteConfiguration(configurationId: string, options?: RequestOptions): Promise<void>;

  getParse(jobId: string, expand: readonly ParseExpand[], options?: RequestOptions): Promise<ParseResult>;
  listParseJobs(filter: JobFilter, options?: RequestOptions): Promise<Page<ParseJob>>;
  cancelParseJob(jobId: string, options?: RequestOptions): Promise<ParseJob>;
  /** Only of a job that has ended; its results go with it. */
  deleteParseJob(jobId: string, options?: RequestOptions): Promise<void>;
  /** Parses a stored file. */
  createParse(body: ParseRequestFields & { file_id: string }, options?: RequestOptions): Promise<ParseJob>;
  /** Sends a file and parses it. */
  uploadParse(source: UploadSource, body: ParseRequestFields, options?: UploadOptions): Promise<ParseJob>;

  getExtract(jobId: string, expand: readonly ExtractExpand[], options?: RequestOptions): Promise<ExtractJob>;
  listExtractJobs(
    filter: JobFilter & { expand?: readonly ExtractExpand[] },
    options?: RequestOptions,
  ): Promise<Page<ExtractJob>>;
  cancelExtractJob(jobId: string, options?: RequestOptions): Promise<ExtractJob>;
  deleteExtractJob(jobId: string, options?: RequestOptions): Promise<void>;
  /** What could be extracted from a stored file, as a configuration that is not saved yet. */
  generateSchema(wish: SchemaWish, options?: RequestOptions): Promise<GeneratedConfiguration>;
  /** May be repeated: its `transaction_id` keeps the server from making a second job. */
  createClassify(body: ClassifyRequest, options?: RequestOptions): Promise<ClassifyJob>;
  getClassify(jobId: string, options?: RequestOptions): Promise<ClassifyJob>;
  listClassifyJobs(filter: JobFilter, options?: RequestOptions): Promise<Page<ClassifyJob>>;
  cancelClassifyJob(jobId: string, options?: RequestOptions): Promise<ClassifyJob>;
  /** Only of a job that has ended. */
  deleteClassifyJob(jobId: string, options?: RequestOptions): Promise<void>;

  /** Newest first; a plain list. */
  listWebhookConfigs(options?: RequestOptions): Promise<WebhookConfig[]>;

  listLegacyBatches(
    filter: LegacyWindow & { directory_id?: string; job_type?: string; status?: string },
    options?: RequestOptions,
  ): Promise<Page<LegacyBatch>>;
  getLegacyBatch(batchId: string, options?: RequestOptions): Promise<LegacyBatchState>;
  createLegacyClassify(body: LegacyClassifyCreate, options?: RequestOptions): Promise<LegacyBatch>;
  cancelLegacyBatch(batchId: string, reason: string, options?: RequestOptions): Promise<LegacyCancelled>;
  listLegacyItems(
    batchId: string,
    filter: LegacyWindow & { status?: string },
    options?: RequestOptions,
  ): Promise<Page<LegacyItem>>;
  getLegacyResults(itemId: string, options?: RequestOptions): Promise<LegacyResults>;
}
