import type { Classified } from './classify/classified';

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
  | 'expired'
  /** Not sent: an earlier run has the result of the same content under the same configuration. */
  | 'unchanged';

export const finalOutcomes: ReadonlySet<FileOutcome> = new Set([
  'done',
  'done_with_failed_pages',
  'failed',
  'cancelled',
  'expired',
  'unchanged',
]);

/** Outcomes with a result that can be opened. */
export const outcomesWithResult: ReadonlySet<FileOutcome> = new Set([
  'done',
  'done_with_failed_pages',
  'unchanged',
]);

/** Kinds of jobs that a run makes. */
export type RunJobType = 'parse_v2' | 'extract_v2' | 'classify_v2';

/**
 * `batches`: directories and a batch over each. `jobs`: every file as its own job: parse jobs for plans that have no
 * batches (LlamaCloud API docs: Pro or Enterprise only), and classify jobs, which no batch makes.
 */
export type RunMode = 'batches' | 'jobs';

/** Where an earlier run has the result of the same content under the same configuration. */
export interface EarlierResult {
  connectionId: string;
  projectId: string;
  jobId: string;
  /** Of a classification: what it found. */
  classified?: Classified | null;
}

/** A file that the plan takes in. */
export interface PlannedFile {
  /** Path relative to the chosen folder, `/` between segments, unique in the run; the server's `unique_id`. */
  path: string;
  /** Absolute path on disk; empty where the original is not known (a batch added by its id). */
  source: string;
  bytes: number;
  /** Last change in milliseconds; with `bytes` it tells whether the file is still the one that was planned. */
  modified: number;
  /** Extension (with dot) to send it under where its own name has none or a wrong one: the server goes by the name. */
  extension?: string;
  /** Pages (sheets, slides) counted on this machine before anything is sent; absent or null where they cannot be. */
  estimatedPages?: number | null;
  /** Set where the person leaves unchanged files out: the file is then `unchanged` from the start. */
  earlier?: EarlierResult | null;
}

/** How a run parses or extracts. */
export interface RunConfiguration {
  id: string;
  name: string;
  /** Tier that is asked for; null where the configuration names none. */
  tier: string | null;
  /**
   * Same for the same parameters on the same server, whatever the id of the configuration: with a file's hash it says
   * whether a result is the same. Null where results must not be taken for those of another run.
   */
  fingerprint: string | null;
  /** The server's version when the run was planned; absent where it is not known (a batch added by its id). */
  version?: string;
}

/** Where a run goes and how it parses. */
export interface RunTarget {
  connectionId: string;
  projectId: string;
  configuration: RunConfiguration;
  jobType: RunJobType;
  mode: RunMode;
  /** What people call it: the folder's name, or "3 folders". */
  label: string;
  /** Credits that the plan expects; null where nothing is charged or nobody can tell. */
  estimatedCredits: number | null;
}

/** A file of a run with all that is known of it. */
export interface RunFile extends PlannedFile {
  sha256: string | null;
  directoryId: string | null;
  directoryFileId: string | null;
  /** The server's copy of the bytes, which another directory or job can be made from without sending them again. */
  fileId: string | null;
  jobId: string | null;
  outcome: FileOutcome;
  error: string | null;
  pages: number | null;
  failedPages: number;
  /** Credits charged for the present job; null until the server tells. */
  credits: number | null;
  /** Credits charged for jobs of earlier attempts. */
  creditsBefore: number;
  /** Tier that the job really ran under; null until known. */
  tier: string | null;
  /** What a classification found; absent or null before that, and for other kinds of jobs. */
  classified?: Classified | null;
  /** When the person last had it tried once more, in milliseconds since 1970; absent at the first attempt. */
  retriedAt?: number;
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

export type PauseReason =
  /** The key is missing or not accepted: goes on by itself after a sign-in. */
  | 'auth'
  /** No credits are left (402). */
  | 'payment'
  /** The server refuses batches as such (403 on creating one): the run may go on in mode `jobs`. */
  | 'plan'
  | 'rate_limited'
  /** No network, or the server fails. */
  | 'offline'
  | 'other';

/** Why an upload stands still. */
export interface RunPause {
  reason: PauseReason;
  /** When it goes on by itself, in milliseconds since 1970; null where it waits for a person (or, `auth`, for a sign-in). */
  until: number | null;
}

export interface Run extends RunTarget {
  id: string;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt: number | null;
  phase: RunPhase;
  error: string | null;
  /** Set while the upload stands still; `error` is its sentence. */
  pause: RunPause | null;
  /** Not started here: the batch was added by its id, and its files' originals are not known. */
  adopted: boolean;
  /** When the person had its directories, files and jobs deleted from the server; milliseconds since 1970. */
  cleanedAt: number | null;
  files: RunFile[];
  batches: RunBatch[];
  /** True once the person was told of the end. */
  notified: boolean;
  cancelRequested: boolean;
}
