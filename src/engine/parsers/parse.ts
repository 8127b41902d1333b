import { writeFile } from 'node:fs/promises';
import type { ParseContext } from './context';
import type { Detected } from './detect';
import { flowPage } from './flowPage';
import { contentOfHtml, decodeHtml } from './html';
import { parseImage } from './image';
import { openDocument } from './inspect';
import { parseMail } from './mail';
import { parseOffice } from './office';
import { parsePdf } from './pdf';
import { parseCode, parseMarkdown, parseText } from './text';
import type { PageRange, ParsedRange, ParseOptions, ParseSource, RangeSummary } from './types';

/** Structured texts, with the name of their language for a code fence. */
const CODE: Record<string, string> = { '.json': 'json', '.xml': 'xml', '.yaml': 'yaml', '.yml': 'yaml' };

export interface ParseCall {
  source: ParseSource;
  range: PageRange | null;
  options: ParseOptions;
  outPath: string;
}

/** Parses a range of a document, writes it to `outPath` and sums it up. Throws ParseFailure. */
export async function parseDocument(call: ParseCall, context: ParseContext): Promise<RangeSummary> {
  const { bytes, detected } = await openDocument(call.source);
  const parsed = await parse(bytes, detected, call, context);
  if (detected.warning) parsed.warnings.unshift(detected.warning);
  await writeFile(call.outPath, JSON.stringify(parsed));
  return {
    pages: parsed.pages.length,
    failedPages: parsed.pages.filter(page => page.error !== null).length,
    ocrPages: parsed.pages.filter(page => page.ocr).length,
    characters: parsed.pages.reduce((sum, page) => sum + page.text.trim().length, 0),
  };
}

async function parse(
  bytes: Buffer,
  { format, extension }: Detected,
  { range, options }: ParseCall,
  context: ParseContext,
): Promise<ParsedRange> {
  const whole = (page: ParsedRange['pages'][number], parser: string): ParsedRange => ({
    pages: [page],
    parser,
    warnings: [],
  });
  switch (format) {
    case 'pdf':
      return parsePdf(bytes, range, options.ocr, context);
    case 'image':
      return parseImage(bytes, extension, range, context);
    case 'office':
      return parseOffice(bytes, extension, context);
    case 'html':
      return whole(flowPage(1, contentOfHtml(decodeHtml(bytes))), 'turndown');
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
