import { progressTo, withProgress } from '../../platform/progress';
import { groupBy } from '../../runs/groupBy';
import { runIdOf } from '../../runs/keys';
import { retryable } from '../../runs/retryable';
import type { BatchRow } from '../../runs/rows';
import type { Services } from '../../services';
import { refuseInRestrictedMode } from '../restrictedMode';
import { allRows } from '../rowActions';
import { batchTargets, nodesOf } from '../targets';

const none = 'There is no ended batch here with files that could be tried again.';

/** **Retry Failed Files**: of whole batches, or of the files that are selected. */
export async function retryFailed(services: Services, args: readonly unknown[]): Promise<void> {
  refuseInRestrictedMode();
  const { rows } = services;
  const files = nodesOf('file', args[0], args[1]).flatMap(node => rows.file(node.fileKey) ?? []);
  if (files.length === 0) {
    const targets = await batchTargets(
      rows,
      () => allRows(services),
      args,
      row => row.retryable,
      none,
    );
    await Promise.all(targets.map(row => retryRow(services, row)));
    return;
  }
  const failed = files.filter(file => retryable.has(file.outcome));
  if (failed.length === 0) throw new Error('None of these files has failed: there is nothing to try again.');
  const byRow = groupBy(failed, file => file.parentKey);
  const retries = [...byRow].flatMap(([key, list]) => {
    const row = rows.get(key);
    return row
      ? retryRow(
          services,
          row,
          list.map(file => file.path),
        )
      : [];
  });
  await Promise.all(retries);
}

/** Rejects with the reason where the upload stands still. */
async function retryRow({ runner }: Services, row: BatchRow, paths?: readonly string[]): Promise<void> {
  const runId = runIdOf(row.key);
  if (runId === undefined) {
    throw new Error(
      `“${row.label}” was made elsewhere. Add it with “Add Batch by ID…” (${row.batchIds.join(', ')}) to try its files again.`,
    );
  }
  const run = await withProgress(`Sending ${row.label} again`, (report, signal) =>
    runner.retryFailed(runId, paths, { signal, onProgress: progressTo(report) }),
  );
  if (run.phase !== 'cancelled' && run.error) throw new Error(run.error);
}
