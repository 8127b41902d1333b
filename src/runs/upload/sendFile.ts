import { posix } from 'node:path';
import { ApiError } from '../../client/errors';
import type { DirectoryFile } from '../../protocol/directoryFiles';
import type { RunFile } from '../run';
import { FileProblem } from './runErrors';
import { sending } from './sending';
import { sourceOf, sourceProblem } from './source';
import type { UploadContext } from './uploadContext';

/** How long a server keeps the bytes of a file, in milliseconds (LlamaCloud API docs: 48 h). */
export const storedMs = 2 * 24 * 60 * 60 * 1000;

/**
 * Puts one file into a directory, at most once, and writes it down before and after: by the server's own copy where it
 * has one, else by sending it. Rejects with a FileProblem where neither is to be had as planned, with the client's
 * errors, or with the signal's reason.
 */
export async function sendFile(context: UploadContext, directoryId: string, file: RunFile): Promise<void> {
  const { append, lookups } = context;
  const problem = await sourceProblem(file);
  const fileId = storedCopy(context, file, problem);
  if (fileId === null && problem) throw problem;
  const noted = startNoted(context, file);
  const find = () => lookups.file(directoryId, file.path);
  const added = fileId === null ? undefined : await addStored(context, directoryId, file, fileId, problem);
  const sent = added ?? (await upload(context, directoryId, file, find));
  const { id: directoryFileId, file_id } = sent.file;
  const sha256 = hashOf(sent.file) ?? sent.sha256;
  await noted;
  await append({ type: 'uploaded', path: file.path, sha256, directoryId, directoryFileId, fileId: file_id });
}

/**
 * Notes that a file is on its way, without keeping it waiting for the disk: whoever takes the run over looks for all
 * that may be on the server, noted or not.
 */
export function startNoted({ append }: UploadContext, { path }: RunFile): Promise<void> {
  const noted = append({ type: 'uploading', path });
  // Told where it is waited for; a sending that fails first has its own error.
  noted.catch(() => undefined);
  return noted;
}

/** Id of the server's copy that is to be used; null where the file is to be sent. */
export function storedCopy(
  { clock, origin }: UploadContext,
  { fileId }: RunFile,
  problem: FileProblem | undefined,
): string | null {
  // A copy that has outlived its time may still be named, yet have no bytes any more.
  const mayBeGone = clock.now() - origin.startedAt > storedMs;
  return mayBeGone && !problem ? null : fileId;
}

/**
 * What is made of the server's copy; undefined where the server has it no more and the file can be sent instead. Rejects
 * with a FileProblem where that is not to be had either.
 */
export async function ofStoredCopy<T>(
  problem: FileProblem | undefined,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    if (problem) throw nowhere(problem);
    return undefined;
  }
}

/** The copy that the server no longer has, and the original that cannot be sent. */
function nowhere(problem: FileProblem): FileProblem {
  return new FileProblem(`The server no longer has the bytes of this file. ${problem.message}`);
}

/** The SHA-256 that was sent with a file. */
export function hashOf({ metadata }: DirectoryFile): string | null {
  const hash = metadata?.['sha256'];
  return typeof hash === 'string' ? hash : null;
}

interface Sent {
  file: DirectoryFile;
  sha256: string | null;
}

/** Undefined where the server has the copy no more and the file can be sent instead. */
async function addStored(
  { cloud, lookups, request }: UploadContext,
  directoryId: string,
  file: RunFile,
  fileId: string,
  problem: FileProblem | undefined,
): Promise<Sent | undefined> {
  const { path, sha256 } = file;
  const metadata = sha256 === null ? { path } : { path, sha256 };
  const body = { file_id: fileId, display_name: posix.basename(path), unique_id: path, metadata };
  try {
    const added = await lookups.createOnce(
      () => cloud.addDirectoryFile(directoryId, body, request),
      () => lookups.file(directoryId, path),
    );
    return { file: added, sha256 };
  } catch (error) {
    if (!ApiError.is(error, 'not_found')) throw error;
    // What is unknown may be the directory; getDirectory then says so itself.
    await cloud.getDirectory(directoryId, request);
    if (problem) throw nowhere(problem);
    return undefined;
  }
}

async function upload(
  context: UploadContext,
  directoryId: string,
  file: RunFile,
  find: () => Promise<DirectoryFile | undefined>,
): Promise<Sent> {
  const { cloud, lookups } = context;
  const { path } = file;
  const fields = {
    display_name: posix.basename(path),
    unique_id: path,
    metadata: (hash: string) => ({ path, sha256: hash }),
  };
  const { options, sha256 } = sending(context, file);
  const sent = await lookups.createOnce(
    () => cloud.uploadDirectoryFile(directoryId, sourceOf(file), fields, options),
    find,
  );
  return { file: sent, sha256: sha256() };
}
