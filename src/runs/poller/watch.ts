import { type Batch, terminalBatchStatuses } from '../../protocol/batches';
import { isStale, timeOf } from '../batchRow';
import { goneBatchSentence, type Verdict } from '../outcomes';
import type { FileChange, Subject } from './subject';

/** Answers of 404 in a row that mean a batch is gone; one alone may be a server that has not caught up yet. */
const answersUntilGone = 2;

/** A batch under watch, with what is remembered between the rounds. Lives as long as the batch is open. */
export class Watch {
  /** Milliseconds by the server's clock; null until it answered. */
  createdAt: number | null = null;
  /** Round in which its status, its results and each of its jobs were last asked for; 0 for never. */
  statusRound = 0;
  resultsRound = 0;
  readonly jobRounds = new Map<string, number>();
  /** Answers of the results since the batch came to its end. */
  finalResults = 0;
  /** Status at the last reading of the results. */
  resultsStatus: string | null = null;
  private updatedAt: number | null;
  private notFound = 0;

  constructor(readonly subject: Subject) {
    this.updatedAt = timeOf(subject.updatedAt);
  }

  /** Takes in an answer about the batch itself; true when it brought news. An older answer is dropped. */
  async take(answer: Batch): Promise<boolean> {
    this.notFound = 0;
    this.createdAt ??= timeOf(answer.created_at);
    const { subject } = this;
    const updatedAt = timeOf(answer.updated_at);
    if (
      isStale({ status: subject.status, updatedAt: this.updatedAt }, { status: answer.status, updatedAt })
    ) {
      return false;
    }
    this.updatedAt = updatedAt ?? this.updatedAt;
    if (answer.status === subject.status) return false;
    await subject.write({ status: answer.status, updatedAt: answer.updated_at });
    return true;
  }

  /** The server does not know the batch; true when that is now taken for certain, and written down. */
  async takeNotFound(): Promise<boolean> {
    if (++this.notFound < answersUntilGone) return false;
    const verdict: Verdict = { outcome: 'expired', error: goneBatchSentence, pages: null, failedPages: 0 };
    await this.subject.write({ status: 'FAILED', files: this.forAllOpen(verdict) });
    return true;
  }

  /** The same verdict over every file that is still open. */
  forAllOpen(verdict: Verdict): FileChange[] {
    return this.subject.openFiles().map(({ id }) => ({ id, verdict }));
  }

  /** Whether everything that is open has been asked for at least once. */
  get askedForAll(): boolean {
    const files = this.subject.openFiles();
    const unmapped = files.some(file => file.jobId === null);
    return (
      (this.statusRound > 0 || terminalBatchStatuses.has(this.subject.status)) &&
      (!unmapped || this.resultsRound > 0) &&
      files.every(file => file.jobId === null || this.jobRounds.has(file.jobId))
    );
  }
}
