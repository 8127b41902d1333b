import type { ParseContext } from './context';
import { failures } from './failures';
import { OcrFailed, type ReadRange } from './litePages';
import type { ReadImage } from './pageImages';
import { pagesIn } from './pageSelection';
import { recognise } from './recognise';
import type { ParseOptions, Part } from './types';

/** Images of a TIFF beyond this are refused: a chain of directories may be endless. */
const MOST_TIFF_PAGES = 10_000;

/** Recognises the text of an image, or of the images of a TIFF. An image without a resolution counts as 150 dpi. */
export async function parseImage(
  bytes: Buffer,
  extension: string,
  part: Part,
  options: ParseOptions,
  context: ParseContext,
): Promise<ReadRange> {
  const directories = extension === '.tif' ? tiffDirectories(bytes) : [null];
  const wanted = pagesIn(part, directories.length, options.pages);
  if (wanted.length === 0) throw failures.noSuchPages(directories.length);
  context.morePages(wanted.length);
  const parsed: ReadRange & { images: ReadImage[] } = {
    ...{ pages: [], parser: 'liteparse', warnings: [], images: [] },
    totalPages: directories.length,
  };
  for (const number of wanted) {
    const directory = directories[number - 1] ?? null;
    const one = directory === null ? bytes : withFirstDirectory(bytes, directory);
    try {
      const { pages, images } = await recognise(one, null, context.tessdataDir, options, 'The image');
      for (const page of pages.slice(0, 1)) parsed.pages.push({ ...page, page_number: number });
      parsed.images.push(...images.map(image => ({ ...image, ...placed(image.filename, number) })));
    } catch (error) {
      if (!(error instanceof OcrFailed)) throw error;
      if (options.failOnOcrError) throw failures.ocr('on the image');
      parsed.warnings.push('Text recognition failed; the text of the image is missing.');
    }
  }
  return parsed;
}

/** Each image of a TIFF is read as a document of its own, whose only page is the first. */
const placed = (filename: string, page: number) => ({
  page,
  filename: filename.replace(/^(page_|img_p)1(?=\D)/, `$1${page}`),
});

/** Offsets of a TIFF's image directories (TIFF 6.0, section 2). */
function tiffDirectories(bytes: Buffer): number[] {
  const [u16, u32] = readers(bytes);
  const offsets = new Set<number>();
  try {
    let at = u32(4);
    while (at !== 0 && !offsets.has(at) && offsets.size < MOST_TIFF_PAGES) {
      const next = at + 2 + u16(at) * 12;
      offsets.add(at);
      at = next + 4 <= bytes.length ? u32(next) : 0;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (offsets.size === 0) throw failures.broken('The image');
  return [...offsets];
}

/** The same TIFF with another image as its first, which is the one that LiteParse reads. */
function withFirstDirectory(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  if (isLittleEndian(bytes)) copy.writeUInt32LE(offset, 4);
  else copy.writeUInt32BE(offset, 4);
  return copy;
}

const isLittleEndian = (bytes: Buffer): boolean => bytes[0] === 0x49;

function readers(bytes: Buffer): [(at: number) => number, (at: number) => number] {
  return isLittleEndian(bytes)
    ? [at => bytes.readUInt16LE(at), at => bytes.readUInt32LE(at)]
    : [at => bytes.readUInt16BE(at), at => bytes.readUInt32BE(at)];
}
