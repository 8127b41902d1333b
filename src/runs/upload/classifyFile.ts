import type { RunFile } from '../run';
import { jobKey } from './lookups';
import { type FileProblem, isRefusal } from './runErrors';
import { ofStoredCopy } from './sendFile';
import { sending } from './sending';
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
  const there = fileId === null ? undefined : { fileId, sha256: file.sha256 };
  const classified = there && (await ofStoredCopy(problem, () => submit(context, file, there)));
  return classified ?? submit(context, file, await store(context, file));
}

type Stored = Pick<Submitted, 'sha256'> & { fileId: string };

async function submit(context: UploadContext, file: RunFile, stored: Stored): Promise<Submitted> {
  return { job: await classify(context, file, stored.fileId), ...stored };
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
async function store(context: UploadContext, file: RunFile): Promise<Stored> {
  const { cloud, origin, lookups } = context;
  const external_file_id = jobKey(origin, file);
  const { options, sha256 } = sending(context, file);
  const upload = () => cloud.uploadFile(sourceOf(file), { purpose: 'classify', external_file_id }, options);
  const find = () => lookups.storedFile(external_file_id);
  try {
    const { id } = await lookups.createOnce(upload, find, lookups.doubts.jobsFromNow(origin, file));
    return { fileId: id, sha256: sha256() };
  } catch (error) {
    // An earlier window stored it: the server takes no second file of one key.
    const there = isRefusal(error) ? await find() : undefined;
    if (!there) throw error;
    return { fileId: there.id, sha256: sha256() };
  }
}
