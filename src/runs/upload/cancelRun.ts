import { delay } from '../../base/clock';
import { drain } from '../../base/concurrency';
import { messageOf } from '../../base/log';
import { jobKinds } from '../jobKinds';
import { checkConfiguration } from './checkConfiguration';
import { lateMs } from './doubts';
import { batchEvent, removeDirectory } from './fillDirectories';
import { isRefusal } from './runErrors';
import { catchUpJobs } from './submitFiles';
import {
  filesWithOpenJobs,
  hasWork,
  openBatches,
  openDirectory,
  unsentFiles,
  unsubmittedFiles,
} from './unsent';
import type { UploadContext } from './uploadContext';

type CancelContext = Omit<UploadContext, 'progress' | 'webhooks'>;
type WorkContext = Pick<UploadContext, 'cloud' | 'run' | 'append' | 'request' | 'concurrency' | 'log'>;

/**
 * Cancels the batches and the jobs of a run that have not ended. An answer that one has ended already is no error.
 * Rejects with the first error of another kind after all have been asked.
 */
export async function cancelWork(context: WorkContext): Promise<void> {
  const { cloud, run, append, request, concurrency } = context;
  const errors: unknown[] = [];
  await drain(openBatches(run()), concurrency, async batchId => {
    await unlessEnded(context, `batch ${batchId}`, errors, async () => {
      const { status } = await cloud.cancelBatch(batchId, request);
      await append({ type: 'batchStatus', batchId, status });
    });
  });
  await drain(filesWithOpenJobs(run()), concurrency, async ({ jobId }) => {
    await unlessEnded(context, `job ${jobId}`, errors, () =>
      jobKinds[run().jobType].cancel(cloud, jobId, request),
    );
  });
  if (errors.length > 0) throw errors[0];
}

async function unlessEnded(
  { log }: WorkContext,
  what: string,
  errors: unknown[],
  cancel: () => Promise<unknown>,
): Promise<void> {
  try {
    await cancel();
  } catch (error) {
    if (isRefusal(error)) log.info(`The ${what} was not cancelled: ${messageOf(error)}`);
    else errors.push(error);
  }
}

/**
 * Ends a run that is being uploaded, as its person asked: what is not in a batch yet is taken off the server, batches
 * and jobs are cancelled. Where the server has to end them, or has ended some, the run is `running` until that is
 * known; else it is `cancelled`.
 */
export async function cancelUpload(context: CancelContext): Promise<void> {
  const { run, append, clock, lookups, request } = context;
  // What was being made when the person cancelled may yet come to be: it would run, and cost, unseen.
  if (lookups.doubts.any) await delay(clock, lateMs, request.signal);
  if (run().mode === 'jobs') await catchUpJobs(context);
  else await leaveDirectory(context);
  await cancelWork(context);
  if (hasWork(run())) await checkConfiguration(context);
  const at = clock.now();
  if (!hasWork(run())) return append({ type: 'phase', phase: 'cancelled', error: null, at });
  await append(
    ...unsubmittedFiles(run()).map(({ path }) => ({
      type: 'outcome' as const,
      path,
      outcome: 'cancelled' as const,
      error: null,
      pages: null,
      failedPages: 0,
    })),
    { type: 'phase', phase: 'running', error: null, at },
  );
}

/** The directory that was being filled goes, unless a batch was made over it. */
async function leaveDirectory(context: CancelContext): Promise<void> {
  const { run, lookups, append, maxBatchFiles } = context;
  const open = openDirectory(run());
  if (!open) return;
  const mayHaveBatch = open.sent >= maxBatchFiles || (open.sent > 0 && unsentFiles(run()).length === 0);
  const batch = mayHaveBatch ? await lookups.batch(open.id) : undefined;
  if (batch) await append(batchEvent(open.id, batch));
  else await removeDirectory(context, open.id);
}
