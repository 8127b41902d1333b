import { finalOutcomes, type Run, type RunFile } from '../run';
import type { OpenFile } from './subject';

/** Key of the files whose jobs belong to no batch, among those by directory. */
export const ownJobs = '';

const cache = new WeakMap<Run, ReadonlyMap<string, readonly OpenFile[]>>();

/**
 * The files of a run that have no final outcome and are on the server, by the directory whose batch they are in, or
 * {@link ownJobs}. Read once for each state of the run, however often it is asked for.
 */
export function openFilesOf(run: Run): ReadonlyMap<string, readonly OpenFile[]> {
  const held = cache.get(run);
  if (held) return held;
  const made = new Map<string, OpenFile[]>();
  const batched = batchedDirectories(run);
  for (const file of run.files) {
    const key = finalOutcomes.has(file.outcome) ? undefined : placeOf(file, batched);
    if (key === undefined) continue;
    const { path, directoryFileId, jobId, outcome } = file;
    const open = { id: path, directoryFileId, jobId, outcome };
    const list = made.get(key);
    if (list) list.push(open);
    else made.set(key, [open]);
  }
  cache.set(run, made);
  return made;
}

/** Directories over which there is a batch. */
export function batchedDirectories(run: Run): ReadonlySet<string> {
  return new Set(run.batches.flatMap(batch => (batch.batchId === null ? [] : batch.directoryId)));
}

/** Where the job of a file is followed: in a batch, by itself, or not at all, since it has none. */
function placeOf(file: RunFile, batched: ReadonlySet<string>): string | undefined {
  if (file.directoryId !== null && file.directoryFileId !== null && batched.has(file.directoryId))
    return file.directoryId;
  return file.jobId === null ? undefined : ownJobs;
}
