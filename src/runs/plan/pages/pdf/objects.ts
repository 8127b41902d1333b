import type { Bytes } from '../bytes';
import { decoded, maxStreamBytes } from './streams';
import { CutOff, Malformed, PdfDict, PdfReader, type PdfValue, Ref } from './values';

/** How much is read for a value at first, and at the most; ours. */
const firstBytes = 1024;
const mostBytes = 8 * 1024 * 1024;

/** Where an object lies: in the file, or in a stream of objects. */
export type Place = { at: number } | { stream: number; index: number };

/** An object, and where its stream begins if it has one. */
export interface PdfObject {
  value: PdfValue;
  streamAt: number | null;
}

/** Reads something at a place with as many bytes as it needs. */
export async function readAt<T>(bytes: Bytes, at: number, read: (reader: PdfReader) => T): Promise<T> {
  for (let length = firstBytes; ; length *= 8) {
    const chunk = await bytes.read(at, length);
    try {
      return read(new PdfReader(chunk));
    } catch (error) {
      if (!(error instanceof CutOff) || chunk.length < length || length >= mostBytes) throw error;
    }
  }
}

/** The object at a place of the file, "12 0 obj …". Rejects where there is none, or one of another number. */
export function objectAt(bytes: Bytes, at: number, number?: number): Promise<PdfObject> {
  return readAt(bytes, at, reader => {
    const found = reader.integer();
    reader.integer();
    if (!reader.keyword('obj') || (number !== undefined && found !== number)) {
      throw new Malformed(`no object ${number} at ${at}`);
    }
    const value = reader.value();
    if (!(value instanceof PdfDict) || !reader.keyword('stream')) return { value, streamAt: null };
    return { value, streamAt: at + reader.lineAfterStream() };
  });
}

/** What a stream of the file's structure holds. */
export async function streamOf(
  bytes: Bytes,
  { value, streamAt }: PdfObject,
  resolve: (value: PdfValue | undefined) => Promise<PdfValue>,
): Promise<{ dict: PdfDict; data: Buffer }> {
  if (!(value instanceof PdfDict) || streamAt === null) throw new Malformed('not a stream');
  const length = await resolve(value.get('Length'));
  if (typeof length !== 'number' || length > maxStreamBytes) throw new Malformed('no length');
  return { dict: value, data: await decoded(value, await bytes.read(streamAt, length)) };
}

/** One object of a stream of objects (ISO 32000-1, 7.5.7). */
export function objectInStream(dict: PdfDict, data: Buffer, number: number, index: number): PdfObject {
  const first = dict.number('First') ?? 0;
  const head = new PdfReader(data);
  for (let i = 0; ; i++) {
    const found = head.integer();
    const offset = head.integer();
    if (i < index) continue;
    if (found !== number) throw new Malformed(`no object ${number} in the stream`);
    // A blank, so that a number at the very end is known to be whole.
    const rest = Buffer.concat([data.subarray(first + offset), Buffer.from(' ')]);
    return { value: new PdfReader(rest).value(), streamAt: null };
  }
}

export const isRef = (value: PdfValue | undefined): value is Ref => value instanceof Ref;
