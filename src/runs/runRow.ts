import { terminalBatchStatuses } from '../protocol/batches';
import { countTypes } from './classify/classified';
import { fileKey, runKey } from './keys';
import { retryable } from './retryable';
import type { BatchRow, FileRow } from './rows';
import { type FileOutcome, outcomesWithResult, type Run, type RunFile, type RunPhase } from './run';

/** Phases that a run never leaves. */
export const finalPhases: ReadonlySet<RunPhase> = new Set(['finished', 'cancelled', 'failed']);

/** Files by how they stand. A file whose result has expired counts as failed: there is nothing to open. */
export interface Counts {
  done: number;
  /** Of `done`. */
  unchanged: number;
  failed: number;
  cancelled: number;
}

/** Counts the files that have come to an end. */
export function countOutcomes(files: Iterable<{ outcome: FileOutcome }>): Counts {
  const counts = { done: 0, unchanged: 0, failed: 0, cancelled: 0 };
  for (const { outcome } of files) {
    if (outcome === 'unchanged') counts.unchanged++;
    if (outcomesWithResult.has(outcome)) counts.done++;
    else if (outcome === 'failed' || outcome === 'expired') counts.failed++;
    else if (outcome === 'cancelled') counts.cancelled++;
  }
  return counts;
}

/**
 * One status word for a run of several batches: the liveliest of theirs. While jobs of completed batches still run,
 * it is RUNNING. Words of our own: UPLOADING before the first batch, STOPPED when the upload broke off,
 * CANCELLING until the server says that it ended.
 */
export function statusOfRun(run: Run): string {
  if (run.phase === 'failed') return 'FAILED';
  if (run.phase === 'cancelled') return 'CANCELLED';
  const statuses = run.batches.flatMap(batch => batch.status ?? []);
  if (run.phase === 'finished') {
    return statuses.length > 0 && statuses.every(status => status === 'CANCELLED')
      ? 'CANCELLED'
      : 'COMPLETED';
  }
  if (isStopped(run)) return 'STOPPED';
  if (run.cancelRequested) return 'CANCELLING';
  if (run.phase === 'uploading' && statuses.length === 0) return 'UPLOADING';
  const open = statuses.filter(status => !terminalBatchStatuses.has(status));
  return ['RUNNING', 'THROTTLED', 'PENDING'].find(status => open.includes(status)) ?? open[0] ?? 'RUNNING';
}

/** Whether the upload of a run broke off and waits for a person to go on: it kept its phase and says why. */
export const isStopped = (run: Run): boolean =>
  run.phase === 'uploading' && run.error !== null && (run.pause?.until ?? null) === null;

/** Credits charged over all attempts, as far as they are known; null where none is. */
export function creditsOf({
  credits,
  creditsBefore,
}: Pick<RunFile, 'credits' | 'creditsBefore'>): number | null {
  return credits === null && creditsBefore === 0 ? null : (credits ?? 0) + creditsBefore;
}

function sumOfCredits(files: readonly RunFile[]): number | null {
  return files.map(creditsOf).reduce((a, b) => (b === null ? a : (a ?? 0) + b), null);
}

/** The row of a run. `note` explains an old state; it is shown only while the run is active. */
export function runRow(run: Run, note: string | null, startedHere: boolean): BatchRow {
  const ended = finalPhases.has(run.phase);
  const active = !ended && !isStopped(run);
  return {
    key: runKey(run.id),
    connectionId: run.connectionId,
    projectId: run.projectId,
    label: run.label,
    configurationId: run.configuration.id,
    status: statusOfRun(run),
    batchIds: run.batches.flatMap(batch => batch.batchId ?? []),
    directoryIds: run.batches.map(batch => batch.directoryId),
    createdAt: run.startedAt,
    endedAt: run.endedAt,
    total: run.files.length,
    sent: run.files.filter(file => file.directoryFileId !== null || file.jobId !== null).length,
    ...countOutcomes(run.files),
    ...(run.jobType === 'classify_v2' && { types: countTypes(run.files) }),
    jobType: run.jobType,
    mode: run.mode,
    pause: run.phase === 'uploading' ? run.pause : null,
    credits: sumOfCredits(run.files),
    estimatedCredits: run.estimatedCredits,
    retryable:
      ended && run.files.some(file => retryable.has(file.outcome) && (file.source !== '' || file.fileId)),
    cleanable: ended && run.cleanedAt === null,
    active,
    // One whose cancelling broke off may be cancelled again. While it runs nobody can tell, and asking twice is no error.
    cancellable: !ended && (!run.cancelRequested || run.phase === 'running' || isStopped(run)),
    note: run.error ?? (active ? note : run.cleanedAt === null ? null : 'cleaned up'),
    notifyPending: startedHere && !run.notified,
  };
}

/** The batch that holds a file of a run, by the file's directory. */
export function batchIdsByDirectory(run: Run): ReadonlyMap<string, string> {
  return new Map(run.batches.flatMap(b => (b.batchId ? [[b.directoryId, b.batchId] as const] : [])));
}

export function runFileRow(run: Run, file: RunFile, batchIds: ReadonlyMap<string, string>): FileRow {
  const parentKey = runKey(run.id);
  const { connectionId, projectId, jobId } =
    file.outcome === 'unchanged' && file.earlier ? file.earlier : { ...run, jobId: file.jobId };
  return {
    key: fileKey(parentKey, file.path),
    parentKey,
    connectionId,
    projectId,
    batchId: (file.directoryId && batchIds.get(file.directoryId)) || null,
    directoryFileId: file.directoryFileId,
    jobId,
    path: file.path,
    outcome: file.outcome,
    error: file.error,
    pages: file.pages,
    failedPages: file.failedPages,
    credits: creditsOf(file),
    tier: file.tier,
    askedTier: run.configuration.tier,
    jobType: run.jobType,
    classified: file.classified ?? null,
    source: file.source || null,
  };
}
