import { ApiError, type ApiErrorKind } from '../../client/errors';
import { type Batch, terminalBatchStatuses } from '../../protocol/batches';
import { isStale, timeOf } from '../batchRow';
import { goneBatchSentence, type Verdict } from '../outcomes';
import type { RoundContext } from './ask';
import type { FileChange, Subject } from './subject';

/** Answers of 404 in a row that mean a batch is gone; one alone may be a server that has not caught up yet. */
const answersUntilGone = 2;
/** Failures of the server in a row, between good answers about others, after which a batch no longer holds those up. */
const answersUntilBroken = 3;
/** How long a batch is not asked for after that, or after a refusal. */
const restMs = 300_000;

/** Failures that may be those of one batch, as its row tells them. */
const refusals: Partial<Record<ApiErrorKind, string>> = {
  forbidden: 'no access to it on the server',
  invalid: 'the server cannot tell of it',
  conflict: 'the server cannot tell of it',
  server: 'the server fails to tell of it',
  unexpected: 'the server fails to tell of it',
};

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
  /** Why the server does not tell of it, in a few words for its row; null while it does. */
  refusal: string | null = null;
  /** Time before which it is not asked for. */
  restsUntil = 0;
  /** `updated_at` of the newest answer, as the server wrote it. */
  updatedAt: string | null;
  private notFound = 0;
  private failures = 0;
  /** Answers to all questions of the project when this batch failed last. */
  private answersAtFailure = 0;

  constructor(readonly subject: Subject) {
    this.updatedAt = subject.updatedAt;
  }

  /** Takes in an answer about the batch itself; true when it brought news. An older answer is dropped. */
  async take(answer: Pick<Batch, 'status' | 'created_at' | 'updated_at'>): Promise<boolean> {
    this.notFound = 0;
    this.answered();
    this.createdAt ??= timeOf(answer.created_at);
    const { subject } = this;
    const held = { status: subject.status, updatedAt: timeOf(this.updatedAt) };
    const updatedAt = timeOf(answer.updated_at);
    if (isStale(held, { status: answer.status, updatedAt })) return false;
    if (updatedAt !== null) this.updatedAt = answer.updated_at;
    if (answer.status === subject.status) return false;
    await subject.write({ status: answer.status, updatedAt: answer.updated_at });
    return true;
  }

  /** Takes in a failed question about the batch itself; true when that brought news. {@link rest} for what is thrown. */
  async takeFailure(error: unknown, context: RoundContext): Promise<boolean> {
    if (ApiError.is(error, 'not_found')) return this.takeNotFound();
    this.rest(error, context);
    return false;
  }

  /**
   * Takes in a failure that concerns this batch alone: it rests for a while, and the others go on. What concerns more
   * (key, credits, rate, network) is thrown on; so is a failure of the server, until it has answered others meanwhile.
   */
  rest(error: unknown, { clock, answers }: RoundContext): void {
    if (!ApiError.is(error)) throw error;
    const refusal = refusals[error.kind];
    if (!refusal || error.status === 503) throw error;
    if (isServersFault(error)) {
      if (answers.count > this.answersAtFailure) this.failures++;
      this.answersAtFailure = answers.count;
      if (this.failures < answersUntilBroken) throw error;
    }
    this.refusal = refusal;
    this.restsUntil = clock.now() + restMs;
  }

  /** The server has told of it, or of its jobs. */
  answered(): void {
    this.readmit();
    this.refusal = null;
  }

  /** Asks for it again, whatever the server said before. */
  readmit(): void {
    this.restsUntil = 0;
    this.failures = 0;
  }

  /** The server does not know the batch; true when that is now taken for certain, and written down. */
  private async takeNotFound(): Promise<boolean> {
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

/** An answer that the server spoilt, maybe over one batch; 503 is its own way to limit the rate. */
export function isServersFault(error: unknown): boolean {
  if (!ApiError.is(error)) return false;
  return (error.kind === 'server' && error.status !== 503) || error.kind === 'unexpected';
}
