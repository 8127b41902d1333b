import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';

/** A PNG of one colour. */
export function pngOf(width: number, height: number, colour: [number, number, number]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), ...Array.from({ length: width }, () => Buffer.from(colour))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const chunks = [chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return ~crc >>> 0;
}

const table = [
  ['Name', 'Qty'],
  ['Apple', '3'],
  ['Pear', '5'],
];

/**
 * An A5 PDF (420 × 595 points) whose every page has a line "Start of page n" with a link at its top, an image of its own
 * in the middle, a ruled table below it, a diagonal "WATERMARK", and a printed number "- n -" at its foot.
 */
export async function richPdf(pages: number): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, size: 'A5', margin: 20 });
  const chunks: Buffer[] = [];
  document.on('data', (data: Buffer) => chunks.push(data));
  const ended = new Promise(resolve => document.on('end', resolve));
  for (let page = 1; page <= pages; page++) {
    document.addPage();
    document.fontSize(12).text(`Start of page ${page}.`, 60, 60);
    document.text('Manual', 60, 90, { link: `https://example.test/${page}` });
    document.image(pngOf(100, 80, [page * 20, 200, 20]), 100, 150, { width: 120, height: 96 });
    for (const [row, cells] of table.entries()) {
      for (const [column, cell] of cells.entries()) {
        const [x, y] = [60 + column * 80, 330 + row * 20];
        document.rect(x, y, 80, 20).stroke();
        document.text(cell, x + 5, y + 5, { lineBreak: false });
      }
    }
    document.save().rotate(35, { origin: [200, 480] });
    document.text('WATERMARK', 160, 480, { lineBreak: false });
    document.restore();
    document.fontSize(9).text(`- ${page} -`, 200, 565, { lineBreak: false });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
