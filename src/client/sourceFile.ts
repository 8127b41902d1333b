import { open } from 'node:fs/promises';
import type { UploadSource } from './api';
import { ApiError } from './errors';

/** Bytes read at a time. */
const chunkBytes = 128 * 1024;

/** A file opened for one upload attempt. */
export interface SourceFile {
  /** Bytes when it was opened. */
  size: number;
  /** Its bytes, exactly `size` of them; throws an ApiError of kind `invalid` where the file changed meanwhile. */
  chunks(): AsyncGenerator<Uint8Array>;
  close(): Promise<void>;
}

/** Rejects with an ApiError of kind `invalid` when the path is no readable file. */
export async function openSourceFile(source: UploadSource): Promise<SourceFile> {
  const handle = await open(source.path, 'r').catch(error => {
    throw unreadable(source, error);
  });
  const before = await handle.stat();
  if (!before.isFile()) {
    await handle.close();
    throw new ApiError('invalid', `"${source.fileName}" is not a file. Leave it out of the upload.`);
  }
  const { version } = source;
  if (version && (before.size !== version.bytes || before.mtimeMs !== version.modified)) {
    await handle.close();
    throw new ApiError(
      'invalid',
      'The file was changed after it was planned. Start again to parse its new version.',
    );
  }

  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < before.size; ) {
      // A new buffer each time: the one handed out may still wait in a socket.
      const buffer = new Uint8Array(Math.min(chunkBytes, before.size - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at).catch(error => {
        throw unreadable(source, error);
      });
      if (bytesRead === 0) throw changed(source);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    const after = await handle.stat();
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) throw changed(source);
  }

  let closing: Promise<void> | undefined;
  return {
    size: before.size,
    chunks,
    close: () => {
      closing ??= handle.close();
      return closing;
    },
  };
}

function changed(source: UploadSource): ApiError {
  return new ApiError(
    'invalid',
    `"${source.fileName}" was changed while it was being uploaded. Upload it again once it is saved.`,
  );
}

function unreadable(source: UploadSource, cause: unknown): ApiError {
  // The system's own message holds the path, and this sentence goes into reports.
  const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
  return new ApiError(
    'invalid',
    `"${source.fileName}" could not be read (${code}). Check that it exists and may be read.`,
    { cause },
  );
}
