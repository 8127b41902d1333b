import type { BatchCreate } from '../protocol/batchCreate';
import type { Batch } from '../protocol/batches';
import type { Configuration } from '../protocol/configurations';
import type { Directory, DirectoryCreate } from '../protocol/directories';
import type { DirectoryFile, DirectoryFileFields } from '../protocol/directoryFiles';
import type { Page } from '../protocol/pages';
import type { ParseJob } from '../protocol/parseJobs';
import type { ParseExpand, ParseResult } from '../protocol/parseResults';
import type { Project } from '../protocol/projects';

/** Applies to every call. Without a project the server takes the key's own. */
export interface RequestOptions {
  signal?: AbortSignal;
  projectId?: string;
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

export interface ParseJobFilter extends PageRequest {
  status?: string;
  job_ids?: readonly string[];
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
}

export interface UploadOptions extends RequestOptions {
  /** Bytes of the file sent so far in this attempt; starts again at 0 when an attempt is repeated. */
  onProgress?: (sentBytes: number) => void;
}

/**
 * The LlamaCloud REST API as this extension uses it; the same for the engine on this machine and the hosted service.
 * Every call rejects with an ApiError (src/client/errors.ts), or with the signal's reason when aborted.
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
    fields: DirectoryFileFields,
    options?: UploadOptions,
  ): Promise<DirectoryFile>;
  listDirectoryFiles(
    directoryId: string,
    filter: DirectoryFileFilter,
    options?: RequestOptions,
  ): Promise<Page<DirectoryFile>>;

  createBatch(body: BatchCreate, options?: RequestOptions): Promise<Batch>;
  getBatch(batchId: string, expand: readonly 'results'[], options?: RequestOptions): Promise<Batch>;
  listBatches(filter: BatchFilter, options?: RequestOptions): Promise<Page<Batch>>;
  cancelBatch(batchId: string, options?: RequestOptions): Promise<Batch>;

  listConfigurations(
    filter: PageRequest & { product_type?: readonly string[]; latest_only?: boolean },
    options?: RequestOptions,
  ): Promise<Page<Configuration>>;
  getConfiguration(configurationId: string, options?: RequestOptions): Promise<Configuration>;

  getParse(jobId: string, expand: readonly ParseExpand[], options?: RequestOptions): Promise<ParseResult>;
  listParseJobs(filter: ParseJobFilter, options?: RequestOptions): Promise<Page<ParseJob>>;
  cancelParseJob(jobId: string, options?: RequestOptions): Promise<ParseJob>;
}
