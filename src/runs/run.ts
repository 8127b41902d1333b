/** Model of a run: what a person started over one or several folders. Kept in the ledger, so plain data throughout. */

/** What became of one file, said honestly. `uploading` and `queued` come before the server knows a job. */
export type FileOutcome =
  | 'queued'
  | 'uploading'
  | 'waiting'
  | 'running'
  | 'done'
  | 'done_with_failed_pages'
  | 'failed'
  | 'cancelled'
  | 'expired';

export const finalOutcomes: ReadonlySet<FileOutcome> = new Set([
  'done',
  'done_with_failed_pages',
  'failed',
  'cancelled',
  'expired',
]);

/** A file that the plan takes in. */
export interface PlannedFile {
  /** Path relative to the chosen folder, `/` between segments, unique in the run; the server's `unique_id`. */
  path: string;
  /** Absolute path on disk. */
  source: string;
  bytes: number;
  /** Last change in milliseconds; with `bytes` it tells whether the file is still the one that was planned. */
  modified: number;
  /** Extension (with dot) to send it under where its own name has none or a wrong one: the server goes by the name. */
  extension?: string;
}

/** Where a run goes and how it parses. */
export interface RunTarget {
  connectionId: string;
  projectId: string;
  configuration: { id: string; name: string };
  /** What people call it: the folder's name, or "3 folders". */
  label: string;
}

/** A file of a run with all that is known of it. */
export interface RunFile extends PlannedFile {
  sha256: string | null;
  directoryId: string | null;
  directoryFileId: string | null;
  jobId: string | null;
  outcome: FileOutcome;
  error: string | null;
  pages: number | null;
  failedPages: number;
}

/** One directory on the server and the batch over it; a run of more than 1,000 files has several. */
export interface RunBatch {
  directoryId: string;
  batchId: string | null;
  /** Last status the server told; null before the batch exists. */
  status: string | null;
}

/**
 * `uploading`: files are sent and batches made. `running`: every batch exists. `finished`: every file has a final
 * outcome. `cancelled`: the person stopped it. `failed`: it cannot go on, `error` says why.
 */
export type RunPhase = 'uploading' | 'running' | 'finished' | 'cancelled' | 'failed';

export interface Run extends RunTarget {
  id: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number | null;
  phase: RunPhase;
  error: string | null;
  files: RunFile[];
  batches: RunBatch[];
  /** True once the person was told of the end. */
  notified: boolean;
  cancelRequested: boolean;
}
