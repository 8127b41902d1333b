import type { ParsedPage as LitePage } from '@llamaindex/liteparse';
import {
  imagesOf,
  layoutConfig,
  OcrFailed,
  type ReadRange,
  runLiteParse,
  savedImages,
  toPage,
} from './litePages';
import { withLostText } from './lostText';
import { liteparse } from './native';
import { withLineBoxes } from './ocrLines';
import { unpackTessdata } from './tessdata';
import type { ParseOptions } from './types';

/** OCR threads of one document: one more than a worker's share, so that a single scan does not leave a core idle. */
const OCR_THREADS = 2;

/** OCR of every page asked for of a PDF or an image. Throws OcrFailed, ParseFailure. */
export async function recognise(
  bytes: Buffer,
  targetPages: string | null,
  tessdataDir: string,
  options: ParseOptions,
  what: string,
): Promise<Required<Pick<ReadRange, 'pages' | 'images'>>> {
  const tessdataPath = await unpackTessdata(tessdataDir).catch(error => {
    throw new OcrFailed(error);
  });
  const result = await runLiteParse(
    bytes,
    {
      ...layoutConfig(options),
      ...(targetPages === null ? {} : { targetPages }),
      ocrEnabled: true,
      ocrLanguage: 'eng',
      tessdataPath,
      numWorkers: OCR_THREADS,
    },
    what,
  );
  const images = imagesOf(result, options);
  const laidOut = withLostText(result.pages.map(inReadingOrder));
  const pages = laidOut.map(page => toPage(page, true, options, images));
  return { pages, images: savedImages(images, options) };
}

/** Lays a recognised page out again, with its words on their lines. */
function inReadingOrder(page: LitePage): LitePage {
  const { LiteParse } = liteparse();
  const { pageNum: pageNumber, width: pageWidth, height: pageHeight } = page;
  const textItems = withLineBoxes(page.textItems);
  const laidOut = new LiteParse(layoutConfig({ ocr: true })).parsePages([
    { pageNumber, pageWidth, pageHeight, textItems },
  ]);
  const { text, markdown, blocks } = laidOut.pages[0] ?? page;
  return { ...page, text, markdown, ...(blocks ? { blocks } : {}) };
}
