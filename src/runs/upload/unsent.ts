import { terminalBatchStatuses } from '../../protocol/batches';
import { finalOutcomes, type Run, type RunFile } from '../run';

/** Files that are in no directory yet and in no job. */
export function unsentFiles(run: Run): RunFile[] {
  return run.files.filter(file => file.outcome === 'queued' || file.outcome === 'uploading');
}

/** Files that no batch and no job takes care of: what mode `jobs` has to submit, be it in a directory or not. */
export function unsubmittedFiles(run: Run): RunFile[] {
  const batched = directoriesOfBatches(run);
  return run.files.filter(file => isOpen(file) && file.jobId === null && !isIn(file, batched));
}

/** Files whose own jobs may still run. */
export function filesWithOpenJobs(run: Run): (RunFile & { jobId: string })[] {
  const batched = directoriesOfBatches(run);
  return run.files.filter(
    (file): file is RunFile & { jobId: string } =>
      isOpen(file) && file.jobId !== null && !isIn(file, batched),
  );
}

/** Ids of the batches that may still run. */
export function openBatches(run: Run): string[] {
  return run.batches.flatMap(({ batchId, status }) =>
    batchId === null || terminalBatchStatuses.has(status ?? '') ? [] : batchId,
  );
}

/** Whether the server was given anything to work on. */
export function hasWork(run: Run): boolean {
  return run.batches.some(batch => batch.batchId !== null) || run.files.some(file => file.jobId !== null);
}

/** Whether the server may still be at work on the run. */
export function hasOpenWork(run: Run): boolean {
  return openBatches(run).length > 0 || filesWithOpenJobs(run).length > 0;
}

/** Files that the upload has nothing more to do for. */
export function settledFiles(run: Run): RunFile[] {
  const open = new Set(run.mode === 'jobs' ? unsubmittedFiles(run) : unsentFiles(run));
  return run.files.filter(file => !open.has(file));
}

/** The directory that files are sent to at present, and how many are in it. */
export function openDirectory(run: Run): { id: string; sent: number } | undefined {
  const open = run.batches.find(batch => batch.batchId === null);
  if (!open) return undefined;
  const sent = run.files.filter(file => file.directoryId === open.directoryId).length;
  return { id: open.directoryId, sent };
}

function directoriesOfBatches(run: Run): ReadonlySet<string> {
  return new Set(run.batches.flatMap(batch => (batch.batchId === null ? [] : batch.directoryId)));
}

const isOpen = (file: RunFile) => !finalOutcomes.has(file.outcome);
const isIn = (file: RunFile, directories: ReadonlySet<string>) =>
  file.directoryId !== null && directories.has(file.directoryId);
