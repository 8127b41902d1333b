// Small files that unpack to, or ask for, far more than a machine has.
import { deflateSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { docxOf, pptxOf, withPart, xlsxOf } from '../../unit/engine/parsers/samples';

export interface Bomb {
  /** The extension counts. */
  name: string;
  make: () => Buffer;
  /** Codes that it may fail with; none: it is parsed after all, in no more than its time and memory. */
  codes: readonly string[];
  /** Seconds that the parse may take, for those that would take all there is. */
  seconds?: number;
}

const megabyte = 1024 * 1024;
const tooLarge = ['DOCUMENT_TOO_LARGE'];

const zip = (parts: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  );
const between = (before: string, bytes: number, after: string): Buffer =>
  Buffer.concat([Buffer.from(before), Buffer.alloc(bytes, 'a'), Buffer.from(after)]);

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const sheet = (rows: string): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const openDocument = ['office', 'text', 'table']
  .map(name => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
const crc32 = (bytes: Buffer): number =>
  (bytes.reduce((crc, byte) => (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8), 0xffffffff) ^
    0xffffffff) >>>
  0;

/** A PNG of one bit a pixel. */
function png(width: number, height: number, data: Buffer): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), content]);
    const bytes = Buffer.alloc(named.length + 8);
    bytes.writeUInt32BE(content.length, 0);
    named.copy(bytes, 4);
    bytes.writeUInt32BE(crc32(named), bytes.length - 4);
    return bytes;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PDF of one page whose content is packed as often as there are filters. */
function pdf(content: Buffer, filters: number): Buffer {
  let packed = content;
  for (let n = 0; n < filters; n++) packed = deflateSync(packed, { level: 9 });
  const font = '<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>';
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font${font}>>>>endobj
4 0 obj<</Length ${packed.length}/Filter[${'/FlateDecode'.repeat(filters)}]>>stream\n`,
    ),
    packed,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ]);
}

function manyPages(pages: number): Buffer {
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count ${pages}/Kids[${'3 0 R '.repeat(pages)}]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`,
  );
}

const epubPackage = `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"
  media-type="application/xhtml+xml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(1000)}</spine></package>`;
const epubContainer = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
  <rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;

export const bombs: readonly Bomb[] = [
  {
    name: 'a word of 150 MB.docx',
    make: () =>
      withPart(docxOf(''), 'word/document.xml', () =>
        between(
          `<w:document ${word}><w:body><w:p><w:r><w:t>`,
          150 * megabyte,
          '</w:t></w:r></w:p></w:body></w:document>',
        ),
      ),
    codes: tooLarge,
  },
  {
    name: 'tables in tables.docx',
    make: () => docxOf('<w:tbl><w:tr><w:tc>'.repeat(100_000)),
    codes: tooLarge,
  },
  {
    name: 'millions of paragraphs.docx',
    make: () => docxOf('<w:p><w:r><w:t>a</w:t></w:r></w:p>'.repeat(2_000_000)),
    codes: tooLarge,
  },
  {
    name: 'two far corners.xlsx',
    make: () =>
      withPart(xlsxOf({ S: [['a']] }), 'xl/worksheets/sheet1.xml', () =>
        sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      ),
    codes: tooLarge,
  },
  {
    name: 'one slide listed 200,000 times.pptx',
    make: () =>
      withPart(pptxOf(['hello']), 'ppt/presentation.xml', xml =>
        xml.replace(/<p:sldId [^>]*\/>/, entry => entry.repeat(200_000)),
      ),
    codes: [],
  },
  {
    name: 'a chapter read 1,000 times.epub',
    make: () =>
      zip({
        mimetype: 'application/epub+zip',
        'META-INF/container.xml': epubContainer,
        'c.opf': epubPackage,
        'a.xhtml': between('<html><body><p>', 20 * megabyte, '</p></body></html>'),
      }),
    codes: tooLarge,
  },
  {
    name: 'a paragraph of 150 MB.odt',
    make: () =>
      zip({
        mimetype: 'application/vnd.oasis.opendocument.text',
        'content.xml': between(
          `<office:document-content ${openDocument}><office:body><office:text><text:p>`,
          150 * megabyte,
          '</text:p></office:text></office:body></office:document-content>',
        ),
      }),
    codes: tooLarge,
  },
  {
    name: 'cells repeated.ods',
    make: () =>
      zip({
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'content.xml': `<office:document-content ${openDocument}><office:body><office:spreadsheet><table:table
          table:name="a"><table:table-row table:number-rows-repeated="1000000"><table:table-cell
          table:number-columns-repeated="10000"><text:p>x</text:p></table:table-cell></table:table-row>
          </table:table></office:spreadsheet></office:body></office:document-content>`,
      }),
    codes: tooLarge,
  },
  {
    name: 'messages in messages.eml',
    make: () =>
      Buffer.from(`${'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000)}Subject: x\r\n\r\nhello`),
    codes: ['PDF_IS_BROKEN'],
  },
  {
    name: 'fifty thousand pixels square.png',
    make: () => png(50_000, 50_000, deflateSync(Buffer.alloc(312 * megabyte))),
    codes: tooLarge,
  },
  {
    name: 'large by its header.png',
    make: () => png(30_000, 30_000, deflateSync(Buffer.alloc(100))),
    codes: tooLarge,
  },
  {
    name: 'a stream packed three times.pdf',
    make: () => pdf(Buffer.alloc(800 * megabyte, ' '), 3),
    codes: tooLarge,
  },
  {
    name: 'millions of words on a page.pdf',
    make: () => pdf(Buffer.from(`BT /F1 12 Tf ${'(abcdefgh) Tj '.repeat(5_000_000)} ET`), 1),
    codes: tooLarge,
  },
  { name: 'a page listed 30,000 times.pdf', make: () => manyPages(30_000), codes: ['TOO_MANY_PAGES'] },
  { name: 'elements in elements.html', make: () => Buffer.from(`${'<div>'.repeat(1_000_000)}x`), codes: [] },
  { name: 'quotes in quotes.md', make: () => Buffer.from(`${'>'.repeat(200_000)} x`), codes: [] },
  {
    name: 'lists in lists.md',
    make: () => Buffer.from(Array.from({ length: 3000 }, (_, n) => `${' '.repeat(n * 2)}- x`).join('\n')),
    codes: ['TIMEOUT'],
    seconds: 3,
  },
  { name: 'groups in groups.rtf', make: () => Buffer.from(`{\\rtf1 ${'{'.repeat(1_000_000)}x`), codes: [] },
  { name: 'rows.csv', make: () => Buffer.from('a,b\n'.repeat(20_000_000)), codes: tooLarge },
  {
    name: 'a long log.txt',
    make: () => Buffer.alloc(40 * megabyte, 'some words of a long text\n'),
    codes: tooLarge,
  },
];
