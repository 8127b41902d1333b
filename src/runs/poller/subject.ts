import type { Verdict } from '../outcomes';
import type { FileOutcome } from '../run';

/** A file whose end is not known yet. */
export interface OpenFile {
  /** Its path in a run, its directory file id in a batch made elsewhere. */
  id: string;
  directoryFileId: string;
  jobId: string | null;
  outcome: FileOutcome;
}

export interface FileChange {
  id: string;
  jobId?: string;
  verdict?: Verdict;
}

/** One batch that the poller watches, of a run or made elsewhere. Reading gives the present state. */
export interface Subject {
  readonly rowKey: string;
  readonly batchId: string;
  readonly connectionId: string;
  readonly projectId: string;
  /** Milliseconds since 1970 by this machine's clock or the server's; null where unknown. */
  readonly startedAt: number | null;
  /** Last status the server told. */
  readonly status: string;
  /** `updated_at` of the last answer that was kept over a restart; null where none was. */
  readonly updatedAt: string | null;
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
