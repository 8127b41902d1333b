import { type Bytes, Unreadable } from './bytes';

/** Pictures that are counted at the most; ours. */
const maxPictures = 100_000;

/** Pages of a TIFF: its pictures lie in a chain, each with the place of the next (TIFF 6.0, section 2; BigTIFF). */
export async function tiffPages(bytes: Bytes): Promise<number | null> {
  const head = await bytes.read(0, 16);
  const order = head.toString('latin1', 0, 2);
  if (head.length < 16 || (order !== 'II' && order !== 'MM')) throw new Unreadable('not a TIFF');
  const little = order === 'II';
  const version = little ? head.readUInt16LE(2) : head.readUInt16BE(2);
  if (version !== 42 && version !== 43) throw new Unreadable('not a TIFF');
  const big = version === 43;
  const short = (buffer: Buffer) => (little ? buffer.readUInt16LE(0) : buffer.readUInt16BE(0));
  const long = (buffer: Buffer, at = 0) => (little ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at));
  const huge = (buffer: Buffer, at = 0) =>
    Number(little ? buffer.readBigUInt64LE(at) : buffer.readBigUInt64BE(at));
  const [countBytes, entryBytes, placeBytes] = big ? [8, 20, 8] : [2, 12, 4];
  let at = big ? huge(head, 8) : long(head, 4);
  const seen = new Set<number>();
  while (at !== 0 && !seen.has(at) && seen.size < maxPictures) {
    const count = await bytes.read(at, countBytes);
    if (count.length < countBytes) break;
    seen.add(at);
    const entries = big ? huge(count) : short(count);
    const next = await bytes.read(at + countBytes + entries * entryBytes, placeBytes);
    if (next.length < placeBytes) break;
    at = big ? huge(next) : long(next);
  }
  return seen.size || null;
}
