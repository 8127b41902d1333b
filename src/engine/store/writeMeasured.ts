import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { flush } from './blobs';

/**
 * Writes streams, each through the next, to a new file that is on the disk when this resolves, and measures what arrives
 * there. Rejects with `tooLarge` as soon as that is over `maxBytes`; the file is then the caller's to remove.
 */
export async function writeMeasured(
  source: readonly [Readable, ...NodeJS.ReadWriteStream[]],
  path: string,
  { maxBytes, tooLarge, signal }: { maxBytes: number; tooLarge: Error; signal: AbortSignal },
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > maxBytes) done(tooLarge);
      else done(null, chunk);
    },
  });
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  await pipeline([...source, measure, target], { signal });
  await flush(path);
  return { sha256: hash.digest('hex'), size };
}
