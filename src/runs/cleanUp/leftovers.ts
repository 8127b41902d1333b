import { drain } from '../../base/concurrency';
import type { JobFilter, LlamaCloud, RequestOptions } from '../../client/api';
import { itemsOf } from '../../client/paging';
import { terminalBatchStatuses } from '../../protocol/batches';
import { maxJobIdsPerList, terminalJobStatuses } from '../../protocol/parseJobs';
import { directoryFilesOf } from '../batchFiles';
import { jobKinds } from '../jobKinds';
import { orGone } from '../orGone';
import type { Run } from '../run';
import { type OtherUses, otherUsesOf } from './otherUses';

/** In the order in which they are deleted. */
export const leftoverKinds = ['results', 'directory', 'files'] as const;
export type LeftoverKind = (typeof leftoverKinds)[number];

/** What a run left on its server: things of one kind, deleted together or not at all. */
export interface Leftover {
  kind: LeftoverKind;
  /** Of the jobs whose results they are, of the directory, of stored files. */
  ids: readonly string[];
  /** Of a directory: its name, the number of files in it, and when it goes by itself, as the server wrote it. */
  name?: string;
  fileCount?: number;
  expiresAt?: string | null;
  /** Who else needs them, in words; empty where only this run does. */
  usedBy: readonly string[];
}

export interface Survey {
  leftovers: readonly Leftover[];
  /** What still runs on the server and is therefore left alone: batches by id, and jobs. */
  runningBatches: readonly string[];
  runningJobs: number;
}

type Request = RequestOptions & { signal: AbortSignal };

/** Lists and directories read at a time. */
const concurrency = 4;

/**
 * Looks for what a run left on its server: directories, the stored copies of its files, and the results of its jobs,
 * those of earlier attempts among them. `others` are the other runs of this machine, which may still need some of it.
 * Whether a stored file is still there cannot be asked, so of those only the ids are told. Rejects with the client's errors.
 */
export async function surveyRun(
  cloud: LlamaCloud,
  run: Run,
  others: readonly Run[],
  request: Request,
): Promise<Survey> {
  const uses = otherUsesOf(others);
  const jobIds = new Set(run.files.flatMap(file => file.jobId ?? []));
  const runningBatches: string[] = [];
  const directories: DirectoryLeft[] = [];
  /** Directories over which a batch still runs: they and their files stay out of it. */
  const busy = new Set<string>();
  const look = async ({ batchId, directoryId }: Run['batches'][number]) => {
    const batch = batchId === null ? undefined : await orGone(cloud.getBatch(batchId, ['results'], request));
    for (const { job_reference: job } of batch?.results ?? []) if (job) jobIds.add(job.id);
    if (batch && !terminalBatchStatuses.has(batch.status)) {
      runningBatches.push(batch.id);
      busy.add(directoryId);
      return;
    }
    const directory = await directoryLeft(cloud, run, directoryId, request);
    if (directory) directories.push(directory);
  };
  await drain(run.batches, concurrency, look, request.signal);
  const jobs = await jobsLeft(cloud, run, [...jobIds], request);
  const leftovers = [
    ...directories.map(({ leftover }) => leftover).sort((a, b) => ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    ...split('files', storedFiles(run, directories, busy, jobs.running), uses),
    ...split('results', jobs.ended, uses),
  ];
  return {
    leftovers: run.adopted ? leftovers.map(madeElsewhere) : leftovers,
    runningBatches,
    runningJobs: jobs.running.size,
  };
}

/** The stored copies of a run's files but for those that a batch or a job still works on. */
function storedFiles(
  run: Run,
  directories: readonly DirectoryLeft[],
  busy: ReadonlySet<string>,
  runningJobs: ReadonlySet<string>,
): string[] {
  const inUse = run.files.filter(
    file => busy.has(file.directoryId ?? '') || runningJobs.has(file.jobId ?? ''),
  );
  const ids = new Set(run.files.flatMap(file => file.fileId ?? []));
  for (const { fileIds } of directories) for (const id of fileIds) ids.add(id);
  for (const { fileId } of inUse) if (fileId !== null) ids.delete(fileId);
  return [...ids];
}

interface DirectoryLeft {
  leftover: Leftover;
  /** Stored files that the run put into it. */
  fileIds: readonly string[];
}

/** Undefined where the directory is gone. */
async function directoryLeft(
  cloud: LlamaCloud,
  run: Run,
  directoryId: string,
  request: Request,
): Promise<DirectoryLeft | undefined> {
  const directory = await orGone(cloud.getDirectory(directoryId, request));
  const files = directory && (await directoryFilesOf(cloud, directoryId, request));
  if (!directory || !files) return undefined;
  const ownBatches = new Set(run.batches.map(batch => batch.batchId));
  const usedBy: string[] = [];
  const list = itemsOf(page => cloud.listBatches({ source_directory_id: directoryId, ...page }, request));
  for await (const { id, source_directory_id: source } of list) {
    if (source === directoryId && !ownBatches.has(id)) usedBy.push(`the batch ${id}`);
  }
  const paths = new Set(run.files.map(file => file.path));
  const ids = new Set(run.files.map(file => file.directoryFileId));
  const own = files.filter(file => paths.has(file.unique_id) || ids.has(file.id));
  if (own.length < files.length) usedBy.push('files that did not come from this batch');
  const { name, expires_at: expiresAt } = directory;
  const leftover: Leftover = { kind: 'directory', ids: [directoryId], name, expiresAt, usedBy };
  return {
    leftover: { ...leftover, fileCount: files.length },
    fileIds: own.flatMap(file => file.file_id ?? []),
  };
}

/** Those of a run's jobs that the server still has. */
async function jobsLeft(
  cloud: LlamaCloud,
  { jobType }: Run,
  ids: readonly string[],
  request: Request,
): Promise<{ ended: string[]; running: ReadonlySet<string> }> {
  const list = (filter: JobFilter) => jobKinds[jobType].list(cloud, filter, request);
  const pages: string[][] = [];
  for (let start = 0; start < ids.length; start += maxJobIdsPerList)
    pages.push(ids.slice(start, start + maxJobIdsPerList));
  const statuses = new Map<string, string>();
  const readPage = async (job_ids: string[]) => {
    const jobs = itemsOf<{ id: string; status: string }>(page =>
      list({ job_ids, page_size: job_ids.length, ...page }),
    );
    for await (const { id, status } of jobs) statuses.set(id, status);
  };
  await drain(pages, concurrency, readPage, request.signal);
  const there = ids.filter(id => statuses.has(id));
  const isEnded = (id: string) => terminalJobStatuses.has(statuses.get(id) ?? '');
  return { ended: there.filter(isEnded), running: new Set(there.filter(id => !isEnded(id))) };
}

/** What only this run needs, and apart from it what others need too. */
function split(kind: 'files' | 'results', ids: readonly string[], uses: OtherUses): Leftover[] {
  const shared = ids.filter(id => uses[kind].has(id));
  const own = ids.filter(id => !uses[kind].has(id));
  const usedBy = [...new Set(shared.flatMap(id => uses[kind].get(id) ?? []))];
  return [
    { kind, ids: own, usedBy: [] },
    { kind, ids: shared, usedBy },
  ].filter(leftover => leftover.ids.length > 0);
}

const madeElsewhere = (leftover: Leftover): Leftover => ({
  ...leftover,
  usedBy: ['whoever made this batch', ...leftover.usedBy],
});
