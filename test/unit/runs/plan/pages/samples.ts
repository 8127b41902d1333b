import { deflateSync } from 'node:zlib';
import type { Bytes } from '../../../../../src/runs/plan/pages/bytes';

/** A buffer as a file; keeps how much of it was read. */
export class BufferBytes implements Bytes {
  readBytes = 0;
  constructor(private readonly buffer: Buffer) {}
  get size(): number {
    return this.buffer.length;
  }
  async read(at: number, length: number): Promise<Buffer> {
    const piece = this.buffer.subarray(at, at + length);
    this.readBytes += piece.length;
    return piece;
  }
}

export interface PdfObjects {
  [number: number]: string | Buffer;
}

const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
const latin = (text: string) => Buffer.from(text, 'latin1');

/** Catalog 1, pages 2, and a page object 10, 11, … for each page. */
export function pageObjects(count: number, more: PdfObjects = {}): PdfObjects {
  const kids = Array.from({ length: count }, (_, i) => 10 + i);
  return {
    1: '<< /Type /Catalog /Pages 2 0 R /Lang (en \\) (nested)) >>',
    2: `<< /Type /Pages /Count ${count} /Kids [${kids.map(n => `${n} 0 R`).join(' ')}] >>`,
    ...Object.fromEntries(kids.map(n => [n, '<< /Type /Page /Parent 2 0 R >>'])),
    ...more,
  };
}

/** The objects one after another, and where each begins. */
function body(start: Buffer, objects: PdfObjects): { bytes: Buffer; places: Map<number, number> } {
  const places = new Map<number, number>();
  const parts = [start];
  let at = start.length;
  for (const [number, content] of Object.entries(objects)) {
    places.set(Number(number), at);
    const part = Buffer.concat([latin(`${number} 0 obj\n`), Buffer.from(content), latin('\nendobj\n')]);
    parts.push(part);
    at += part.length;
  }
  return { bytes: Buffer.concat(parts), places };
}

const entry = (place: number) => `${String(place).padStart(10, '0')} 00000 n \n`;

/** A PDF with a table of objects; `before` is an earlier version of the file that this one updates. */
export function pdfWithTable(
  objects: PdfObjects,
  { before, prev, trailer = '/Root 1 0 R' }: { before?: Buffer; prev?: number; trailer?: string } = {},
): Buffer {
  const { bytes, places } = body(before ?? latin(header), objects);
  const runs = [...places].map(([number, place]) => `${number} 1\n${entry(place)}`).join('');
  const tail =
    `xref\n0 1\n0000000000 65535 f \n${runs}trailer\n<< /Size 9999 ${trailer}` +
    `${prev === undefined ? '' : ` /Prev ${prev}`} >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return Buffer.concat([bytes, latin(tail)]);
}

/** Where the last table of a PDF begins. */
export const lastTable = (pdf: Buffer) =>
  Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(pdf.toString('latin1'))?.[1]);

/** As LibreOffice and Word write: objects packed in a stream, the table a stream with a predictor. */
export function pdfWithStreams(objects: PdfObjects, { trailer = '' } = {}): Buffer {
  const numbers = Object.keys(objects).map(Number);
  const offsets: string[] = [];
  let packed = '';
  for (const number of numbers) {
    offsets.push(`${number} ${packed.length}`);
    packed += `${objects[number]} `;
  }
  const head = `${offsets.join(' ')} `;
  const data = deflateSync(latin(head + packed));
  const start = body(latin(header), {
    500: Buffer.concat([
      latin(
        `<< /Type /ObjStm /N ${numbers.length} /First ${head.length} /Length 501 0 R /Filter /FlateDecode >>\nstream\r\n`,
      ),
      data,
      latin('\nendstream'),
    ]),
    501: String(data.length),
  });
  const at = start.bytes.length;
  const rows = [
    ...numbers.map((number, index) => ({ number, fields: [2, 500, index] })),
    { number: 500, fields: [1, start.places.get(500) ?? 0, 0] },
    { number: 501, fields: [1, start.places.get(501) ?? 0, 0] },
  ];
  const index = rows.map(row => `${row.number} 1`).join(' ');
  let above = Buffer.alloc(7);
  const predicted = rows.map(({ fields: [kind = 0, place = 0, third = 0] }) => {
    const row = Buffer.alloc(7);
    row.writeUInt8(kind, 0);
    row.writeUInt32BE(place, 1);
    row.writeUInt16BE(third, 5);
    const differences = Buffer.from([2, ...row.map((byte, i) => byte - (above[i] ?? 0))]);
    above = row;
    return differences;
  });
  const table = deflateSync(Buffer.concat(predicted));
  const dict =
    `<< /Type /XRef /Size 600 /W [1 4 2] /Index [${index}] /Root 1 0 R ${trailer} /Length ${table.length} ` +
    '/Filter [/FlateDecode] /DecodeParms [<< /Predictor 12 /Columns 7 >>] >>';
  return Buffer.concat([
    start.bytes,
    latin(`502 0 obj\n${dict}\nstream\n`),
    table,
    latin(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF`),
  ]);
}

/** A TIFF of so many pictures without content; `big` as BigTIFF, `little` with the bytes the other way round. */
export function tiff(pictures: number, { big = false, little = true } = {}): Buffer {
  const [headBytes, size] = big ? [16, 16] : [8, 6];
  const bytes = Buffer.alloc(headBytes + pictures * size);
  const short = (value: number, at: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const place = (value: number, at: number) => {
    if (big) little ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at);
    else little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  };
  bytes.write(little ? 'II' : 'MM', 0, 'latin1');
  short(big ? 43 : 42, 2);
  place(headBytes, big ? 8 : 4);
  for (let i = 0; i < pictures; i++) {
    const next = i + 1 < pictures ? headBytes + (i + 1) * size : 0;
    place(next, headBytes + i * size + (big ? 8 : 2));
  }
  return bytes;
}
