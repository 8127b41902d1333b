import { terminalBatchStatuses } from '../../protocol/batches';
import type { RunEvent } from '../ledgerEvents';
import { failedBatchSentence } from '../outcomes';
import { finalOutcomes, type Run } from '../run';
import { openFilesOf } from './runFiles';

const neverSent = { outcome: 'failed', error: 'The file was never sent. Parse it again.' } as const;

/** The events that end a running run whose batches and files have all come to an end; none while something is open. */
export function endOf(run: Run, at: number): RunEvent[] {
  if (run.phase !== 'running' || run.batches.some(isOpen(run)) || openFilesOf(run).size > 0) return [];
  // The runner settles what it could not send; this is for what a crash kept it from settling.
  const stranded = run.files.filter(file => !finalOutcomes.has(file.outcome));
  const outcomes = stranded.map(
    ({ path }): RunEvent => ({ type: 'outcome', path, ...neverSent, pages: null, failedPages: 0 }),
  );
  return [...outcomes, { type: 'phase', ...endPhase(run), at }];
}

/** A directory without a batch is what a change to jobs left behind; in mode `batches` its batch is being made. */
const isOpen =
  (run: Run) =>
  ({ batchId, status }: Run['batches'][number]): boolean =>
    batchId === null ? run.mode === 'batches' : status === null || !terminalBatchStatuses.has(status);

function endPhase(run: Run): { phase: 'finished' | 'cancelled' | 'failed'; error: string | null } {
  const batches = run.batches.filter(batch => batch.batchId !== null);
  if (batches.length > 0 && batches.every(batch => batch.status === 'FAILED') && run.mode === 'batches') {
    return {
      phase: 'failed',
      error: run.files.find(file => file.outcome === 'expired')?.error ?? failedBatchSentence,
    };
  }
  const cancelled = run.cancelRequested && run.files.some(file => file.outcome === 'cancelled');
  return { phase: cancelled ? 'cancelled' : 'finished', error: null };
}
