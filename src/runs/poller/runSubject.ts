import { terminalBatchStatuses } from '../../protocol/batches';
import { runKey } from '../keys';
import type { RunEvent, RunLedger } from '../ledgerEvents';
import type { Run, RunJobType } from '../run';
import { finalPhases } from '../runRow';
import { openFilesOf, ownJobs } from './runFiles';
import type { News, OpenFile, Subject } from './subject';

/** A batch of a run, or its jobs that are in none: what is learned goes into the ledger. */
export class RunSubject implements Subject {
  readonly rowKey: string;
  readonly connectionId: string;
  readonly projectId: string;
  readonly jobType: RunJobType;
  readonly startedAt: number;
  readonly updatedAt = null;
  readonly isForeign = false;

  constructor(
    private readonly ledger: RunLedger,
    private readonly run: Run,
    private readonly directoryId: string,
    readonly batchId: string,
  ) {
    this.rowKey = runKey(run.id);
    this.connectionId = run.connectionId;
    this.projectId = run.projectId;
    this.jobType = run.jobType;
    this.startedAt = run.startedAt;
  }

  get status(): string {
    if (this.directoryId === ownJobs) return 'COMPLETED';
    return this.now.batches.find(batch => batch.batchId === this.batchId)?.status ?? 'PENDING';
  }

  openFiles(): readonly OpenFile[] {
    return openFilesOf(this.now).get(this.directoryId) ?? [];
  }

  async write({ status, files = [] }: News): Promise<void> {
    const events: RunEvent[] = [];
    if (status !== undefined) events.push({ type: 'batchStatus', batchId: this.batchId, status });
    const open = new Set(this.openFiles().map(file => file.id));
    for (const { id: path, jobId, verdict, charge, classified } of files) {
      // Another window may have told its end while this one was asking.
      if (!open.has(path)) continue;
      if (jobId !== undefined) events.push({ type: 'job', path, jobId });
      // Before the outcome: a run that ends has its price at the same moment.
      if (charge && (charge.credits !== null || charge.tier !== null))
        events.push({ type: 'charge', path, ...charge });
      if (classified) events.push({ type: 'classified', path, classified });
      if (verdict) events.push({ type: 'outcome', path, ...verdict });
    }
    if (events.length > 0) await this.ledger.append(this.run.id, ...events);
  }

  private get now(): Run {
    return this.ledger.get(this.run.id) ?? this.run;
  }
}

/** The batches of a run, and its jobs without one, that are still to be watched. */
export function subjectsOf(ledger: RunLedger, run: Run): RunSubject[] {
  if (finalPhases.has(run.phase)) return [];
  const open = openFilesOf(run);
  const batches = run.batches.flatMap(({ batchId, directoryId, status }) => {
    if (batchId === null) return [];
    const settled = status !== null && terminalBatchStatuses.has(status) && !open.has(directoryId);
    return settled ? [] : new RunSubject(ledger, run, directoryId, batchId);
  });
  return open.has(ownJobs) ? [...batches, new RunSubject(ledger, run, ownJobs, runKey(run.id))] : batches;
}
