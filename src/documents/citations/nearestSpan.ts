import type { ItemsPage } from '../../protocol/parseResults';
import type { CitationBox } from '../../runs/results/fieldFacts';
import type { Span } from './findWords';

type Items = Extract<ItemsPage, { success: true }>['items'];

/** A block of a page: its place in the text and on the paper. */
interface Block extends Span {
  box: CitationBox;
}

/** Lines are told apart by some points, while places within a line are only guessed from the number of characters. */
const lineWeight = 5;

/** Of the places of the same words in a page's Markdown, the one that lies nearest to a box on the paper. */
export function nearestSpan(
  text: string,
  found: readonly Span[],
  items: Items,
  box: CitationBox,
): Span | undefined {
  const blocks = blocksOf(text, items);
  const [x, y] = [box.x + box.w / 2, box.y + box.h / 2];
  const distance = (span: Span): number => {
    const block = blocks.find(({ start, end }) => start <= span.start && span.start < end);
    if (!block) return Number.POSITIVE_INFINITY;
    const place = placeIn(text, block, span);
    return lineWeight * Math.abs(place.y - y) + Math.abs(place.x - x);
  };
  const ranked = found.map(span => ({ span, far: distance(span) })).sort((a, b) => a.far - b.far);
  return ranked[0]?.span;
}

/** Blocks stand in the text in the order of the page. */
function blocksOf(text: string, items: Items): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (const { md, bbox } of items) {
    const box = bbox && around(bbox);
    const words = md.trim();
    const start = words === '' ? -1 : text.indexOf(words, from);
    if (start < 0) continue;
    from = start + words.length;
    if (box) blocks.push({ start, end: from, box });
  }
  return blocks;
}

function around(boxes: readonly CitationBox[]): CitationBox | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  const right = Math.max(...boxes.map(box => box.x + box.w));
  const bottom = Math.max(...boxes.map(box => box.y + box.h));
  return { x, y, w: right - x, h: bottom - y };
}

/** Lines and characters are taken to be spread evenly over their block. */
function placeIn(text: string, { start, end, box }: Block, span: Span): { x: number; y: number } {
  const lines = text.slice(start, end).split('\n');
  const before = text.slice(start, span.start).split('\n');
  const line = before.length - 1;
  const column = (before.at(-1)?.length ?? 0) + (span.end - span.start) / 2;
  return {
    x: box.x + (box.w * column) / Math.max(lines[line]?.length ?? 1, 1),
    y: box.y + (box.h * (line + 0.5)) / lines.length,
  };
}
