import type { Classified } from '../classify/classified';
import type { Charge, Verdict } from '../outcomes';
import type { FileOutcome, RunJobType } from '../run';

/** A file whose end is not known yet. */
export interface OpenFile {
  /** Its path in a run, its directory file id in a batch made elsewhere. */
  id: string;
  /** Null where it was never in a directory: its job was made for it alone. */
  directoryFileId: string | null;
  jobId: string | null;
  outcome: FileOutcome;
}

export interface FileChange {
  id: string;
  jobId?: string;
  verdict?: Verdict;
  /** What is not known of it stays as it was. */
  charge?: Charge;
  /** What a classification found. */
  classified?: Classified;
}

/** What the poller watches as one: a batch of a run or made elsewhere. Reading gives the present state. */
export interface Subject {
  readonly rowKey: string;
  /**
   * Id of the batch. Jobs of a run that are in no batch have the run's row key in its place: the batch counts as
   * COMPLETED, so that only its jobs are asked for.
   */
  readonly batchId: string;
  readonly connectionId: string;
  readonly projectId: string;
  /** What its jobs are asked for as. */
  readonly jobType: RunJobType;
  /** Milliseconds since 1970 by this machine's clock or the server's; null where unknown. */
  readonly startedAt: number | null;
  /** Last status the server told. */
  readonly status: string;
  /** `updated_at` of the last answer that was kept over a restart; null where none was. */
  readonly updatedAt: string | null;
  /** Whether its status is known to this window alone: it is then told to the windows that follow. */
  readonly isForeign: boolean;
  /** Files of the batch that have no final outcome. */
  openFiles(): readonly OpenFile[];
  /** Keeps what was learned; for a run it is on disk when this resolves. */
  write(news: News): Promise<void>;
}

/** What was learned about a batch and its files. */
export interface News {
  status?: string;
  updatedAt?: string | null;
  files?: readonly FileChange[];
}
