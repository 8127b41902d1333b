import { messageOf } from '../../base/log';
import { terminalBatchStatuses } from '../../protocol/batches';
import { isRefusal } from './runErrors';
import type { UploadContext } from './uploadContext';
import { batchEvent, openDirectory, removeDirectory, unsentFiles } from './uploadRun';

type CancelContext = Pick<
  UploadContext,
  'cloud' | 'lookups' | 'run' | 'append' | 'request' | 'clock' | 'log' | 'maxBatchFiles'
>;

/**
 * Cancels the batches of a run that have not ended. An answer that one has ended already is no error. Rejects with the
 * first error of another kind after all have been asked.
 */
export async function cancelBatches({ cloud, run, append, request, log }: CancelContext): Promise<void> {
  const errors: unknown[] = [];
  for (const { batchId, status } of run().batches) {
    if (batchId === null || (status && terminalBatchStatuses.has(status))) continue;
    try {
      const batch = await cloud.cancelBatch(batchId, request);
      await append({ type: 'batchStatus', batchId, status: batch.status });
    } catch (error) {
      if (isRefusal(error)) log.info(`The batch ${batchId} was not cancelled: ${messageOf(error)}`);
      else errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/**
 * Ends a run that is being uploaded, as its person asked: what is not in a batch yet is taken off the server, batches
 * are cancelled. Without any batch the run is `cancelled`; with some it is `running` until the server has ended them.
 */
export async function cancelUpload(context: CancelContext): Promise<void> {
  const { run, lookups, append, clock, maxBatchFiles } = context;
  const open = openDirectory(run());
  if (open) {
    const mayHaveBatch = open.sent >= maxBatchFiles || (open.sent > 0 && unsentFiles(run()).length === 0);
    const batch = mayHaveBatch ? await lookups.batch(open.id) : undefined;
    if (batch) await append(batchEvent(open.id, batch));
    else await removeDirectory(context, open.id);
  }
  await cancelBatches(context);
  if (run().batches.length === 0) {
    return append({ type: 'phase', phase: 'cancelled', error: null, at: clock.now() });
  }
  await append(
    ...unsentFiles(run()).map(({ path }) => ({
      type: 'outcome' as const,
      path,
      outcome: 'cancelled' as const,
      error: null,
      pages: null,
      failedPages: 0,
    })),
    { type: 'phase', phase: 'running', error: null, at: clock.now() },
  );
}
