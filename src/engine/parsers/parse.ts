import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imagesSuffix } from '../store/blobs';
import type { ParseContext } from './context';
import type { Detected } from './detect';
import { failures } from './failures';
import { flowPage } from './flowPage';
import { contentOfHtml, decodeHtml } from './html';
import { parseImage } from './image';
import { MOST_TEXT } from './limits';
import type { ReadRange } from './litePages';
import { parseMail } from './mail';
import { tokensOf } from './markdown';
import { plainText } from './markdownText';
import { parseOffice } from './office';
import { openDocument } from './openDocument';
import type { ReadImage } from './pageImages';
import { isWanted } from './pageSelection';
import { parsePdf } from './pdf';
import { withTables } from './tableMarkdown';
import { parseCode, parseMarkdown, parseText } from './text';
import type { ParsedRange, ParseOptions, ParseSource, Part, RangeSummary, SavedImage } from './types';

/** Structured texts, with the name of their language for a code fence. */
const CODE: Record<string, string> = { '.json': 'json', '.xml': 'xml', '.yaml': 'yaml', '.yml': 'yaml' };

export interface ParseCall {
  source: ParseSource;
  part: Part;
  options: ParseOptions;
  outPath: string;
}

/** Parses a part of a document, writes it to `outPath` and sums it up. Throws ParseFailure. */
export async function parseDocument(call: ParseCall, context: ParseContext): Promise<RangeSummary> {
  const { bytes, detected } = openDocument(call.source);
  const read = await parse(bytes, detected, call, context);
  const { images, totalPages = 1, ...parsed } = asAsked(read, call.options);
  const characters = parsed.pages.reduce((sum, page) => sum + page.text.trim().length, 0);
  if (characters > MOST_TEXT) throw failures.tooMuchText();
  if (detected.warning) parsed.warnings.unshift(detected.warning);
  const written = Buffer.from(JSON.stringify(parsed));
  writeFileSync(call.outPath, written);
  const saved = images?.length ? { images: await writeImages(images, call.outPath) } : {};
  return {
    ...saved,
    document: { format: detected.format, pages: totalPages },
    sha256: sha256Of(written),
    pages: parsed.pages.length,
    failedPages: parsed.pages.filter(page => page.error !== null).length,
    ocrPages: parsed.pages.filter(page => page.ocr).length,
    characters,
  };
}

/** The wanted pages, whatever parser read them, with their tables as they are wanted. Throws ParseFailure. */
function asAsked(read: ReadRange, options: ParseOptions): ReadRange {
  const pages = read.pages.filter(page => isWanted(page.page_number, options.pages));
  if (pages.length === 0 && read.pages.length > 0) throw failures.noSuchPages(read.pages.length);
  for (const page of pages) {
    page.markdown = withTables(page.markdown, options);
    if (options.strippedText) page.stripped = plainText(tokensOf(page.markdown));
  }
  return { ...read, pages };
}

async function writeImages(images: readonly ReadImage[], outPath: string): Promise<SavedImage[]> {
  const folder = outPath + imagesSuffix;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return Promise.all(
    images.map(async ({ bytes, ...image }, index) => {
      const path = join(folder, String(index));
      await writeFile(path, bytes);
      return { ...image, path, sha256: sha256Of(bytes) };
    }),
  );
}

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function parse(
  bytes: Buffer,
  { format, extension }: Detected,
  { part, options }: ParseCall,
  context: ParseContext,
): Promise<ReadRange> {
  const whole = (page: ParsedRange['pages'][number], parser: string): ParsedRange => ({
    pages: [page],
    parser,
    warnings: [],
  });
  switch (format) {
    case 'pdf':
      return parsePdf(bytes, part, options, context);
    case 'image':
      return parseImage(bytes, extension, part, options, context);
    case 'office':
      return parseOffice(bytes, extension, context);
    case 'html':
      return whole(flowPage(1, contentOfHtml(decodeHtml(bytes), options)), 'turndown');
    case 'mail':
      return whole(await parseMail(bytes, extension), extension === '.msg' ? 'msgreader' : 'postal-mime');
    case 'markdown':
      return whole(parseMarkdown(bytes), 'text');
    case 'text': {
      const language = CODE[extension];
      return whole(language ? parseCode(bytes, language) : parseText(bytes), 'text');
    }
  }
}
