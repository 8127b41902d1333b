// Small documents made in memory, for the tests of parsers and pool.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import PDFDocument from 'pdfkit';
import type { ParsedRange } from '../../../../src/engine/parsers/types';

/** A PDF with one page a text; a Buffer instead of a text is an image that fills the page. */
export async function pdfOf(
  pages: (string | Buffer | { upwards: string })[],
  options: Record<string, unknown> = {},
): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, size: 'A5', ...options });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise(resolve => document.on('end', resolve));
  for (const page of pages) {
    document.addPage();
    if (typeof page === 'string') document.fontSize(18).text(page);
    else if ('upwards' in page)
      document
        .fontSize(18)
        .rotate(-90, { origin: [200, 300] })
        .text(page.upwards, 150, 300);
    else document.image(page, 0, 0, { width: document.page.width, height: document.page.height });
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Text of each page of a result file by page number, spaces made one. */
export function pageTexts(json: string): Record<number, string> {
  const range = JSON.parse(json) as ParsedRange;
  return Object.fromEntries(
    range.pages.map(page => [page.page_number, page.text.replace(/\s+/g, ' ').trim()]),
  );
}

/** A TIFF of white grey-scale images, 100, 200, … pixels wide and 50 high. */
export function tiffOf(images: number): Buffer {
  const chunks = [Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0])];
  let at = 8;
  for (let n = 1; n <= images; n++) {
    const [width, height] = [n * 100, 50];
    const entries = [
      [256, 3, 1, width],
      [257, 3, 1, height],
      [258, 3, 1, 8],
      [259, 3, 1, 1],
      [262, 3, 1, 1],
      [273, 4, 1, 0],
      [277, 3, 1, 1],
      [278, 3, 1, height],
      [279, 4, 1, width * height],
    ];
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    const pixels = Buffer.alloc(width * height, 255);
    directory.writeUInt16LE(entries.length, 0);
    for (const [i, [tag = 0, type = 0, count = 0, value = 0]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + i * 12);
      directory.writeUInt16LE(type, 4 + i * 12);
      directory.writeUInt32LE(count, 6 + i * 12);
      directory.writeUInt32LE(tag === 273 ? at + directory.length : value, 10 + i * 12);
    }
    at += directory.length + pixels.length;
    directory.writeUInt32LE(n === images ? 0 : at, directory.length - 4);
    chunks.push(directory, pixels);
  }
  return Buffer.concat(chunks);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

const zip = (parts: Record<string, string>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(XML + text)]))),
  );

const relations = (...targets: [type: string, target: string][]): string =>
  `<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

const contentTypes = (...parts: [name: string, type: string][]): string =>
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts
    .map(
      ([name, type]) =>
        `<Override PartName="${name}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`,
    )
    .join('')}</Types>`;

/** A Word file with the given XML as its body. */
export function docxOf(body: string): Buffer {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return zip({
    '[Content_Types].xml': contentTypes(['/word/document.xml', 'wordprocessingml.document.main']),
    '_rels/.rels': relations(['officeDocument', 'word/document.xml']),
    'word/document.xml': `<w:document xmlns:w="${main}"><w:body>${body}</w:body></w:document>`,
  });
}

/** A workbook of sheets given as rows of text. */
export function xlsxOf(sheets: Record<string, string[][]>): Buffer {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const cell = (text: string): string =>
    text === '' ? '<c/>' : `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  return zip({
    '[Content_Types].xml': contentTypes(
      ['/xl/workbook.xml', 'spreadsheetml.sheet.main'],
      ...names.map((_, i): [string, string] => [
        `/xl/worksheets/sheet${i + 1}.xml`,
        'spreadsheetml.worksheet',
      ]),
    ),
    '_rels/.rels': relations(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${RELATIONSHIPS}"><sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...names.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
    ),
    ...Object.fromEntries(
      names.map((name, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet xmlns="${main}"><sheetData>${(sheets[name] ?? [])
          .map(row => `<row>${row.map(cell).join('')}</row>`)
          .join('')}</sheetData></worksheet>`,
      ]),
    ),
  });
}

/** A presentation with one paragraph a slide. */
export function pptxOf(slides: string[]): Buffer {
  const main = 'http://schemas.openxmlformats.org/presentationml/2006/main';
  const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
  const slide = (text: string): string =>
    `<p:sld xmlns:p="${main}" xmlns:a="${drawing}"><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id="2" name="t"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>${text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
  return zip({
    '[Content_Types].xml': contentTypes(
      ['/ppt/presentation.xml', 'presentationml.presentation.main'],
      ...slides.map((_, i): [string, string] => [`/ppt/slides/slide${i + 1}.xml`, 'presentationml.slide']),
    ),
    '_rels/.rels': relations(['officeDocument', 'ppt/presentation.xml']),
    'ppt/presentation.xml': `<p:presentation xmlns:p="${main}" xmlns:r="${RELATIONSHIPS}"><p:sldIdLst>${slides
      .map((_, i) => `<p:sldId id="${256 + i}" r:id="rId${i + 1}"/>`)
      .join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relations(
      ...slides.map((_, i): [string, string] => ['slide', `slides/slide${i + 1}.xml`]),
    ),
    ...Object.fromEntries(slides.map((text, i) => [`ppt/slides/slide${i + 1}.xml`, slide(text)])),
  });
}

/** The same package with another text, or other bytes, in one of its parts. */
export function withPart(bytes: Buffer, name: string, change: (text: string) => string | Uint8Array): Buffer {
  const parts = unzipSync(bytes);
  const changed = change(strFromU8(parts[name] ?? new Uint8Array()));
  const part = typeof changed === 'string' ? strToU8(changed) : changed;
  return Buffer.from(zipSync({ ...parts, [name]: part }));
}
