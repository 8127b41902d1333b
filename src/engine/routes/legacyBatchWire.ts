import { legacyBatch } from '../jobs/legacy/legacyBatch';
import { iso } from '../server/context';
import type { BatchRow } from '../store/batches';
import type { ItemCounts, LegacyItemRow } from '../store/legacyBatches';

/** A batch of the legacy route (BatchJobResponse). */
export function legacyBatchWire(batch: BatchRow, counts: ItemCounts) {
  const { job_type, directory_id, cancel_requested } = batch;
  const { cancel_reason } = legacyBatch.parse(batch.legacy);
  return {
    id: batch.id,
    project_id: batch.project_id,
    directory_id: directory_id || null,
    job_type: job_type.replace(/_v2$/, ''),
    status: legacyStatusOf(batch),
    effective_at: iso(batch.updated_at),
    error_message: batch.error_message ?? (cancel_requested ? cancelSentence(cancel_reason) : null),
    job_record_id: null,
    workflow_id: null,
    total_items: counts.total,
    processed_items: counts.completed,
    failed_items: counts.failed,
    skipped_items: counts.skipped,
    started_at: iso(batch.started_at),
    completed_at: iso(batch.finished_at),
    created_at: iso(batch.created_at),
    updated_at: iso(batch.updated_at),
  };
}

/** As the list's filter has it (store/legacyBatches.ts). */
export function legacyStatusOf({ status, cancel_requested }: BatchRow): string {
  if (status === 'THROTTLED') return 'pending';
  return status === 'RUNNING' && cancel_requested ? 'cancelled' : status.toLowerCase();
}

/** Items that have ended in whatever way, of all. */
export function progress({ total, completed, failed, skipped, cancelled }: ItemCounts): number {
  if (total === 0) return 100;
  return Math.round(((completed + failed + skipped + cancelled) / total) * 10_000) / 100;
}

export const cancelSentence = (reason: string | null | undefined): string =>
  reason ? `The batch job was cancelled: ${reason}` : 'The batch job was cancelled.';

/** An item of a batch (BatchItemDetail). */
export function legacyItemWire({ finished_at, ...row }: LegacyItemRow) {
  return {
    ...row,
    job_record_id: null,
    effective_at: iso(row.effective_at),
    started_at: iso(row.started_at),
    completed_at: iso(finished_at),
  };
}
