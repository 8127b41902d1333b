import { stat } from 'node:fs/promises';
import { extname, posix } from 'node:path';
import type { UploadSource } from '../../client/api';
import type { PlannedFile } from '../run';
import { FileProblem } from './runErrors';

/** Why the file on this machine cannot be sent as it was planned; undefined where it can. */
export async function sourceProblem(file: PlannedFile): Promise<FileProblem | undefined> {
  if (file.source === '')
    return new FileProblem('Its original is not known here. Parse it from its folder instead.');
  try {
    const { size, mtimeMs } = await stat(file.source);
    if (size === file.bytes && mtimeMs === file.modified) return undefined;
    return new FileProblem(
      'The file was changed after it was planned. Start again to parse its new version.',
    );
  } catch (error) {
    return unreadable(error);
  }
}

/** The file as the client sends it: only in the version that was planned. */
export function sourceOf(file: PlannedFile): UploadSource {
  const { source: path, bytes, modified } = file;
  return { path, fileName: sentName(file), version: { bytes, modified } };
}

/**
 * The file name to send: its extension decides how the file is parsed, so it is the true one, and in lower case since
 * servers have refused ".PDF" (LlamaCloud API docs).
 */
function sentName({ path, extension }: PlannedFile): string {
  const name = posix.basename(path);
  if (extension) return name + extension;
  const own = extname(name);
  return name.slice(0, name.length - own.length) + own.toLowerCase();
}

function unreadable(error: unknown): FileProblem {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new FileProblem('The file is not there any more. Start again without it.');
  // The system's own message holds the path, and this sentence goes into reports.
  return new FileProblem(
    `The file could not be read (${code ?? 'unknown error'}). Check that it may be read.`,
  );
}
