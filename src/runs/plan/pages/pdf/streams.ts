import { promisify } from 'node:util';
import { constants, inflate as inflateWithCallback } from 'node:zlib';
import { Malformed, PdfDict } from './values';

const inflate = promisify(inflateWithCallback);

/** Longest table or object stream that is read, unpacked; ours. */
export const maxStreamBytes = 64 * 1024 * 1024;

/** The contents of a stream of the file's structure, which is not packed or deflated (ISO 32000-1, 7.4.4 and 7.5.7). */
export async function decoded(dict: PdfDict, raw: Buffer): Promise<Buffer> {
  const filter = onlyOf(dict.get('Filter'));
  if (filter === undefined || filter === null) return raw;
  const inflated = await inflate(raw, {
    maxOutputLength: maxStreamBytes,
    // What is left of a stream that is cut off is better than nothing.
    finishFlush: constants.Z_SYNC_FLUSH,
  }).catch(error => {
    throw new Malformed(String(error));
  });
  const parameters = onlyOf(dict.get('DecodeParms'));
  if (!(parameters instanceof PdfDict)) return inflated;
  const predictor = parameters.number('Predictor') ?? 1;
  if (predictor < 10) return inflated;
  const rowBytes = Math.ceil(
    ((parameters.number('Colors') ?? 1) *
      (parameters.number('BitsPerComponent') ?? 8) *
      (parameters.number('Columns') ?? 1)) /
      8,
  );
  return unpredicted(inflated, rowBytes);
}

/** A filter may stand in a list of its own. */
function onlyOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length > 1) throw new Malformed('several filters');
  return value[0];
}

/** Undoes the PNG predictors of a table with one byte a component: each row is told by its difference to others. */
function unpredicted(packed: Buffer, rowBytes: number): Buffer {
  const rows = Math.floor(packed.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const kind = packed[row * (rowBytes + 1)] ?? 0;
    for (let i = 0; i < rowBytes; i++) {
      const at = row * rowBytes + i;
      const left = i > 0 ? (out[at - 1] ?? 0) : 0;
      const up = row > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const upLeft = row > 0 && i > 0 ? (out[at - rowBytes - 1] ?? 0) : 0;
      out[at] = (packed[row * (rowBytes + 1) + 1 + i] ?? 0) + predicted(kind, left, up, upLeft);
    }
  }
  return out;
}

/** PNG specification, 9.2. */
function predicted(kind: number, left: number, up: number, upLeft: number): number {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - upLeft;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
      if (a <= b && a <= c) return left;
      return b <= c ? up : upLeft;
    }
    default:
      throw new Malformed('an unknown predictor');
  }
}
