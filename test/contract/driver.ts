import type { BatchCreate } from '../../src/protocol/batchCreate';
import type { Batch } from '../../src/protocol/batches';
import type { Configuration } from '../../src/protocol/configurations';
import type { Directory, DirectoryCreate } from '../../src/protocol/directories';
import type { DirectoryFile } from '../../src/protocol/directoryFiles';
import type { ParseJob } from '../../src/protocol/parseJobs';
import type { ParseResult } from '../../src/protocol/parseResults';
import type { Project } from '../../src/protocol/projects';

/** How a refused call looks, whichever client made it. */
export interface Refusal {
  status: number | undefined;
  /** The server's own words. */
  said: string;
}

/** The part of the API that the tests walk through, over one client; lists are read to their end. */
export interface Driver {
  listProjects(): Promise<Project[]>;
  listConfigurations(): Promise<Configuration[]>;
  createDirectory(body: DirectoryCreate): Promise<Directory>;
  deleteDirectory(directoryId: string): Promise<void>;
  upload(
    directoryId: string,
    path: string,
    fields: { unique_id: string; metadata: Record<string, string> },
  ): Promise<DirectoryFile>;
  listFiles(directoryId: string, pageSize: number): Promise<DirectoryFile[]>;
  createBatch(body: BatchCreate): Promise<Batch>;
  getBatch(batchId: string, expand: 'results'[]): Promise<Batch>;
  listBatches(filter: { status?: string; source_directory_id?: string }): Promise<Batch[]>;
  cancelBatch(batchId: string): Promise<Batch>;
  listJobs(jobIds: string[]): Promise<ParseJob[]>;
  getParse(
    jobId: string,
    expand: ('text' | 'markdown' | 'items' | 'metadata' | 'usage')[],
  ): Promise<ParseResult>;
  /** Reads an error that one of the calls threw; fails the test for anything else. */
  refusal(error: unknown): Refusal;
}

/** Makes a driver for a server; repeats nothing, so that refusals come at once. */
export type CreateDriver = (url: string, token: string) => Driver;
