import { ApiError } from '../../client/errors';
import type { ParseJob } from '../../protocol/parseJobs';
import type { RunEvent } from '../ledgerEvents';
import type { RunFile } from '../run';
import { eachFile, failure } from './eachFile';
import { jobTags } from './lookups';
import { type FileProblem, sentenceOf } from './runErrors';
import { nowhere, startNoted, storedCopy } from './sendFile';
import { sourceOf, sourceProblem } from './source';
import { unsubmittedFiles } from './unsent';
import type { UploadContext } from './uploadContext';

/** Mode `jobs`: every file that is in no batch becomes a parse job of its own, or has failed. */
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
      return job ? submitted(file, file.sha256, file.fileId, job) : [];
    }),
  );
  doubts.settle();
}

/**
 * Makes one file a job, at most once, and writes it down before and after. Rejects as {@link sendFile} does; with
 * `not_found` only where more than this file is unknown.
 */
async function submitFile(context: UploadContext, file: RunFile): Promise<void> {
  const { append, lookups } = context;
  const problem = await sourceProblem(file);
  const fileId = storedCopy(context, file, problem);
  if (fileId === null && problem) throw problem;
  const noted = startNoted(context, file);
  const parsed = fileId === null ? undefined : await parseStored(context, file, fileId, problem);
  const { job, sha256 } = parsed ?? (await upload(context, file));
  lookups.doubts.made(job);
  await noted;
  await append(submitted(file, sha256, parsed ? fileId : null, job));
}

interface Submitted {
  job: ParseJob;
  sha256: string | null;
}

/** Undefined where the server has the copy no more and the file can be sent instead. */
async function parseStored(
  context: UploadContext,
  file: RunFile,
  fileId: string,
  problem: FileProblem | undefined,
): Promise<Submitted | undefined> {
  const { cloud, request } = context;
  const body = { ...fieldsOf(context, file), file_id: fileId };
  try {
    return {
      job: await once(context, file, () => cloud.createParse(body, request)),
      sha256: file.sha256,
    };
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    if (problem) throw nowhere(problem);
    return undefined;
  }
}

async function upload(context: UploadContext, file: RunFile): Promise<Submitted> {
  const { cloud, progress, request } = context;
  let sha256: string | null = null;
  const options = {
    ...request,
    onProgress: (sentBytes: number) => progress.sending(file.path, sentBytes),
    onHash: (hash: string) => {
      sha256 = hash;
    },
  };
  const fields = fieldsOf(context, file);
  const job = await once(context, file, () => cloud.uploadParse(sourceOf(file), fields, options));
  return { job, sha256 };
}

/** A request whose answer is lost may have made a job: it is looked for by its tags before another one is made. */
function once(
  { lookups, origin }: UploadContext,
  file: RunFile,
  create: () => Promise<ParseJob>,
): Promise<ParseJob> {
  const since = lookups.doubts.jobsFromNow(origin, file);
  const find = async () => (await lookups.jobs(origin, [file], since)).get(file.path);
  return lookups.createOnce(create, find, since);
}

function fieldsOf({ origin }: UploadContext, file: RunFile) {
  return { configuration_id: origin.configuration.id, user_metadata: jobTags(origin, file) };
}

function submitted(file: RunFile, sha256: string | null, fileId: string | null, job: ParseJob): RunEvent {
  return { type: 'submitted', path: file.path, sha256, fileId, jobId: job.id };
}
