import { stat } from 'node:fs/promises';
import { extname, posix } from 'node:path';
import { hashFile } from '../../base/hashFile';
import { messageOf } from '../../base/log';
import { ApiError } from '../../client/errors';
import type { DirectoryFile } from '../../protocol/directoryFiles';
import type { PlannedFile } from '../run';
import { FileProblem } from './runErrors';
import type { UploadContext } from './uploadContext';

/**
 * Sends one file to a directory, at most once, and writes it down before and after. Rejects with a FileProblem where
 * the file is not what was planned, with the client's errors, or with the signal's reason.
 */
export async function sendFile(
  context: UploadContext,
  directoryId: string,
  file: PlannedFile,
): Promise<void> {
  const { append, cloud, lookups, progress, request } = context;
  await requireUnchanged(file);
  const sha256 = await hashOf(file, request.signal);
  await append({ type: 'uploading', path: file.path });
  const fields = {
    display_name: posix.basename(file.path),
    unique_id: file.path,
    metadata: { path: file.path, sha256 },
  };
  const source = { path: file.source, fileName: sentName(file) };
  const onProgress = (sentBytes: number) => progress.sending(file.path, sentBytes);
  const find = () => lookups.file(directoryId, file.path);
  const send = () => cloud.uploadDirectoryFile(directoryId, source, fields, { ...request, onProgress });
  let sent: DirectoryFile | undefined;
  try {
    sent = await lookups.createOnce(send, find);
  } catch (error) {
    // A server may answer so to the second copy of a file that it has.
    if (ApiError.is(error, 'conflict')) sent = await find();
    if (!sent) throw error;
  }
  await requireUnchanged(file);
  const { id: directoryFileId, file_id: fileId } = sent;
  await append({ type: 'uploaded', path: file.path, sha256, directoryId, directoryFileId, fileId });
}

/**
 * The file name to send: its extension decides how the file is parsed, so it is the true one, and in lower case since
 * servers have refused ".PDF" (LlamaCloud API docs).
 */
export function sentName({ path, extension }: PlannedFile): string {
  const name = posix.basename(path);
  if (extension) return name + extension;
  const own = extname(name);
  return name.slice(0, name.length - own.length) + own.toLowerCase();
}

async function requireUnchanged(file: PlannedFile): Promise<void> {
  const { size, mtimeMs } = await stat(file.source).catch(error => {
    throw unreadable(error);
  });
  if (size === file.bytes && mtimeMs === file.modified) return;
  throw new FileProblem('The file was changed after it was planned. Start again to parse its new version.');
}

async function hashOf(file: PlannedFile, signal: AbortSignal): Promise<string> {
  try {
    return await hashFile(file.source, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw unreadable(error);
  }
}

function unreadable(error: unknown): FileProblem {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new FileProblem('The file is not there any more. Start again without it.');
  return new FileProblem(`The file could not be read: ${messageOf(error)}. Check that it may be read.`);
}
