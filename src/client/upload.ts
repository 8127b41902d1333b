import type { DirectoryFileFields } from '../protocol/directoryFiles';
import type { UploadSource } from './api';
import { ApiError } from './errors';
import { frameFile } from './multipart';
import { openSourceFile } from './sourceFile';

/**
 * The body of one upload attempt: a multipart form that is read from disk as it is sent, its length known before. fetch
 * sends a stream with the content-length that it is given, and keeps no more of it than the socket takes as long as
 * redirects are refused (measured on Node 20, 22 and 24: +35 MB for a file of 1.2 GB; FormData with a file blob keeps
 * the whole file).
 */
export interface UploadBody {
  contentType: string;
  /** Bytes of the whole body. */
  length: number;
  /** The body, to be read once; `touch` is called for each piece that is taken. */
  stream(touch: () => void): ReadableStream<Uint8Array>;
  /** Why the body broke off, where the file was the reason and not the network. */
  readonly failure: ApiError | undefined;
  /** Lets the file go; must be called however the attempt ended. */
  close(): Promise<void>;
}

/** Opens a file for one attempt; `onProgress` hears the file's bytes sent so far, from 0. Errors: see openSourceFile. */
export async function openUpload(
  source: UploadSource,
  fields: DirectoryFileFields,
  onProgress?: (sentBytes: number) => void,
): Promise<UploadBody> {
  const file = await openSourceFile(source);
  const { metadata, ...texts } = fields;
  const form = frameFile(
    { ...texts, metadata: metadata && JSON.stringify(metadata) },
    'upload_file',
    source.fileName,
  );
  let failure: ApiError | undefined;
  onProgress?.(0);

  async function* pieces(touch: () => void): AsyncGenerator<Uint8Array> {
    yield form.head;
    let sent = 0;
    try {
      for await (const chunk of file.chunks()) {
        yield chunk;
        touch();
        sent += chunk.length;
        onProgress?.(sent);
      }
    } catch (error) {
      if (ApiError.is(error)) failure = error;
      throw error;
    }
    yield form.tail;
  }

  return {
    contentType: form.contentType,
    length: form.head.length + file.size + form.tail.length,
    stream: touch => ReadableStream.from(pieces(touch)),
    get failure() {
      return failure;
    },
    close: file.close,
  };
}
