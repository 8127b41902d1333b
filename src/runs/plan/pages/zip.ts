import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { messageOf } from '../../../base/log';
import { type Bytes, pieces, Unreadable } from './bytes';

/** One file of an archive, as its central directory tells. */
export interface ZipEntry {
  name: string;
  /** 0: as it is; 8: deflated. */
  method: number;
  compressedBytes: number;
  headerAt: number;
}

const signatures = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, entry: 0x02014b50 };
/** The end record and the longest comment behind it (APPNOTE.TXT 4.3.16). */
const tailBytes = 22 + 0xffff;
/** Longest central directory that is read, some 100,000 entries; ours. */
const maxDirectoryBytes = 16 * 1024 * 1024;
/** Text of one entry that is looked through, so that a bomb costs little time; ours. */
const maxTextBytes = 256 * 1024 * 1024;
/** Longest tag that is looked at as a whole; ours. */
const maxTagLength = 64 * 1024;

/** The entries of an archive by name. Rejects with Unreadable where it is none. */
export async function zipEntries(bytes: Bytes): Promise<ReadonlyMap<string, ZipEntry>> {
  const { at, length } = await directoryOf(bytes);
  if (length > maxDirectoryBytes) throw new Unreadable('too many entries');
  const directory = await bytes.read(at, length);
  const entries = new Map<string, ZipEntry>();
  for (let i = 0; i + 46 <= directory.length && directory.readUInt32LE(i) === signatures.entry; ) {
    const nameLength = directory.readUInt16LE(i + 28);
    const name = directory.toString('utf8', i + 46, i + 46 + nameLength);
    entries.set(name, {
      name,
      method: directory.readUInt16LE(i + 10),
      compressedBytes: directory.readUInt32LE(i + 20),
      headerAt: directory.readUInt32LE(i + 42),
    });
    i += 46 + nameLength + directory.readUInt16LE(i + 30) + directory.readUInt16LE(i + 32);
  }
  if (entries.size === 0) throw new Unreadable('not an archive');
  return entries;
}

/**
 * What matches in an XML entry, tag by tag: the pattern is global and ends at a `>` at the latest. Only as much as one tag
 * is held. Rejects with Unreadable where the entry is broken.
 */
export async function* zipTags(bytes: Bytes, entry: ZipEntry, pattern: RegExp): AsyncGenerator<string> {
  let rest = '';
  for await (const text of zipText(bytes, entry)) {
    rest += text;
    const end = rest.lastIndexOf('>') + 1;
    yield* rest.slice(0, end).match(pattern) ?? [];
    rest = rest.slice(Math.max(end, rest.length - maxTagLength));
  }
}

async function* zipText(bytes: Bytes, entry: ZipEntry): AsyncGenerator<string> {
  const header = await bytes.read(entry.headerAt, 30);
  if (header.length < 30) throw new Unreadable('an entry is cut off');
  const from = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = pieces(bytes, from, from + entry.compressedBytes);
  let length = 0;
  for await (const piece of entry.method === 0 ? stored : inflated(stored)) {
    length += piece.length;
    if (length > maxTextBytes) throw new Unreadable('an entry is too long');
    // Tags and the attributes that matter are ASCII, whatever the text between them is.
    yield piece.toString('latin1');
  }
}

async function* inflated(source: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw();
  // What goes wrong on the way ends `inflate`, and is heard there.
  pipeline(source, inflate, () => undefined);
  try {
    yield* inflate;
  } catch (error) {
    throw new Unreadable(messageOf(error));
  } finally {
    inflate.destroy();
  }
}

async function directoryOf(bytes: Bytes): Promise<{ at: number; length: number }> {
  const from = Math.max(0, bytes.size - tailBytes);
  const tail = await bytes.read(from, tailBytes);
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(signatures.end);
  const end = tail.lastIndexOf(mark);
  if (end < 0 || end + 22 > tail.length) throw new Unreadable('not an archive');
  const length = tail.readUInt32LE(end + 12);
  const at = tail.readUInt32LE(end + 16);
  if (at !== 0xffffffff && length !== 0xffffffff) return { at, length };
  const locator = await bytes.read(from + end - 20, 20);
  if (locator.length < 20 || locator.readUInt32LE(0) !== signatures.locator64)
    throw new Unreadable('no directory');
  const end64 = await bytes.read(Number(locator.readBigUInt64LE(8)), 56);
  if (end64.length < 56 || end64.readUInt32LE(0) !== signatures.end64) throw new Unreadable('no directory');
  return { length: Number(end64.readBigUInt64LE(40)), at: Number(end64.readBigUInt64LE(48)) };
}
