import { ApiError } from '../../client/errors';
import type { RunEvent } from '../ledgerEvents';
import type { RunFile } from '../run';
import { classifyFile } from './classifyFile';
import { eachFile, failure } from './eachFile';
import type { MadeJob } from './lookups';
import { parseFile } from './parseFile';
import { sentenceOf } from './runErrors';
import { startNoted, storedCopy } from './sendFile';
import { sourceProblem } from './source';
import { unsubmittedFiles } from './unsent';
import type { UploadContext } from './uploadContext';

/** Mode `jobs`: every file that is in no batch becomes a job of its own, or has failed. */
export async function submitFiles(context: UploadContext): Promise<void> {
  await catchUpJobs(context);
  try {
    await eachFile(context, unsubmittedFiles(context.run()), file => submitFile(context, file));
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    // The project or the configuration is unknown: every other file would be refused too.
    const refused = unsubmittedFiles(context.run()).map(file => failure(file, sentenceOf(error)));
    await context.append(...refused);
  }
}

/** Writes down the jobs that the server may have though the ledger does not say so; asks nothing without a doubt. */
export async function catchUpJobs({
  run,
  lookups,
  append,
}: Pick<UploadContext, 'run' | 'lookups' | 'append'>): Promise<void> {
  const { doubts } = lookups;
  const files = unsubmittedFiles(run());
  if (!doubts.any || files.length === 0) return;
  const found = await lookups.jobs(run(), files, doubts.jobsUntilNow(run(), files));
  await append(
    ...files.flatMap(file => {
      const job = found.get(file.path);
      const fileId = file.fileId ?? job?.fileId ?? null;
      return job ? submitted(file, { job, sha256: file.sha256, fileId }) : [];
    }),
  );
  doubts.settle();
}

/** A file that has become a job. */
export interface Submitted {
  job: MadeJob;
  sha256: string | null;
  /** The server's copy of it; null where the server did not tell. */
  fileId: string | null;
}

/**
 * Makes one file a job, at most once, and writes it down before and after. Rejects as {@link sendFile} does; with
 * `not_found` only where more than this file is unknown.
 */
async function submitFile(context: UploadContext, file: RunFile): Promise<void> {
  const { append, lookups, origin } = context;
  const problem = await sourceProblem(file);
  const fileId = storedCopy(context, file, problem);
  if (fileId === null && problem) throw problem;
  const noted = startNoted(context, file);
  const submit = origin.jobType === 'classify_v2' ? classifyFile : parseFile;
  const made = await submit(context, file, fileId, problem);
  lookups.doubts.made(made.job);
  await noted;
  await append(submitted(file, made));
}

function submitted({ path }: RunFile, { job, sha256, fileId }: Submitted): RunEvent {
  return { type: 'submitted', path, sha256, fileId, jobId: job.id };
}
