import type { ParseContext } from './context';
import { failures } from './failures';
import { OcrFailed, recognise } from './pdf';
import type { PageRange, ParsedRange } from './types';

/** Images of a TIFF beyond this are refused: a chain of directories may be endless. */
const MOST_TIFF_PAGES = 10_000;

/** Number of images in the file: of a TIFF its directories, of any other format 1. */
export function countImagePages(bytes: Buffer, extension: string): number {
  return extension === '.tif' ? tiffDirectories(bytes).length : 1;
}

/** Recognises the text of an image, or of the images of a TIFF. An image without a resolution counts as 150 dpi. */
export async function parseImage(
  bytes: Buffer,
  extension: string,
  range: PageRange | null,
  context: ParseContext,
): Promise<ParsedRange> {
  const directories = extension === '.tif' ? tiffDirectories(bytes) : [null];
  const from = range?.from ?? 1;
  const wanted = directories.slice(from - 1, range?.to ?? directories.length);
  context.morePages(wanted.length);
  const parsed: ParsedRange = { pages: [], parser: 'liteparse', warnings: [] };
  for (const [index, directory] of wanted.entries()) {
    const one = directory === null ? bytes : withFirstDirectory(bytes, directory);
    try {
      const [page] = await recognise(one, null, context.tessdataDir, 'The image');
      if (page) parsed.pages.push({ ...page, page_number: from + index });
    } catch (error) {
      if (!(error instanceof OcrFailed)) throw error;
      parsed.warnings.push('Text recognition failed; the text of the image is missing.');
    }
  }
  return parsed;
}

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
