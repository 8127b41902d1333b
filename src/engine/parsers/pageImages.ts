import type { ParseResult } from '@llamaindex/liteparse';
import type { SavedImage } from './types';

/** A picture of a document before it is written to a file. */
export type ReadImage = Omit<SavedImage, 'path' | 'sha256'> & { bytes: Buffer };

/** Pictures that are kept of one page: the largest (LlamaCloud API docs, "Limitations"). */
const MOST_PER_PAGE = 35;

const types: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg' };

/** Pictures of pages, where LiteParse was asked for them. */
export const screenshotsOf = ({ screenshots }: ParseResult): ReadImage[] =>
  screenshots.map(({ pageNum, imageBuffer }) => ({
    filename: `page_${pageNum}.png`,
    contentType: 'image/png',
    category: 'screenshot',
    page: pageNum,
    bbox: null,
    bytes: imageBuffer,
  }));

/** Pictures in the pages, under the names by which the Markdown links to them. */
export function embeddedImagesOf({ images }: ParseResult): ReadImage[] {
  const bytesOf = new Map(images.map(image => [image.id, image.bytes]));
  const numbers = [...new Set(images.map(image => image.page))];
  return numbers.flatMap(number =>
    images
      .filter(image => image.page === number)
      .sort((a, b) => b.width * b.height - a.width * a.height)
      .slice(0, MOST_PER_PAGE)
      .map(image => ({
        filename: image.name,
        contentType: types[image.format] ?? `image/${image.format}`,
        category: 'embedded' as const,
        page: image.page,
        bbox: { x: image.bbox.x, y: image.bbox.y, w: image.bbox.width, h: image.bbox.height },
        bytes: image.bytes.length > 0 ? image.bytes : (bytesOf.get(image.duplicateOf ?? '') ?? image.bytes),
      }))
      .filter(image => image.bytes.length > 0)
      .sort((a, b) => a.filename.localeCompare(b.filename, 'en', { numeric: true })),
  );
}

/** A page's Markdown with its pictures as data; links to pictures that are not there go. */
export const withInlineImages = (markdown: string, images: readonly ReadImage[]): string =>
  replaceImages(markdown, (text, name) => {
    const image = images.find(({ filename }) => filename === name);
    return image ? `![${text}](data:${image.contentType};base64,${image.bytes.toString('base64')})` : '';
  });

/** A page's Markdown without links to pictures that are not kept. */
export const withoutMissingImages = (markdown: string, kept: ReadonlySet<string>): string =>
  replaceImages(markdown, (text, name) => (kept.has(name) ? `![${text}](${name})` : ''));

const replaceImages = (markdown: string, replacement: (text: string, name: string) => string): string =>
  markdown
    .replace(/!\[([^\]]*)\]\((img_[\w.-]+)\)/g, (_, text: string, name: string) => replacement(text, name))
    .trim();
