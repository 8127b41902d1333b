import { terminalBatchStatuses } from '../../protocol/batches';
import { runKey } from '../keys';
import type { RunEvent, RunLedger } from '../ledgerEvents';
import { failedBatchSentence } from '../outcomes';
import { finalOutcomes, type Run, type RunFile } from '../run';
import type { News, OpenFile, Subject } from './subject';

/** A batch of a run: what is learned goes into the ledger. */
export class RunSubject implements Subject {
  readonly rowKey: string;
  readonly connectionId: string;
  readonly projectId: string;
  readonly startedAt: number;
  readonly updatedAt = null;

  constructor(
    private readonly ledger: RunLedger,
    private readonly run: Run,
    private readonly directoryId: string,
    readonly batchId: string,
  ) {
    this.rowKey = runKey(run.id);
    this.connectionId = run.connectionId;
    this.projectId = run.projectId;
    this.startedAt = run.startedAt;
  }

  get status(): string {
    return this.now.batches.find(batch => batch.batchId === this.batchId)?.status ?? 'PENDING';
  }

  openFiles(): readonly OpenFile[] {
    return this.now.files.flatMap(file =>
      file.directoryFileId !== null && isOpenIn(file, this.directoryId)
        ? { id: file.path, directoryFileId: file.directoryFileId, jobId: file.jobId, outcome: file.outcome }
        : [],
    );
  }

  async write({ status, files = [] }: News): Promise<void> {
    const events: RunEvent[] = [];
    if (status !== undefined) events.push({ type: 'batchStatus', batchId: this.batchId, status });
    for (const { id: path, jobId, verdict } of files) {
      if (jobId !== undefined) events.push({ type: 'job', path, jobId });
      if (verdict) events.push({ type: 'outcome', path, ...verdict });
    }
    if (events.length > 0) await this.ledger.append(this.run.id, ...events);
  }

  private get now(): Run {
    return this.ledger.get(this.run.id) ?? this.run;
  }
}

/** The batches of a run that are still to be watched. */
export function subjectsOf(ledger: RunLedger, run: Run): RunSubject[] {
  if (run.phase === 'finished' || run.phase === 'failed') return [];
  return run.batches.flatMap(({ batchId, directoryId, status }) => {
    if (batchId === null) return [];
    const settled =
      status !== null &&
      terminalBatchStatuses.has(status) &&
      !run.files.some(file => file.directoryFileId !== null && isOpenIn(file, directoryId));
    return settled ? [] : new RunSubject(ledger, run, directoryId, batchId);
  });
}

/** The events that end a running run whose batches and files have all come to an end; none while something is open. */
export function endOf(run: Run, at: number): RunEvent[] {
  if (run.phase !== 'running') return [];
  if (run.batches.some(({ status }) => status === null || !terminalBatchStatuses.has(status))) return [];
  // The runner settles what it could not send; this is for what a crash kept it from settling.
  const stranded = run.files.filter(
    file => file.directoryFileId === null && !finalOutcomes.has(file.outcome),
  );
  if (run.files.some(file => file.directoryFileId !== null && !finalOutcomes.has(file.outcome))) return [];
  const outcomes = stranded.map(
    ({ path }): RunEvent => ({ type: 'outcome', path, ...neverSent, pages: null, failedPages: 0 }),
  );
  return [...outcomes, { type: 'phase', ...endPhase(run), at }];
}

const neverSent = { outcome: 'failed', error: 'The file was never sent. Parse it again.' } as const;

function endPhase(run: Run): { phase: 'finished' | 'cancelled' | 'failed'; error: string | null } {
  if (run.batches.length > 0 && run.batches.every(batch => batch.status === 'FAILED')) {
    return {
      phase: 'failed',
      error: run.files.find(file => file.outcome === 'expired')?.error ?? failedBatchSentence,
    };
  }
  const cancelled = run.cancelRequested && run.files.some(file => file.outcome === 'cancelled');
  return { phase: cancelled ? 'cancelled' : 'finished', error: null };
}

const isOpenIn = (file: RunFile, directoryId: string) =>
  file.directoryId === directoryId && !finalOutcomes.has(file.outcome);
