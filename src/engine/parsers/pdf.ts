import type { ParsedPage as LitePage, ParseResult } from '@llamaindex/liteparse';
import type { ParseContext } from './context';
import { failures } from './failures';
import { withRankedHeadings } from './headingLevels';
import {
  BASE,
  imagesOf,
  layoutConfig,
  OcrFailed,
  type ReadRange,
  runLiteParse,
  savedImages,
  toPage,
} from './litePages';
import { withLostText } from './lostText';
import { rangesAfter, targetOf } from './parts';
import { recognise } from './recognise';
import { mayNeedOcr } from './textLayer';
import type { ParsedPage, ParseOptions, Part } from './types';

/** Complexity reasons that mean that the text layer is missing or wrong; 8 % of real pages (measured). */
export const OCR_REASONS: ReadonlySet<string> = new Set(['scanned', 'no-text', 'garbled']);

/** A page whose stored letters are Latin to less than this share is not English. */
const LATIN_SHARE = 0.7;

const WHAT = 'The PDF';

/**
 * Parses the wanted pages of a part of a PDF: the text layer first, then OCR of only those pages whose text layer is
 * missing or garbled. Throws ParseFailure.
 */
export async function parsePdf(
  bytes: Buffer,
  part: Part,
  options: ParseOptions,
  context: ParseContext,
): Promise<ReadRange> {
  const config = { ...layoutConfig(options), ...targetOf(part, options.pages), ocrEnabled: false };
  const native = await runLiteParse(bytes, config, WHAT);
  const { totalPages } = native;
  if (totalPages === 0) throw failures.broken(WHAT);
  if (options.failOnBuggyFont && hasBuggyFont(native)) throw failures.buggyFont(WHAT);
  const whole = 'upTo' in part && rangesAfter(part.upTo, totalPages, options.pages).length === 0;
  const images = imagesOf(native, options);
  // The sizes of a part say nothing of the other parts, whose headings must get the same levels.
  const laidOut = withLostText(whole ? withRankedHeadings(native.pages) : native.pages);
  const pages = new Map(laidOut.map(page => [page.pageNum, toPage(page, false, options, images)]));
  const warnings: string[] = [];
  const scans = options.ocr ? await pagesForOcr(bytes, native.pages) : [];
  if (scans.length > 0) {
    context.morePages(scans.length);
    for (const page of await recognisePages(bytes, scans, options, context, warnings)) {
      const before = pages.get(page.page_number);
      if (!before || isBetter(page, before)) pages.set(page.page_number, page);
    }
  }
  for (const { pageNum } of native.pageErrors) pages.set(pageNum, failedPage(pageNum));
  const all = [...pages.values()].sort((a, b) => a.page_number - b.page_number);
  if (all.length === 0 && options.pages) throw failures.noSuchPages(totalPages);
  if (whole && all.every(page => page.error !== null)) throw failures.broken(WHAT);
  return { pages: all, parser: 'liteparse', warnings, images: savedImages(images, options), totalPages };
}

/** What OCR reads on pages; nothing, with a warning, where it fails. */
async function recognisePages(
  bytes: Buffer,
  numbers: readonly number[],
  options: ParseOptions,
  { tessdataDir }: ParseContext,
  warnings: string[],
): Promise<ParsedPage[]> {
  // The first reading has the pictures already.
  const { screenshots: _s, embeddedImages: _e, inlineImages: _i, ...textOptions } = options;
  try {
    return (await recognise(bytes, numbers.join(','), tessdataDir, textOptions, WHAT)).pages;
  } catch (error) {
    if (!(error instanceof OcrFailed)) throw error;
    const where = `${numbers.length === 1 ? 'page' : 'pages'} ${numbers.join(', ')}`;
    if (options.failOnOcrError) throw failures.ocr(`on ${where}`);
    warnings.push(`Text recognition failed on ${where}; only the text stored in the file is given there.`);
    return [];
  }
}

/** Numbers of the pages whose text layer is missing or garbled. */
async function pagesForOcr(bytes: Buffer, pages: readonly LitePage[]): Promise<number[]> {
  const asked = pages.filter(mayNeedOcr).map(page => page.pageNum);
  if (asked.length === 0) return [];
  const config = { ...BASE, outputFormat: 'text', ocrEnabled: false, includeComplexity: true } as const;
  const judged = await runLiteParse(bytes, { ...config, targetPages: asked.join(',') }, WHAT);
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

const hasBuggyFont = ({ pages }: ParseResult): boolean =>
  pages.some(page => page.textItems.some(item => item.fontIsBuggy));

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
