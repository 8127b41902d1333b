import type { ParseJob } from '../../protocol/parseJobs';
import type { RunFile } from '../run';
import { jobTags } from './lookups';
import type { FileProblem } from './runErrors';
import { ofStoredCopy } from './sendFile';
import { sending } from './sending';
import { sourceOf } from './source';
import type { Submitted } from './submitFiles';
import type { UploadContext } from './uploadContext';

/**
 * Makes a file a parse job: by the server's copy where it has one, else by sending it. Rejects with a FileProblem where
 * neither is to be had, and with the client's errors.
 */
export async function parseFile(
  context: UploadContext,
  file: RunFile,
  fileId: string | null,
  problem: FileProblem | undefined,
): Promise<Submitted> {
  const stored =
    fileId === null ? undefined : await ofStoredCopy(problem, () => parseStored(context, file, fileId));
  return stored ?? upload(context, file);
}

async function parseStored(context: UploadContext, file: RunFile, fileId: string): Promise<Submitted> {
  const { cloud, request } = context;
  const body = { ...fieldsOf(context, file), file_id: fileId };
  const job = await once(context, file, () => cloud.createParse(body, request));
  return { job, sha256: file.sha256, fileId };
}

async function upload(context: UploadContext, file: RunFile): Promise<Submitted> {
  const { cloud } = context;
  const { options, sha256 } = sending(context, file);
  const fields = fieldsOf(context, file);
  const job = await once(context, file, () => cloud.uploadParse(sourceOf(file), fields, options));
  return { job, sha256: sha256(), fileId: null };
}

/** A request whose answer is lost may have made a job: it is looked for by its tags before another one is made. */
function once(
  { lookups, origin }: UploadContext,
  file: RunFile,
  create: () => Promise<ParseJob>,
): Promise<{ id: string; created_at: string | null }> {
  const since = lookups.doubts.jobsFromNow(origin, file);
  const find = async () => (await lookups.jobs(origin, [file], since)).get(file.path);
  return lookups.createOnce<{ id: string; created_at: string | null }>(create, find, since);
}

function fieldsOf({ origin }: UploadContext, file: RunFile) {
  return { configuration_id: origin.configuration.id, user_metadata: jobTags(origin, file) };
}
