import { type Batch, terminalBatchStatuses } from '../protocol/batches';
import type { DirectoryFile } from '../protocol/directoryFiles';
import { followedKind } from './jobKinds';
import { batchKey, fileKey } from './keys';
import type { BatchRow, FileRow } from './rows';
import { finalOutcomes, type RunJobType } from './run';
import { countOutcomes } from './runRow';

/** A batch that no run of this machine made, as the server told it last, with what was read about it on demand. */
export interface ForeignBatch {
  connectionId: string;
  batch: Batch;
  /** Name of its directory; null while not known, or gone. */
  directoryName: string | null;
  /** A cancel was asked for and the server has not yet said that it ended. */
  cancelling: boolean;
  /** By directory file id; null while they have not been read. */
  files: ReadonlyMap<string, FileRow> | null;
  /** Why the files are not all there, or lack their names. */
  filesNote: string | null;
}

/** Milliseconds of a server's date and time; null where there is none that can be read. */
export function timeOf(text: string | null): number | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

/**
 * Whether an answer about a batch must be dropped because a newer one is held: it was updated earlier, or it would
 * take the batch out of a status that is never left.
 */
export function isStale(
  held: { status: string; updatedAt: number | null },
  answer: { status: string; updatedAt: number | null },
): boolean {
  if (terminalBatchStatuses.has(held.status) && !terminalBatchStatuses.has(answer.status)) return true;
  return held.updatedAt !== null && answer.updatedAt !== null && answer.updatedAt < held.updatedAt;
}

export function foreignRow(foreign: ForeignBatch, note: string | null): BatchRow {
  const { batch } = foreign;
  const terminal = terminalBatchStatuses.has(batch.status);
  const files = foreign.files ? [...foreign.files.values()] : null;
  const active =
    !terminal || (kindOf(batch) !== undefined && !!files?.some(file => !finalOutcomes.has(file.outcome)));
  return {
    key: batchKey(batch.id),
    connectionId: foreign.connectionId,
    projectId: batch.project_id,
    label: foreign.directoryName ?? batch.id,
    configurationId: batch.config.job.configuration_id,
    status: statusWord(foreign, terminal, active),
    batchIds: [batch.id],
    directoryIds: [batch.source_directory_id],
    createdAt: timeOf(batch.created_at),
    endedAt: active ? null : timeOf(batch.updated_at),
    total: files?.length ?? null,
    sent: files?.length ?? 0,
    ...countOutcomes(files ?? []),
    jobType: batch.config.job.type,
    mode: 'batches',
    pause: null,
    credits: null,
    estimatedCredits: null,
    retryable: false,
    cleanable: false,
    active,
    cancellable: !terminal && !foreign.cancelling,
    note: (active ? note : null) ?? foreign.filesNote,
    notifyPending: false,
  };
}

function statusWord(foreign: ForeignBatch, terminal: boolean, active: boolean): string {
  if (terminal) return active ? 'RUNNING' : foreign.batch.status;
  return foreign.cancelling ? 'CANCELLING' : foreign.batch.status;
}

/** The kind of a batch's jobs; undefined for one whose states cannot be followed. */
export const kindOf = (batch: Batch): RunJobType | undefined => followedKind(batch.config.job.type);

/** A file of a foreign batch before anything is known about its job; without `file` its directory is gone. */
export function foreignFileRow(
  connectionId: string,
  batch: Batch,
  id: string,
  file: DirectoryFile | undefined,
): FileRow {
  const parentKey = batchKey(batch.id);
  return {
    key: fileKey(parentKey, id),
    parentKey,
    connectionId,
    projectId: batch.project_id,
    batchId: batch.id,
    directoryFileId: id,
    jobId: null,
    path: file ? pathOf(file) : id,
    outcome: 'waiting',
    error: null,
    pages: null,
    failedPages: 0,
    credits: null,
    tier: null,
    askedTier: null,
    jobType: batch.config.job.type,
    source: null,
  };
}

/** `unique_id` is a path where it ends in the file's name, as ours does; others put anything there. */
export function pathOf({ unique_id, display_name }: DirectoryFile): string {
  return unique_id.endsWith(display_name) ? unique_id : display_name;
}
