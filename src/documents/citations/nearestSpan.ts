import type { ItemsPage } from '../../protocol/parseResults';
import type { CitationBox } from '../../runs/results/fieldFacts';
import { fold, type Span } from './findWords';

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

/** Blocks stand in the text in the order of the page, though their marks may be others: a table's lines, or its HTML. */
function blocksOf(text: string, items: Items): Block[] {
  const { letters, places } = fold(text);
  const blocks: Block[] = [];
  let from = 0;
  for (const { md, bbox } of items) {
    const box = bbox && around(bbox);
    const wanted = fold(md).letters;
    const at = wanted === '' ? -1 : letters.indexOf(wanted, from);
    if (at < 0) continue;
    from = at + wanted.length;
    if (box) blocks.push({ start: places[at] ?? 0, end: (places[from - 1] ?? 0) + 1, box });
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

/** Lines and characters are taken to be spread evenly over their block; lines of marks alone are not printed. */
function placeIn(text: string, { start, end, box }: Block, span: Span): { x: number; y: number } {
  const printed = (part: string) => part.split('\n').filter(line => isPrinted.test(line));
  const lines = printed(text.slice(start, end)).length;
  const line = printed(text.slice(start, span.end)).length;
  const from = text.lastIndexOf('\n', span.start) + 1;
  const to = text.indexOf('\n', span.end);
  const whole = (to < 0 ? text.length : to) - from;
  return {
    x: box.x + (box.w * ((span.start + span.end) / 2 - from)) / Math.max(whole, 1),
    y: box.y + (box.h * (line - 0.5)) / Math.max(lines, 1),
  };
}

const isPrinted = /[\p{L}\p{N}]/u;
