import type { ParsedPage as LitePage, LiteParseConfig, ParseResult } from '@llamaindex/liteparse';
import type { ParseContext } from './context';
import { failures } from './failures';
import { withRankedHeadings } from './headingLevels';
import { liteparse } from './native';
import { withLineBoxes } from './ocrLines';
import { itemsOfBlocks, withoutNeedlessEscapes } from './pdfItems';
import { unpackTessdata } from './tessdata';
import { contentOfText } from './text';
import { mayNeedOcr } from './textLayer';
import type { PageRange, ParsedPage, ParsedRange } from './types';

/** OCR threads of one document: one more than a worker's share, so that a single scan does not leave a core idle. */
const OCR_THREADS = 2;
/** Complexity reasons that mean that the text layer is missing or wrong; 8 % of real pages (measured). */
export const OCR_REASONS: ReadonlySet<string> = new Set(['scanned', 'no-text', 'garbled']);

/** A page whose stored letters are Latin to less than this share is not English. */
const LATIN_SHARE = 0.7;

const BASE: Partial<LiteParseConfig> = {
  quiet: true,
  outputFormat: 'markdown',
  // Images are not stored yet: a placeholder would be a link to nothing.
  imageMode: 'off',
  continueOnPageError: true,
};
const LAYOUT: Partial<LiteParseConfig> = { ...BASE, extractBlocks: true };

/** Number of pages of a PDF; reads none of them. Throws ParseFailure when it cannot be opened. */
export async function countPdfPages(bytes: Buffer): Promise<number> {
  const { totalPages } = await run(
    bytes,
    { ...BASE, outputFormat: 'text', ocrEnabled: false, maxPages: 0 },
    'The PDF',
  );
  if (totalPages === 0) throw failures.broken('The PDF');
  return totalPages;
}

/** Parses pages of a PDF: the text layer first, then OCR of only those pages whose text layer is missing or garbled. */
export async function parsePdf(
  bytes: Buffer,
  range: PageRange | null,
  ocr: boolean,
  context: ParseContext,
): Promise<ParsedRange> {
  const targetPages = range ? { targetPages: `${range.from}-${range.to}` } : {};
  const native = await run(bytes, { ...LAYOUT, ...targetPages, ocrEnabled: false }, 'The PDF');
  // The sizes of a part say nothing of the other parts, whose headings must get the same levels.
  const laidOut = range ? native.pages : withRankedHeadings(native.pages);
  const pages = new Map(laidOut.map(page => [page.pageNum, toPage(page, false)]));
  const warnings: string[] = [];
  const scans = ocr ? await pagesForOcr(bytes, native.pages) : [];
  if (scans.length > 0) {
    context.morePages(scans.length);
    const recognised = await recognise(bytes, scans.join(','), context.tessdataDir, 'The PDF').catch(
      error => {
        if (!(error instanceof OcrFailed)) throw error;
        warnings.push(
          `Text recognition failed on ${scans.length === 1 ? 'page' : 'pages'} ${scans.join(', ')}; only the text stored in the file is given there.`,
        );
        return [];
      },
    );
    for (const page of recognised) {
      const before = pages.get(page.page_number);
      if (!before || isBetter(page, before)) pages.set(page.page_number, page);
    }
  }
  for (const { pageNum } of native.pageErrors) pages.set(pageNum, failedPage(pageNum));
  const all = [...pages.values()].sort((a, b) => a.page_number - b.page_number);
  if (!range && (all.length === 0 || all.every(page => page.error !== null)))
    throw failures.broken('The PDF');
  return { pages: all, parser: 'liteparse', warnings };
}

/** Numbers of the pages whose text layer is missing or garbled. */
async function pagesForOcr(bytes: Buffer, pages: readonly LitePage[]): Promise<number[]> {
  const asked = pages.filter(mayNeedOcr).map(page => page.pageNum);
  if (asked.length === 0) return [];
  const config = { ...BASE, outputFormat: 'text', ocrEnabled: false, includeComplexity: true } as const;
  const judged = await run(bytes, { ...config, targetPages: asked.join(',') }, 'The PDF');
  return judged.pages
    .filter(page => page.complexity?.reasons.some(reason => OCR_REASONS.has(reason)))
    .map(page => page.pageNum);
}

/**
 * Whether to take what OCR read. It only knows English: text in another script that is merely suspected to be garbled
 * is better as it is stored.
 */
function isBetter(recognised: ParsedPage, stored: ParsedPage): boolean {
  if (recognised.confidence === null || recognised.text.trim() === '') return false;
  const letters = stored.text.match(/\p{L}/gu)?.length ?? 0;
  const latin = stored.text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return latin >= letters * LATIN_SHARE;
}

/** OCR of every page asked for of a PDF or an image. */
export async function recognise(
  bytes: Buffer,
  targetPages: string | null,
  tessdataDir: string,
  what: string,
): Promise<ParsedPage[]> {
  const tessdataPath = await unpackTessdata(tessdataDir).catch(error => {
    throw new OcrFailed(error);
  });
  const result = await run(
    bytes,
    {
      ...LAYOUT,
      ...(targetPages === null ? {} : { targetPages }),
      ocrEnabled: true,
      ocrLanguage: 'eng',
      tessdataPath,
      numWorkers: OCR_THREADS,
    },
    what,
  );
  return result.pages.map(page => toPage(inReadingOrder(page), true));
}

/** Lays a recognised page out again, with its words on their lines. */
function inReadingOrder(page: LitePage): LitePage {
  const { LiteParse } = liteparse();
  const { pageNum: pageNumber, width: pageWidth, height: pageHeight } = page;
  const textItems = withLineBoxes(page.textItems);
  const laidOut = new LiteParse(LAYOUT).parsePages([{ pageNumber, pageWidth, pageHeight, textItems }]);
  const { text, markdown, blocks } = laidOut.pages[0] ?? page;
  return { ...page, text, markdown, ...(blocks ? { blocks } : {}) };
}

/** Recognition as a whole failed (language data, memory); the document itself may be fine. */
export class OcrFailed extends Error {
  override readonly name = 'OcrFailed';
  constructor(cause: unknown) {
    super('Text recognition failed.', { cause });
  }
}

async function run(bytes: Buffer, config: Partial<LiteParseConfig>, what: string): Promise<ParseResult> {
  const { LiteParse } = liteparse();
  try {
    return await new LiteParse(config).parse(bytes);
  } catch (error) {
    throw asFailure(error, what);
  }
}

/** LiteParse's errors differ only in their text (2.14.7: "PDF error: password required", "image error: …"). */
function asFailure(error: unknown, what: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/password/i.test(message)) return failures.protectedBy(what);
  if (/limit exceeded|too large|dimension/i.test(message)) return failures.tooLarge(what);
  if (/^OCR /i.test(message)) return new OcrFailed(error);
  if (/PDF error|image error|conversion error/i.test(message)) return failures.broken(what);
  return error;
}

function toPage(page: LitePage, ocr: boolean): ParsedPage {
  const items = itemsOfBlocks(page.blocks ?? []);
  // No block is found in text that runs upwards: its words are better without a layout than not at all. The Markdown of
  // such a page would be an empty code fence.
  const { markdown, items: shown } =
    items.length > 0
      ? { markdown: withoutNeedlessEscapes(page.markdown).trim(), items }
      : contentOfText(page.text.replace(/^[ \t]+/gm, '').trim());
  return {
    page_number: page.pageNum,
    page_width: page.width,
    page_height: page.height,
    text: page.text.trimEnd(),
    markdown,
    items: shown,
    confidence: ocr ? confidenceOf(page) : null,
    ocr,
    error: null,
    speaker_notes: null,
    label: page.pageLabel ?? null,
  };
}

/** Mean over the recognised words, each by its length. */
function confidenceOf(page: LitePage): number | null {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of page.textItems) {
    if (confidence === undefined) continue;
    letters += text.length;
    sum += text.length * confidence;
  }
  return letters === 0 ? null : Math.round((sum / letters) * 1000) / 1000;
}

function failedPage(pageNumber: number): ParsedPage {
  return {
    page_number: pageNumber,
    page_width: 0,
    page_height: 0,
    text: '',
    markdown: '',
    items: [],
    confidence: null,
    ocr: false,
    error: 'This page is damaged and could not be read. The other pages are complete.',
    speaker_notes: null,
    label: null,
  };
}
