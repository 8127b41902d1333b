import type { FileHandle } from 'node:fs/promises';

/** A file that is read in places, so that a large one costs no more memory than a small one. */
export interface Bytes {
  readonly size: number;
  /** Bytes from `at` on; fewer than `length` at the end of the file, none beyond it. */
  read(at: number, length: number): Promise<Buffer>;
}

/** Not the format that the extension says, or broken: nothing can be counted. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** The bytes of an open file; the signal ends the reading. */
export function fileBytes(handle: FileHandle, size: number, signal: AbortSignal): Bytes {
  return {
    size,
    async read(at, length) {
      signal.throwIfAborted();
      const wanted = clamp(length, 0, size - clamp(at, 0, size));
      if (wanted === 0) return Buffer.alloc(0);
      const buffer = Buffer.allocUnsafe(wanted);
      const { bytesRead } = await handle.read(buffer, 0, wanted, at);
      return buffer.subarray(0, bytesRead);
    },
  };
}

/** The bytes of a file, piece by piece from `from` to `to`. */
export async function* pieces(bytes: Bytes, from = 0, to = bytes.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to; ) {
    const piece = await bytes.read(at, Math.min(pieceBytes, to - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}

const pieceBytes = 256 * 1024;

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
