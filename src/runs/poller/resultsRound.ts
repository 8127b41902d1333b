import { drain } from '../../base/concurrency';
import { type Batch, type BatchResult, terminalBatchStatuses } from '../../protocol/batches';
import { type Verdict, verdictOf } from '../outcomes';
import { finalOutcomes } from '../run';
import { ask, type RoundContext, roundWidth } from './ask';
import type { FileChange, OpenFile } from './subject';
import type { Watch } from './watch';

/** Answers of a batch at its end after which a file that is in none of them has no result. */
const mostFinalResults = 3;
const withoutResult: Verdict = {
  outcome: 'failed',
  error: 'The batch ended without a result for this file. Parse the file again.',
  pages: null,
  failedPages: 0,
};

/**
 * Batches whose results are to be read: those that ended with files that have no job yet, and those that run and whose
 * results were not asked for since they do. Where requests cost nothing, any batch with files without a job.
 */
export function awaitingResults(watches: readonly Watch[], context: RoundContext): Watch[] {
  return watches
    .filter(({ subject, resultsRound, resultsStatus }) => {
      const { status } = subject;
      if (status === 'FAILED' || resultsRound === context.round) return false;
      if (!subject.openFiles().some(file => file.jobId === null)) return false;
      const asksEarly = !context.thrifty || (status === 'RUNNING' && resultsStatus !== status);
      return terminalBatchStatuses.has(status) || asksEarly;
    })
    .sort((a, b) => a.resultsRound - b.resultsRound);
}

/** Reads the results of batches; true when they brought news. */
export async function readResults(context: RoundContext, watches: readonly Watch[]): Promise<boolean> {
  let changed = false;
  await drain(watches, roundWidth, async watch => {
    try {
      const batch = await ask(context, options =>
        context.client.getBatch(watch.subject.batchId, ['results'], options),
      );
      if (await watch.take(batch)) changed = true;
      if (await takeResults(context, watch, batch)) changed = true;
    } catch (error) {
      watch.resultsRound = context.round;
      if (await watch.takeFailure(error, context)) changed = true;
    }
  });
  return changed;
}

/**
 * Takes the results out of an answer that was asked for with them; true when they brought news. Where requests are
 * counted, the first jobs of a batch that runs are none: nobody waits for them closely.
 */
export async function takeResults(context: RoundContext, watch: Watch, batch: Batch): Promise<boolean> {
  const { subject } = watch;
  watch.resultsRound = context.round;
  watch.resultsStatus = batch.status;
  if (terminalBatchStatuses.has(subject.status)) watch.finalResults++;
  const byFile = new Map(batch.results?.map(result => [result.source_directory_file_id, result]));
  const files = subject
    .openFiles()
    .flatMap(file => changeOf(file, byFile.get(file.directoryFileId ?? ''), watch, batch.results !== null));
  if (files.length > 0) await subject.write({ files });
  return files.length > 0 && (!context.thrifty || terminalBatchStatuses.has(subject.status));
}

function changeOf(
  file: OpenFile,
  result: BatchResult | undefined,
  { subject, finalResults }: Watch,
  hasResults: boolean,
): FileChange[] {
  // The partial results of a failed batch are not trusted (LlamaCloud API docs).
  if (subject.status === 'FAILED') return [];
  const { id, jobId } = file;
  const reference = result?.job_reference;
  if (reference) return reference.id === jobId ? [] : [{ id, jobId: reference.id }];
  if (jobId !== null) return [];
  const waited = finalResults >= mostFinalResults;
  if (!result && subject.status === 'COMPLETED')
    return hasResults && waited ? [{ id, verdict: withoutResult }] : [];
  // While results are held back, files that finished before a cancel cannot be told from the others.
  if (!hasResults && subject.status === 'CANCELLED' && !waited) return [];
  const verdict = verdictOf({ batchStatus: subject.status, result });
  return finalOutcomes.has(verdict.outcome) ? [{ id, verdict }] : [];
}

/** Ends the files of failed batches that never got a job; true when there were any. */
export async function settleFailed(watches: readonly Watch[]): Promise<boolean> {
  let changed = false;
  for (const { subject } of watches) {
    if (subject.status !== 'FAILED') continue;
    const files = subject
      .openFiles()
      .filter(file => file.jobId === null)
      .map(({ id }) => ({ id, verdict: verdictOf({ batchStatus: 'FAILED' }) }));
    if (files.length === 0) continue;
    await subject.write({ files });
    changed = true;
  }
  return changed;
}
