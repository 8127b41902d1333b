import type { Event } from '../base/event';
import type { Classified, TypeCount } from './classify/classified';
import type { FileOutcome, RunMode, RunPause } from './run';

/**
 * What the tree, the status bar and the notifier show. A row is a run of this machine (of one or several batches), or
 * a batch that somebody else made. Rows are immutable: a change makes a new object under the same key.
 */
export interface BatchRow {
  /** `run:<id>` or `batch:<id>`; unique over all connections. */
  key: string;
  connectionId: string;
  projectId: string;
  /** Name of the folder it came from; for a foreign batch the name of its directory, or its id. */
  label: string;
  configurationId: string | null;
  /** The server's status word, or UPLOADING before the first batch exists, or CANCELLING after a request. */
  status: string;
  batchIds: readonly string[];
  directoryIds: readonly string[];
  /** Milliseconds since 1970; null when the server did not say. */
  createdAt: number | null;
  endedAt: number | null;
  /** Files in all; null while not known. */
  total: number | null;
  /** Files that the server has. */
  sent: number;
  /** Files with a result, the unchanged among them. */
  done: number;
  /** Of `done`: not sent, since an earlier run has their results. */
  unchanged: number;
  failed: number;
  cancelled: number;
  /** Of a classification: how many files are of which type, the most frequent first. */
  types?: readonly TypeCount[];
  /** Anything still to come: an upload, a batch that is not terminal, a job that is not. */
  active: boolean;
  /** Kind of its jobs; a newer server's own word as it came. */
  jobType: string;
  mode: RunMode;
  /** Why the upload stands still; null where it does not. */
  pause: RunPause | null;
  /** Credits charged as far as the server has told, and what the plan expected; null where unknown. */
  credits: number | null;
  estimatedCredits: number | null;
  /** It has ended, and some of its files may be tried once more. */
  retryable: boolean;
  /** Made by a run of this machine that has ended: what it left on the server can be deleted. */
  cleanable: boolean;
  /** A person may cancel it. */
  cancellable: boolean;
  /** Error of the whole, or why its state is old ("rate limited, next try 14:05"); null when all is well. */
  note: string | null;
  /** True when the run was started in this window and still needs its end told. */
  notifyPending: boolean;
}

/** One file under a batch row. */
export interface FileRow {
  /** `<row key>/file:<directory file id or path>`; unique over all rows. */
  key: string;
  parentKey: string;
  connectionId: string;
  projectId: string;
  batchId: string | null;
  directoryFileId: string | null;
  jobId: string | null;
  /** Path relative to the folder. */
  path: string;
  outcome: FileOutcome;
  error: string | null;
  pages: number | null;
  failedPages: number;
  /** Credits charged for it, over all attempts; null until the server tells. */
  credits: number | null;
  /** Tier that its job ran under, and the one asked for; null where unknown. */
  tier: string | null;
  askedTier: string | null;
  /** Kind of its job; decides what can be opened. */
  jobType: string;
  /** What a classification found; absent or null before that, and for other kinds of jobs. */
  classified?: Classified | null;
  /** Absolute path of the original where it is known and was on this machine. */
  source: string | null;
}

/** Keys of what a change touched; a row in `added` or `removed` changes its project's list, one in `changed` only itself. */
export interface RowsChange {
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
}

/** Read side of the store, all that views may use. */
export interface Rows {
  readonly onDidChange: Event<RowsChange>;
  /** Rows of one project, newest first. */
  list(connectionId: string, projectId: string): readonly BatchRow[];
  get(key: string): BatchRow | undefined;
  /** Rows with `active` set, over all connections, oldest first. */
  active(): readonly BatchRow[];
  /** Files of a row in path order; null while they have not been read. */
  files(key: string): readonly FileRow[] | null;
  file(key: string): FileRow | undefined;
}

/** Whether a row can leave the list without losing anything: nothing of it runs, and it led to no result. */
export function isRemovable({ active, batchIds, status, sent, done, unchanged }: BatchRow): boolean {
  if (active || batchIds.length > 0) return false;
  return status === 'STOPPED' ? sent === 0 : done === unchanged;
}
