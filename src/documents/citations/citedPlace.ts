import type { ItemsPage } from '../../protocol/parseResults';
import type { Citation } from '../../runs/results/fieldFacts';
import { findWords, type Span } from './findWords';
import { nearestSpan } from './nearestSpan';
import { pageSpan } from './pageSpan';

/**
 * Where the words of a citation stand in the Markdown of its document, and where its page begins where they are not
 * found. `itemsOf` gives the blocks of a page; it is asked only where the words stand in several places and boxes tell
 * them apart.
 */
export async function citedPlace(
  text: string,
  citation: Citation,
  itemsOf: (page: number) => Promise<ItemsPage | undefined>,
): Promise<Span> {
  const { page, matching_text: words, bounding_boxes: boxes } = citation;
  const own = pageSpan(text, page);
  const ownText = text.slice(own.start, own.end);
  const found = findWords(ownText, words ?? '');
  const [first, second] = found;
  const [box] = boxes ?? [];
  if (!first) return { start: own.start, end: own.start };
  const blocks = second && box ? await itemsOf(page) : undefined;
  const near = blocks?.success && box ? nearestSpan(ownText, found, blocks.items, box) : undefined;
  const { start, end } = near ?? first;
  return { start: own.start + start, end: own.start + end };
}
