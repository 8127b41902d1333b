import { drain } from '../../base/concurrency';
import { groupBy } from '../../base/groupBy';
import { messageOf } from '../../base/log';
import type { LlamaCloud, RequestOptions } from '../../client/api';
import { itemsOf } from '../../client/paging';
import type { ExtractJob } from '../../protocol/extractJobs';
import { orGone } from '../orGone';
import type { FileRow } from '../rows';
import { outcomesWithResult } from '../run';
import { confidencesOf, metadataTree } from './fieldFacts';
import type { FileResult } from './tableRows';

/** Results in one answer: few enough that an answer with all its citations stays some megabytes small. */
const jobsPerRequest = 25;
/** Requests at a time. */
const concurrency = 4;

/** Results of the files of a run. */
export interface RunResults {
  /** In the order of the files that were given. */
  files: readonly FileResult[];
  /** Files whose server could not be asked: another look may tell more. */
  notRead: number;
}

export interface ReadOptions {
  clientFor(connectionId: string): Promise<LlamaCloud>;
  signal: AbortSignal;
  /** Hears how many files are read so far. */
  onProgress?: (files: number) => void;
}

/**
 * What was extracted from files, each read where its own job is. A file without a result says why. Where a server cannot
 * be asked, its files say so; rejects where none of them could be read, and with the signal's reason.
 */
export async function readResults(files: readonly FileRow[], options: ReadOptions): Promise<RunResults> {
  const { signal, onProgress } = options;
  const told = new Map<string, FileResult>();
  const requests: FileRow[][] = [];
  const readable = files.filter(file => file.jobId !== null && outcomesWithResult.has(file.outcome));
  for (const group of groupBy(readable, file => `${file.connectionId} ${file.projectId}`).values()) {
    for (let start = 0; start < group.length; start += jobsPerRequest)
      requests.push(group.slice(start, start + jobsPerRequest));
  }
  let failure: { error: unknown } | undefined;
  let notRead = 0;
  const read = async (group: readonly FileRow[]) => {
    try {
      const jobs = await readJobs(group, options);
      for (const file of group) told.set(file.key, resultOf(file, jobs.get(file.jobId ?? '')));
    } catch (error) {
      signal.throwIfAborted();
      failure ??= { error };
      notRead += group.length;
      for (const file of group) told.set(file.key, without(file, 'not_read', messageOf(error)));
    }
    onProgress?.(told.size);
  };
  await drain(requests, concurrency, read, signal);
  if (failure && notRead === readable.length) throw failure.error;
  return {
    files: files.map(file => told.get(file.key) ?? without(file, file.outcome, file.error)),
    notRead,
  };
}

const without = ({ path }: FileRow, status: string, error: string | null): FileResult => ({
  ...{ file: path, status, error, result: null, confidences: null },
});

/** The jobs of files of one project; those that the server no longer keeps are missing. */
async function readJobs(
  files: readonly FileRow[],
  { clientFor, signal }: ReadOptions,
): Promise<Map<string, ExtractJob>> {
  const [first] = files;
  const found = new Map<string, ExtractJob>();
  if (!first) return found;
  const client = await clientFor(first.connectionId);
  const request: RequestOptions = { projectId: first.projectId, signal };
  const ids = [...new Set(files.flatMap(file => file.jobId ?? []))];
  const filter = { job_ids: ids, page_size: ids.length, expand: ['extract_metadata'] as const };
  for await (const job of itemsOf(page => client.listExtractJobs({ ...filter, ...page }, request))) {
    if (job.status !== 'COMPLETED' || job.extract_result !== null) found.set(job.id, job);
    // A server that is slow to end its pages would cost a request for nothing.
    if (ids.every(id => found.has(id))) break;
  }
  // A list may leave out what is old, or the results themselves: the job then answers for itself.
  const missing = ids.filter(id => !found.has(id));
  for (const id of missing) {
    const job = await orGone(client.getExtract(id, ['extract_metadata'], request));
    if (job) found.set(id, job);
  }
  return found;
}

function resultOf(file: FileRow, job: ExtractJob | undefined): FileResult {
  if (!job)
    return without(file, 'expired', 'The server no longer keeps the result of this file. Extract it again.');
  const { status, error_message, extract_result: result, extract_metadata } = job;
  if (status !== 'COMPLETED')
    return without(
      file,
      status.toLowerCase(),
      error_message ?? 'It has no result yet. Open the table again.',
    );
  const confidences = confidencesOf(result, metadataTree(extract_metadata));
  return { file: file.path, status: file.outcome, error: file.error, result, confidences };
}
