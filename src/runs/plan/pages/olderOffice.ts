import type { Bytes } from './bytes';
import { CompoundFile } from './compoundFile';

/** As much of a stream as tells: properties and the list of sheets lie at its beginning; ours. */
const headBytes = 1024 * 1024;

/** Number of a property in its set, and the stream of the set (MS-OLEPS 2.24; MS-OSHARED 2.3.3.2). */
const properties = {
  pages: { stream: '\u0005SummaryInformation', id: 14 },
  slides: { stream: '\u0005DocumentSummaryInformation', id: 7 },
};

/** Records of a workbook (MS-XLS 2.3). */
const records = { end: 0x000a, encrypted: 0x002f, sheet: 0x0085 };
const codeModule = 6;

/** What the formats before Office 2007 tell, by extension. */
export const olderCounters: Readonly<Record<string, (bytes: Bytes) => Promise<number | null>>> = {
  '.doc': bytes => property(bytes, properties.pages),
  '.dot': bytes => property(bytes, properties.pages),
  '.ppt': bytes => property(bytes, properties.slides),
  '.pps': bytes => property(bytes, properties.slides),
  '.pot': bytes => property(bytes, properties.slides),
  '.xls': visibleSheets,
  '.xlt': visibleSheets,
};

/** A number as the program that wrote the document counted it; null where it did not. */
async function property(
  bytes: Bytes,
  { stream, id }: { stream: string; id: number },
): Promise<number | null> {
  const file = await CompoundFile.open(bytes);
  const set = await file.stream(stream, headBytes);
  if (!set) return null;
  const section = set.readUInt32LE(44);
  const count = set.readUInt32LE(section + 4);
  for (let i = 0, at = section + 8; i < count && at + 8 <= set.length; i++, at += 8) {
    if (set.readUInt32LE(at) !== id) continue;
    const value = section + set.readUInt32LE(at + 4);
    const isInteger = set.readUInt32LE(value) === 3;
    return isInteger ? Math.max(0, set.readInt32LE(value + 4)) || null : null;
  }
  return null;
}

/** Sheets that are not hidden, charts among them; null for an encrypted workbook. */
async function visibleSheets(bytes: Bytes): Promise<number | null> {
  const file = await CompoundFile.open(bytes);
  const book = (await file.stream('Workbook', headBytes)) ?? (await file.stream('Book', headBytes));
  if (!book) return null;
  let count = 0;
  for (let at = 0; at + 4 <= book.length; at += 4 + book.readUInt16LE(at + 2)) {
    const type = book.readUInt16LE(at);
    if (type === records.encrypted) return null;
    if (type === records.end) break;
    if (type !== records.sheet || at + 10 > book.length) continue;
    const isHidden = (book.readUInt8(at + 8) & 3) !== 0;
    if (!isHidden && book.readUInt8(at + 9) !== codeModule) count++;
  }
  return count || null;
}
