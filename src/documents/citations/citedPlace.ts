import type { ItemsPage } from '../../protocol/parseResults';
import type { Citation } from '../../runs/results/fieldFacts';
import { findWords, type Span } from './findWords';
import { nearestSpan } from './nearestSpan';
import { pageSpan, pagesOf } from './pageSpan';

/** What helps to tell places apart where the words of a citation stand in several. */
export interface Surroundings {
  /** Words of the other values of the same row. */
  neighbours: readonly string[];
  /** The blocks of a page with their boxes; undefined where the server has none. */
  itemsOf(page: number): Promise<ItemsPage | undefined>;
}

/** Where the words of a citation stand in the Markdown of its document; undefined where they are not on its page. */
export async function citedPlace(
  text: string,
  citation: Citation,
  { neighbours, itemsOf }: Surroundings,
): Promise<Span | undefined> {
  const { page, matching_text: words, bounding_boxes: boxes } = citation;
  const own = pageSpan(text, page);
  const ownText = text.slice(own.start, own.end);
  const found = besideMost(ownText, findWords(ownText, words ?? ''), neighbours);
  const [first, second] = found;
  if (!first) return undefined;
  const [box] = boxes ?? [];
  const items = second && box ? await itemsOf(page) : undefined;
  const near = items?.success && box ? nearestSpan(ownText, found, items.items, box) : undefined;
  const { start, end } = near ?? first;
  return { start: own.start + start, end: own.start + end };
}

/**
 * Where the words of a citation stand in the plain text of its document, which has no marks of pages: `markdown`, the same
 * document, tells how many there are, and the words are taken that stand about where the page must be.
 */
export function placeInText(
  text: string,
  { page, matching_text: words }: Citation,
  markdown: string | undefined,
): Span | undefined {
  const wanted = ((page - 0.5) / Math.max(pagesOf(markdown ?? ''), page)) * text.length;
  const far = ({ start }: Span) => Math.abs(start - wanted);
  return findWords(text, words ?? '').reduce<Span | undefined>(
    (best, span) => (best && far(best) <= far(span) ? best : span),
    undefined,
  );
}

/** Those in whose lines most of the neighbours stand. */
function besideMost(text: string, found: readonly Span[], neighbours: readonly string[]): readonly Span[] {
  if (found.length < 2 || neighbours.length === 0) return found;
  const counted = found.map(span => {
    const line = text.slice(text.lastIndexOf('\n', span.start) + 1, lineEnd(text, span.end));
    return { span, beside: neighbours.filter(words => findWords(line, words).length > 0).length };
  });
  const most = Math.max(...counted.map(({ beside }) => beside));
  return counted.filter(({ beside }) => beside === most).map(({ span }) => span);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
