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

/** What is read of a file at once: most documents that are small are read in one go, of large ones it is little. */
const blockBytes = 16 * 1024;
/** Blocks that are kept: the places that tell the pages lie close together. */
const keptBlocks = 4;

/** The bytes of an open file, read in blocks; the signal ends the reading. */
export function fileBytes(handle: FileHandle, size: number, signal: AbortSignal): Bytes {
  const blocks = new Map<number, Buffer>();

  async function readFrom(at: number, length: number): Promise<Buffer> {
    signal.throwIfAborted();
    const buffer = Buffer.allocUnsafe(length);
    const { bytesRead } = await handle.read(buffer, 0, length, at);
    return buffer.subarray(0, bytesRead);
  }

  async function block(start: number): Promise<Buffer> {
    const held = blocks.get(start);
    if (held) return held;
    const made = await readFrom(start, Math.min(blockBytes, size - start));
    const [oldest] = blocks.keys();
    if (blocks.size >= keptBlocks && oldest !== undefined) blocks.delete(oldest);
    blocks.set(start, made);
    return made;
  }

  return {
    size,
    async read(at, length) {
      const from = clamp(at, 0, size);
      const to = clamp(from + length, from, size);
      if (from === to) return Buffer.alloc(0);
      const first = from - (from % blockBytes);
      const last = to - 1 - ((to - 1) % blockBytes);
      if (last > first + blockBytes) return readFrom(from, to - from);
      const head = (await block(first)).subarray(from - first, to - first);
      return first === last ? head : Buffer.concat([head, (await block(last)).subarray(0, to - last)]);
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
