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

const freeSector = 0xffffffff;
const endOfChain = 0xfffffffe;

/** A compound file (MS-CFB) with up to three streams; those below 4,096 bytes lie in the shared stream of the root. */
export function compoundFile(streams: Record<string, Buffer>): Buffer {
  const sectors: Buffer[] = [];
  const chains: number[] = [];
  /** Appends a chain of sectors and tells where it begins. */
  const append = (content: Buffer): number => {
    const start = sectors.length;
    for (let at = 0; at < content.length; at += 512) {
      const sector = Buffer.alloc(512);
      content.copy(sector, 0, at);
      chains[sectors.length] = at + 512 < content.length ? sectors.length + 1 : endOfChain;
      sectors.push(sector);
    }
    return content.length > 0 ? start : endOfChain;
  };
  const table = append(Buffer.alloc(512, 0xff));
  const directory = append(Buffer.alloc(512));
  const small: Buffer[] = [];
  const smallChains = Buffer.alloc(512, 0xff);
  const entries = Object.entries(streams).map(([name, content]) => {
    if (content.length >= 4096) return { name, start: append(content), bytes: content.length };
    const start = small.length;
    for (let at = 0; at < content.length; at += 64) {
      const part = Buffer.alloc(64);
      content.copy(part, 0, at);
      smallChains.writeUInt32LE(at + 64 < content.length ? small.length + 1 : endOfChain, small.length * 4);
      small.push(part);
    }
    return { name, start, bytes: content.length };
  });
  const smallTable = append(smallChains);
  const shared = Buffer.concat(small);
  const root = { name: 'Root Entry', start: append(shared), bytes: shared.length };
  for (const [i, { name, start, bytes }] of [root, ...entries].entries()) {
    const entry = sectors[directory]?.subarray(i * 128, (i + 1) * 128) ?? Buffer.alloc(0);
    entry.write(name, 0, 'utf16le');
    entry.writeUInt16LE((name.length + 1) * 2, 64);
    entry.writeUInt8(i === 0 ? 5 : 2, 66);
    entry.writeUInt32LE(freeSector, 68);
    // Each stream is the right neighbour of the one before.
    entry.writeUInt32LE(i > 0 && i < entries.length ? i + 1 : freeSector, 72);
    entry.writeUInt32LE(i === 0 ? 1 : freeSector, 76);
    entry.writeUInt32LE(start, 116);
    entry.writeUInt32LE(bytes, 120);
  }
  chains[table] = 0xfffffffd;
  for (const [sector, next] of chains.entries()) sectors[table]?.writeUInt32LE(next, sector * 4);
  const header = Buffer.alloc(512, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(directory, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(smallTable, 60);
  header.writeUInt32LE(endOfChain, 68);
  header.writeUInt32LE(table, 76);
  return Buffer.concat([header, ...sectors]);
}

/** A set of properties with whole numbers (MS-OLEPS), filled up to `bytes`. */
export function propertySet(numbers: Record<number, number>, bytes = 0): Buffer {
  const ids = Object.keys(numbers).map(Number);
  const set = Buffer.alloc(Math.max(bytes, 48 + 8 + ids.length * 16));
  set.writeUInt32LE(48, 44);
  set.writeUInt32LE(ids.length, 52);
  for (const [i, id] of ids.entries()) {
    const value = 8 + ids.length * 8 + i * 8;
    set.writeUInt32LE(id, 56 + i * 8);
    set.writeUInt32LE(value, 60 + i * 8);
    set.writeUInt32LE(3, 48 + value);
    set.writeInt32LE(numbers[id] ?? 0, 48 + value + 4);
  }
  return set;
}

/** Records of a workbook (MS-XLS): what the type is of, and the bytes. */
export function workbookStream(...records: [type: number, data: number[]][]): Buffer {
  return Buffer.concat(
    records.map(([type, data]) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(type, 0);
      head.writeUInt16LE(data.length, 2);
      return Buffer.concat([head, Buffer.from(data)]);
    }),
  );
}
