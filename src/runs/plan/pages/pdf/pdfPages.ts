import { type Bytes, pieces, Unreadable } from '../bytes';
import { crossReference, type Section } from './crossReference';
import { isRef, objectAt, objectInStream, type PdfObject, readAt, streamOf } from './objects';
import { PdfDict, type PdfReader, type PdfValue } from './values';

/** Where the header may begin, and the words that end a file (ISO 32000-1, Annex H.3, notes 13 and 18). */
const headBytes = 1024;
const tailBytes = 2048;
/** References that lead to references are followed so far; ours. */
const maxHops = 20;
/** A file without a page count that can be found is looked through up to this length; ours. */
const maxScannedBytes = 256 * 1024 * 1024;
/** More pages than that are a mistake of the file; ours. */
const maxPages = 1_000_000;

/**
 * Pages of a PDF, from the few places of the file that say so. Of a file whose cross-reference is broken the pages are
 * counted one by one, where they are to be seen. Null where that finds none: encrypted, or damaged beyond.
 */
export async function pdfPages(file: Bytes): Promise<number | null> {
  const head = await file.read(0, headBytes);
  const begin = Math.max(0, head.indexOf('%PDF-'));
  const bytes = begin === 0 ? file : behind(file, begin);
  const linear = await linearPages(bytes);
  if (linear !== null) return linear;
  try {
    const count = await countOfCatalog(bytes);
    if (count !== null) return count;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
  return scannedPages(bytes);
}

/** Places are counted from the header, before which there may be something else. */
function behind(file: Bytes, begin: number): Bytes {
  return { size: file.size - begin, read: (at, length) => file.read(at + begin, length) };
}

/** A file made for the web tells the number at its beginning; it holds as long as nothing was appended (Annex F.3.3). */
async function linearPages(bytes: Bytes): Promise<number | null> {
  const head = (await bytes.read(0, headBytes)).toString('latin1');
  const at = /\d+\s+\d+\s+obj\s*<<[^>]*\/Linearized/.exec(head)?.index;
  if (at === undefined) return null;
  try {
    const { value } = await objectAt(bytes, at);
    if (!(value instanceof PdfDict) || value.number('L') !== bytes.size) return null;
    return pageCount(value.get('N'));
  } catch {
    return null;
  }
}

async function countOfCatalog(bytes: Bytes): Promise<number | null> {
  const tail = await bytes.read(Math.max(0, bytes.size - tailBytes), tailBytes);
  const word = 'startxref';
  const at = tail.lastIndexOf(word);
  if (at < 0) return null;
  const start = await readAt(bytes, Math.max(0, bytes.size - tailBytes) + at + word.length, integer);
  const document = new PdfDocument(bytes, await crossReference(bytes, start));
  const catalog = await document.dict(document.trailer('Root'));
  const pages = await document.dict(catalog.get('Pages'));
  return pageCount(await document.resolve(pages.get('Count')));
}

const integer = (reader: PdfReader) => reader.integer();

function pageCount(value: PdfValue | undefined): number | null {
  const isCount = typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= maxPages;
  return isCount ? value : null;
}

class PdfDocument {
  /** Streams of objects that were unpacked: catalog and pages often lie in the same one. */
  private readonly streams = new Map<number, { dict: PdfDict; data: Buffer }>();

  constructor(
    private readonly bytes: Bytes,
    private readonly sections: readonly Section[],
  ) {}

  trailer(key: string): PdfValue | undefined {
    return this.sections.find(section => section.trailer.has(key))?.trailer.get(key);
  }

  async dict(value: PdfValue | undefined): Promise<PdfDict> {
    const resolved = await this.resolve(value);
    if (resolved instanceof PdfDict) return resolved;
    throw new Unreadable('not a dictionary');
  }

  readonly resolve = async (value: PdfValue | undefined): Promise<PdfValue> => {
    let found = value;
    for (let hops = 0; isRef(found); hops++) {
      if (hops > maxHops) throw new Unreadable('references in a circle');
      found = (await this.object(found.object)).value;
    }
    return found ?? null;
  };

  private async object(number: number): Promise<PdfObject> {
    for (const section of this.sections) {
      const place = await section.place(this.bytes, number);
      if (place === undefined) continue;
      if (place === null) break;
      if ('at' in place) return objectAt(this.bytes, place.at, number);
      const { dict, data } = await this.objectStream(place.stream);
      return objectInStream(dict, data, number, place.index);
    }
    return { value: null, streamAt: null };
  }

  private async objectStream(number: number): Promise<{ dict: PdfDict; data: Buffer }> {
    const held = this.streams.get(number);
    if (held) return held;
    // The contents of an encrypted file's streams are, too.
    if (this.trailer('Encrypt')) throw new Unreadable('encrypted');
    const found = await streamOf(this.bytes, await this.plainObject(number), this.resolve);
    this.streams.set(number, found);
    return found;
  }

  /** A stream lies in no other stream. */
  private async plainObject(number: number): Promise<PdfObject> {
    for (const section of this.sections) {
      const place = await section.place(this.bytes, number);
      if (place && 'at' in place) return objectAt(this.bytes, place.at, number);
    }
    throw new Unreadable('no such stream');
  }
}

/** Pages that lie open in the file, whether they belong to its last version or not. */
async function scannedPages(bytes: Bytes): Promise<number | null> {
  if (bytes.size > maxScannedBytes) return null;
  const longest = '/Type      /Pages'.length;
  let count = 0;
  let rest = '';
  for await (const piece of pieces(bytes)) {
    const text = rest + piece.toString('latin1');
    const keep = text.length - longest;
    for (const { index } of text.matchAll(/\/Type\s{0,6}\/Page(?!\w)/g)) if (index < keep) count++;
    rest = text.slice(Math.max(0, keep));
  }
  count += rest.match(/\/Type\s{0,6}\/Page(?!\w)/g)?.length ?? 0;
  return count > 0 ? count : null;
}
