import { drain } from '../base/concurrency';
import type { LlamaCloud, RequestOptions } from '../client/api';
import { ApiError } from '../client/errors';
import { itemsOf } from '../client/paging';
import type { Batch, BatchResult } from '../protocol/batches';
import type { DirectoryFile } from '../protocol/directoryFiles';
import { maxJobIdsPerList } from '../protocol/parseJobs';
import { foreignFileRow, kindOf } from './batchRow';
import { type FactsReader, factsConcurrency } from './facts';
import { filePageSize } from './filePageSize';
import { followedKind, type JobKind, jobKinds } from './jobKinds';
import { completedVerdict, expiredVerdict, type JobState, verdictOf } from './outcomes';
import type { FileRow } from './rows';
import type { FilePatch } from './store';

/** Lists of jobs read at a time. */
const concurrency = 4;

const goneDirectory = 'Its directory is gone from the server.';
const unnamedFiles = 'Its directory is gone from the server, so the names of its files are not known.';
const otherJobs = 'Its jobs are of a kind whose results cannot be opened here.';

/** The files of a batch that was made elsewhere. */
export interface BatchFiles {
  batch: Batch;
  files: FileRow[];
  /** Why they are not complete or lack names; null when all is well. */
  note: string | null;
}

/**
 * Reads the files of a batch: its directory, its results, and the states of its jobs. Works for directories that are
 * deleted or expired, whose results still give the ids. Facts known in `before` are kept for jobs that are the same.
 */
export async function readBatchFiles(
  client: LlamaCloud,
  connectionId: string,
  batchId: string,
  before: ReadonlyMap<string, FileRow> | null,
  options: RequestOptions & { signal: AbortSignal },
): Promise<BatchFiles> {
  const batch = await client.getBatch(batchId, ['results'], options);
  const directoryFiles = await directoryFilesOf(client, batch.source_directory_id, options);
  const results = new Map(batch.results?.map(result => [result.source_directory_file_id, result]));
  const kind = kindOf(batch);
  const jobs = kind ? await jobsOf(client, jobKinds[kind], [...results.values()], options) : new Map();
  const named = new Map(directoryFiles?.map(file => [file.id, file]));
  // Files that were added to the directory after the batch have no result; they are left out once results are there.
  const ids = batch.results ? results.keys() : named.keys();
  const files = [...ids].map(id => {
    const row = foreignFileRow(connectionId, batch, id, named.get(id));
    const held = before?.get(id);
    const path = (named.has(id) ? undefined : held?.path) ?? row.path;
    return withVerdict({ ...row, path }, batch, results.get(id), jobs, held);
  });
  const gone = files.some(file => file.path === file.directoryFileId) ? unnamedFiles : goneDirectory;
  const notes = [directoryFiles ? [] : gone, kind ? [] : otherJobs].flat();
  return { batch, files, note: notes.join(' ') || null };
}

/** All files of a directory; undefined when it is gone. */
export async function directoryFilesOf(
  client: LlamaCloud,
  directoryId: string,
  options: RequestOptions,
): Promise<DirectoryFile[] | undefined> {
  const files: DirectoryFile[] = [];
  try {
    const list = itemsOf(page =>
      client.listDirectoryFiles(directoryId, { page_size: filePageSize, ...page }, options),
    );
    for await (const file of list) files.push(file);
    return files;
  } catch (error) {
    if (ApiError.is(error, 'not_found')) return undefined;
    throw error;
  }
}

/** Jobs by id; one that the server leaves out of its complete list has expired. */
async function jobsOf(
  client: LlamaCloud,
  kind: JobKind,
  results: readonly BatchResult[],
  options: RequestOptions & { signal: AbortSignal },
): Promise<Map<string, JobState | 'gone'>> {
  const ids = results.flatMap(result => result.job_reference?.id ?? []);
  const jobs = new Map<string, JobState | 'gone'>(ids.map(id => [id, 'gone']));
  const pages: string[][] = [];
  for (let start = 0; start < ids.length; start += maxJobIdsPerList) {
    pages.push(ids.slice(start, start + maxJobIdsPerList));
  }
  await drain(
    pages,
    concurrency,
    async job_ids => {
      const list = itemsOf(page =>
        kind.list(client, { job_ids, page_size: job_ids.length, ...page }, options),
      );
      for await (const job of list) jobs.set(job.id, job);
    },
    options.signal,
  );
  return jobs;
}

function withVerdict(
  row: FileRow,
  batch: Batch,
  result: BatchResult | undefined,
  jobs: ReadonlyMap<string, JobState | 'gone'>,
  before: FileRow | undefined,
): FileRow {
  if (!kindOf(batch)) return row;
  const jobId = result?.job_reference?.id ?? null;
  const job = jobId === null ? undefined : jobs.get(jobId);
  if (before?.jobId === jobId && before.pages !== null && job !== 'gone') return before;
  return { ...row, jobId, ...verdictOf({ batchStatus: batch.status, result, job }) };
}

/** Most completed jobs of one batch whose pages are counted by a request each; beyond it counts stay unknown. */
const mostCounted = 200;

/** Asks for the pages and the prices of completed files whose pages are not known and gives each as it comes. */
export async function readPageCounts(
  reader: FactsReader,
  client: LlamaCloud,
  connectionId: string,
  files: readonly FileRow[],
  signal: AbortSignal,
  found: (patch: FilePatch) => void,
): Promise<void> {
  const due = files.flatMap(({ outcome, pages, jobId, jobType, directoryFileId, projectId }) =>
    outcome === 'done' && pages === null && jobId !== null && directoryFileId !== null
      ? { id: directoryFileId, jobId, jobType: followedKind(jobType), projectId }
      : [],
  );
  if (due.length > mostCounted) return;
  await drain(
    due,
    factsConcurrency,
    async ({ id, jobId, jobType, projectId }) => {
      const facts = await reader.read(client, connectionId, jobId, { signal, projectId }, jobType);
      if (facts === 'gone') return found({ id, ...expiredVerdict });
      const { credits, tier } = facts;
      found({ id, ...completedVerdict(facts), credits, tier });
    },
    signal,
  );
}
