import { ApiError } from '../../client/errors';
import type { RunFile } from '../run';
import { jobKey } from './lookups';
import { type FileProblem, isRefusal } from './runErrors';
import { nowhere } from './sendFile';
import { sourceOf } from './source';
import type { Submitted } from './submitFiles';
import type { UploadContext } from './uploadContext';

/**
 * Makes a file a classify job: of the server's copy where it has one, else it is stored first. The key of the file and
 * its attempt goes along with both requests, so that neither makes a second thing. Rejects as {@link parseFile} does.
 */
export async function classifyFile(
  context: UploadContext,
  file: RunFile,
  fileId: string | null,
  problem: FileProblem | undefined,
): Promise<Submitted> {
  const classified = fileId === null ? undefined : await classifyStored(context, file, fileId, problem);
  if (classified) return classified;
  const { fileId: stored, sha256 } = await store(context, file);
  return { job: await classify(context, file, stored), sha256, fileId: stored };
}

/** Undefined where the server has the copy no more and the file can be sent instead. */
async function classifyStored(
  context: UploadContext,
  file: RunFile,
  fileId: string,
  problem: FileProblem | undefined,
): Promise<Submitted | undefined> {
  try {
    return { job: await classify(context, file, fileId), sha256: file.sha256, fileId };
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    if (problem) throw nowhere(problem);
    return undefined;
  }
}

async function classify(context: UploadContext, file: RunFile, fileId: string) {
  const { cloud, request, origin, lookups } = context;
  const body = {
    ...{ file_input: fileId, configuration_id: origin.configuration.id },
    transaction_id: jobKey(origin, file),
  };
  try {
    return await cloud.createClassify(body, request);
  } catch (error) {
    // The job may be there: whoever cancels the run has to look for it.
    const mayBeMade = request.signal.aborted || !isRefusal(error);
    if (mayBeMade) lookups.doubts.add(lookups.doubts.jobsFromNow(origin, file));
    throw error;
  }
}

/** Stores the bytes, at most once: a copy that an answer was lost of is found by its key. */
async function store(
  context: UploadContext,
  file: RunFile,
): Promise<{ fileId: string; sha256: string | null }> {
  const { cloud, progress, request, origin, lookups } = context;
  const external_file_id = jobKey(origin, file);
  let sha256: string | null = null;
  const options = {
    ...request,
    onProgress: (sentBytes: number) => progress.sending(file.path, sentBytes),
    onHash: (hash: string) => {
      sha256 = hash;
    },
  };
  const upload = () => cloud.uploadFile(sourceOf(file), { purpose: 'classify', external_file_id }, options);
  const find = () => lookups.storedFile(external_file_id);
  try {
    const { id } = await lookups.createOnce(upload, find, lookups.doubts.jobsFromNow(origin, file));
    return { fileId: id, sha256 };
  } catch (error) {
    // An earlier window stored it: the server takes no second file of one key.
    const there = isRefusal(error) ? await find() : undefined;
    if (!there) throw error;
    return { fileId: there.id, sha256 };
  }
}
