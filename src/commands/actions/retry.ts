import { groupBy } from '../../base/groupBy';
import { runIdOf } from '../../runs/keys';
import { retryable } from '../../runs/retryable';
import type { BatchRow } from '../../runs/rows';
import type { Services } from '../../services';
import { refuseInRestrictedMode } from '../restrictedMode';
import { goOn } from '../rowActions';
import { batchTargets, nodesOf } from '../targets';
import { runRows } from './runRows';

const none = 'There is no ended batch here with files that could be tried again.';

/** **Retry Failed Files**: of whole batches, or of the files that are selected. */
export async function retryFailed(services: Services, args: readonly unknown[]): Promise<void> {
  refuseInRestrictedMode();
  const { rows } = services;
  const files = nodesOf('file', args[0], args[1]).flatMap(node => rows.file(node.fileKey) ?? []);
  if (files.length === 0) {
    const fits = (row: BatchRow) => row.retryable;
    const targets = await batchTargets(rows, async () => runRows(services), args, fits, none);
    await Promise.all(targets.map(row => retryRow(services, row)));
    return;
  }
  const failed = files.filter(file => retryable.has(file.outcome));
  if (failed.length === 0) throw new Error('None of these files has failed: there is nothing to try again.');
  const retries: Promise<void>[] = [];
  for (const [key, list] of groupBy(failed, file => file.parentKey)) {
    const row = rows.get(key);
    const paths = list.map(file => file.path);
    if (row) retries.push(retryRow(services, row, paths));
  }
  await Promise.all(retries);
}

async function retryRow(services: Services, row: BatchRow, paths?: readonly string[]): Promise<void> {
  if (runIdOf(row.key) === undefined) {
    throw new Error(
      `“${row.label}” was made elsewhere. Add it with “Add Batch by ID…” (${row.batchIds.join(', ')}) to try its files again.`,
    );
  }
  await goOn(row, (runId, options) => services.runner.retryFailed(runId, paths, options));
}
