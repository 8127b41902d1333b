import type { RunFile } from '../run';
import type { UploadContext } from './uploadContext';

/** Options of a request that sends a file: it tells how far it is, and afterwards the SHA-256 of what was sent. */
export function sending({ request, progress }: UploadContext, { path }: RunFile) {
  let sha256: string | null = null;
  const options = {
    ...request,
    onProgress: (sentBytes: number) => progress.sending(path, sentBytes),
    onHash: (hash: string) => {
      sha256 = hash;
    },
  };
  return { options, sha256: (): string | null => sha256 };
}
