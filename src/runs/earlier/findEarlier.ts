import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { drain } from '../../base/concurrency';
import { groupBy } from '../../base/groupBy';
import { hashFile } from '../../base/hashFile';
import type { LlamaCloud, PageRequest } from '../../client/api';
import { ApiError } from '../../client/errors';
import { itemsOf } from '../../client/paging';
import { maxJobIdsPerList } from '../../protocol/parseJobs';
import { jobKinds } from '../jobKinds';
import type { EarlierResult, PlannedFile, RunJobType } from '../run';
import type { EarlierIndex } from './earlierIndex';

/** Files that are read for comparison, and pages of jobs that are asked for, at a time. */
const concurrency = 4;
/** A file of up to so many bytes is read in one go, which takes half the time. */
const smallBytes = 1024 * 1024;

/** Earlier results by the path of the planned file. */
export type EarlierByPath = ReadonlyMap<string, EarlierResult>;

/**
 * Earlier results of planned files. Only a file whose size an earlier one had is read, and not even that where it is the
 * very same file, unchanged since. A file that cannot be read has none. Rejects only with the signal's reason.
 */
export async function findEarlier(
  files: readonly PlannedFile[],
  index: EarlierIndex,
  signal: AbortSignal,
  onProgress?: (comparedFiles: number) => void,
): Promise<Map<string, EarlierResult>> {
  const found = new Map<string, EarlierResult>();
  const toRead: PlannedFile[] = [];
  for (const file of files) {
    const same = index.ofSource(file);
    if (same) found.set(file.path, same);
    else if (index.hasSize(file.bytes)) toRead.push(file);
  }
  let compared = files.length - toRead.length;
  await drain(
    toRead,
    concurrency,
    async file => {
      const sha256 = await contentHash(file, signal).catch(() => null);
      const result = sha256 === null ? undefined : index.ofContent(sha256);
      if (result) found.set(file.path, result);
      onProgress?.(++compared);
    },
    signal,
  );
  return found;
}

async function contentHash({ source, bytes }: PlannedFile, signal: AbortSignal): Promise<string> {
  if (bytes > smallBytes) return hashFile(source, signal);
  return createHash('sha256')
    .update(await readFile(source, { signal }))
    .digest('hex');
}

/**
 * Those of the results that their servers still have. What lies in a project that is gone, or out of reach of the key by
 * now, cannot be opened either, so it is not among them. Rejects with the client's error where the server cannot be asked
 * at all: what is not known to be there would be paid for twice.
 */
export async function stillThere(
  found: EarlierByPath,
  jobType: RunJobType,
  clientFor: (connectionId: string) => Promise<LlamaCloud>,
  signal: AbortSignal,
): Promise<EarlierByPath> {
  const present = new Set<string>();
  const places = groupBy([...new Set(found.values())], ({ connectionId, projectId }) =>
    JSON.stringify([connectionId, projectId]),
  );
  for (const results of places.values()) {
    const [first] = results;
    if (!first) continue;
    const client = await clientFor(first.connectionId);
    const options = { projectId: first.projectId, signal };
    const readPage = async (job_ids: string[]) => {
      const list = (page: PageRequest) =>
        jobKinds[jobType].list(client, { job_ids, page_size: job_ids.length, ...page }, options);
      for await (const job of itemsOf(list)) if (job.status === 'COMPLETED') present.add(job.id);
    };
    const ids = [...new Set(results.map(({ jobId }) => jobId))];
    try {
      await drain(chunksOf(ids, maxJobIdsPerList), concurrency, readPage, signal);
    } catch (error) {
      if (!ApiError.is(error, 'not_found') && !ApiError.is(error, 'forbidden')) throw error;
    }
  }
  return new Map([...found].filter(([, { jobId }]) => present.has(jobId)));
}

function* chunksOf<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
