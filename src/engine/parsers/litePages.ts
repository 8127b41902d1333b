import type { ParsedPage as LitePage, LiteParse, LiteParseConfig, ParseResult } from '@llamaindex/liteparse';
import { failures } from './failures';
import { groundingOf, wordsOf } from './grounding';
import { liteparse } from './native';
import {
  embeddedImagesOf,
  type ReadImage,
  screenshotsOf,
  withInlineImages,
  withoutMissingImages,
} from './pageImages';
import { itemsOfBlocks, withoutNeedlessEscapes } from './pdfItems';
import { printedNumber } from './printedNumber';
import { contentOfText } from './text';
import type { ParsedPage, ParsedRange, ParseOptions } from './types';

/** What a parser read: the result, and the pictures that go into files of their own. */
export interface ReadRange extends ParsedRange {
  images?: ReadImage[];
  /** Of the whole document, where its pages can be parsed apart from each other. */
  totalPages?: number;
}

export const BASE: Partial<LiteParseConfig> = {
  quiet: true,
  outputFormat: 'markdown',
  // Without files of their own, placeholders of images would be links to nothing.
  imageMode: 'off',
  continueOnPageError: true,
};

/** LiteParse's settings for a parse with layout: only what was asked for costs time. */
export function layoutConfig(options: ParseOptions): Partial<LiteParseConfig> {
  const images = options.embeddedImages || options.inlineImages;
  return {
    ...BASE,
    extractBlocks: true,
    ...(options.crop && { cropBox: options.crop }),
    ...(options.plainLinks && { extractLinks: false }),
    ...(options.skipDiagonalText && { skipDiagonalText: true }),
    ...(options.keepTinyText && { preserveVerySmallText: true }),
    ...(options.screenshots && { extractScreenshots: true }),
    ...(images && { extractImages: true, imageMode: 'embed' }),
    ...((options.words || options.granularity) && { emitWordBoxes: true }),
    ...(options.failOnBuggyFont && { extractTextMetadata: true }),
  };
}

/** Recognition as a whole failed (language data, memory); the document itself may be fine. */
export class OcrFailed extends Error {
  override readonly name = 'OcrFailed';
  constructor(cause: unknown) {
    super('Text recognition failed.', { cause });
  }
}

/** Runs LiteParse on a document. Throws ParseFailure or OcrFailed. `what` is a noun phrase such as "The PDF". */
export async function runLiteParse(
  bytes: Buffer,
  config: Partial<LiteParseConfig>,
  what: string,
): Promise<ParseResult> {
  try {
    return await parserFor(config).parse(bytes);
  } catch (error) {
    throw asFailure(error, what);
  }
}

/** The latest parser: the next document most often has the same settings, and a new one takes longer than a small page. */
let latest: { settings: string; parser: LiteParse } | null = null;

function parserFor(config: Partial<LiteParseConfig>): LiteParse {
  const settings = JSON.stringify(config);
  if (latest?.settings !== settings) {
    const { LiteParse } = liteparse();
    latest = { settings, parser: new LiteParse(config) };
  }
  return latest.parser;
}

/** LiteParse's errors differ only in their text (2.14.7: "PDF error: password required", "image error: …"). */
function asFailure(error: unknown, what: string): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (/password/i.test(message)) return failures.protectedBy(what);
  if (/limit exceeded|too large|dimension/i.test(message)) return failures.tooLarge(what);
  if (/^OCR /i.test(message)) return new OcrFailed(error);
  if (/PDF error|image error|conversion error/i.test(message)) return failures.broken(what);
  // What else it says is a panic ("capacity overflow"), which only a document that is built wrong has brought about.
  return (error as { code?: unknown }).code === 'GenericFailure' ? failures.broken(what) : error;
}

/** The pictures of a result that the options ask to keep or to show in the Markdown. Throws ParseFailure where one is lost. */
export function imagesOf(result: ParseResult, options: ParseOptions): ReadImage[] {
  if (options.failOnImageError && result.imageErrorCount > 0) throw failures.images(result.imageErrorCount);
  const embedded = options.embeddedImages || options.inlineImages ? embeddedImagesOf(result) : [];
  return [...(options.screenshots ? screenshotsOf(result) : []), ...embedded];
}

/** Those that become files: pictures that are only shown in the Markdown do not. */
export const savedImages = (images: readonly ReadImage[], options: ParseOptions): ReadImage[] =>
  images.filter(image => image.category === 'screenshot' || options.embeddedImages);

/** A page of LiteParse as ours. `images` are those of the document. */
export function toPage(
  page: LitePage,
  ocr: boolean,
  options: ParseOptions,
  images: readonly ReadImage[] = [],
): ParsedPage {
  const pictures = new Set(options.embeddedImages ? images.map(image => image.filename) : []);
  const items = itemsOfBlocks(page.blocks ?? [], pictures);
  // No block is found in text that runs upwards: its words are better without a layout than not at all. The Markdown of
  // such a page would be an empty code fence.
  const { markdown, items: shown } =
    items.length > 0
      ? { markdown: withoutNeedlessEscapes(page.markdown).trim(), items }
      : contentOfText(page.text.replace(/^[ \t]+/gm, '').trim());
  const source = ocr ? 'ocr' : 'native';
  return {
    page_number: page.pageNum,
    page_width: page.width,
    page_height: page.height,
    text: page.text.trimEnd(),
    markdown: options.inlineImages
      ? withInlineImages(markdown, images)
      : options.embeddedImages
        ? withoutMissingImages(markdown, pictures)
        : markdown,
    items: shown,
    confidence: ocr ? confidenceOf(page) : null,
    ocr,
    error: null,
    speaker_notes: null,
    label: (options.printedPageNumbers && printedNumber(page)) || (page.pageLabel ?? null),
    ...(options.granularity && { grounding: groundingOf(shown, page, options.granularity, source) }),
    ...(options.words && { words: wordsOf(page) }),
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
