import type { LayoutBlock, ParsedPage as LitePage, Rect, TextItem } from '@llamaindex/liteparse';
import { type Paragraph, type Turn, turned, turnOf, type UprightBox } from './lostLines';

/** Tells the index of the block of a page before which a box belongs. */
export function placesIn({ blocks = [], textItems }: LitePage): (box: Rect) => number {
  const turn = turnOfMost(textItems);
  const boxes = blocks.map(({ kind, bbox }) => (bbox && kind !== 'rule' ? turned(bbox, turn) : null));
  return box => placeOf(turned(box, turn), boxes);
}

/** Puts paragraphs where they belong among the blocks of a page, and into its Markdown at the same places. */
export function withParagraphs(
  page: LitePage,
  paragraphs: readonly Paragraph[],
  placeOf: (box: Rect) => number,
): LitePage {
  const old = page.blocks ?? [];
  const starts = startsOf(page.markdown, old);
  const added = paragraphs.map(paragraph => ({ paragraph, at: placeOf(paragraph.box) }));
  const blocks: LayoutBlock[] = [];
  const lines = page.markdown.split('\n');
  const parts: string[] = [];
  let done = 0;
  for (let at = 0; at <= old.length; at++) {
    const here = added.filter(each => each.at === at);
    if (here.length > 0) {
      // A block that is not found in the Markdown has its place before the next one that is.
      const start = starts.slice(at).find(line => line !== null) ?? lines.length;
      parts.push(lines.slice(done, start).join('\n'));
      done = start;
    }
    for (const { paragraph } of here) {
      const text = escaped(paragraph.text);
      blocks.push({ kind: 'paragraph', text, bbox: paragraph.box });
      parts.push(text);
    }
    const block = old[at];
    if (block) blocks.push(block);
  }
  parts.push(lines.slice(done).join('\n'));
  const markdown = parts
    .map(part => part.replace(/^\n+|\n+$/g, ''))
    .filter(part => part !== '')
    .join('\n\n');
  return { ...page, blocks, markdown };
}

/** After what is above the box in its column, else before what is below it. */
function placeOf(box: UprightBox, blocks: readonly (UprightBox | null)[]): number {
  const middle = (box.top + box.bottom) / 2;
  const placed = blocks.flatMap((block, index) => (block ? [{ index, ...block }] : []));
  if (placed.every(({ bottom }) => bottom <= middle)) return blocks.length;
  const column = placed.filter(({ left, right }) => left < box.right && right > box.left);
  const above = column.filter(({ top, bottom }) => (top + bottom) / 2 <= middle);
  const lowest = Math.max(...above.map(({ bottom }) => Math.min(bottom, box.bottom)));
  const last = above.findLast(({ bottom }) => Math.min(bottom, box.bottom) === lowest);
  return last ? last.index + 1 : (column[0]?.index ?? blocks.length);
}

/** How most of the text on a page is turned. */
function turnOfMost(items: readonly TextItem[]): Turn {
  const counts = [0, 0, 0, 0];
  for (const item of items) counts[turnOf(item)] = (counts[turnOf(item)] ?? 0) + item.text.length;
  return ([0, 1, 2, 3] as const).find(turn => counts[turn] === Math.max(...counts)) ?? 0;
}

/** The line of the Markdown at which each block begins; null where it is not found. */
function startsOf(markdown: string, blocks: readonly LayoutBlock[]): (number | null)[] {
  const lines = markdown.split('\n');
  let from = 0;
  return blocks.map(block => {
    const at = lines.findIndex((line, index) => index >= from && begins(block, line));
    if (at < 0) return null;
    from = at + heightOf(block, lines, at);
    return at;
  });
}

function begins(block: LayoutBlock, line: string): boolean {
  switch (block.kind) {
    case 'table':
      return line.startsWith('|');
    case 'code':
    case 'grid_fallback':
      return line.startsWith('```');
    case 'rule':
      return line === '---';
    case 'figure':
      return line.startsWith('![') && line.includes(block.id ?? '');
    default:
      if (!block.text) return false;
      return line.endsWith(block.text) || line.replace(/^\*+|\*+$/g, '') === block.text;
  }
}

/** Lines that a block takes in the Markdown. */
function heightOf({ kind, lines: code = [] }: LayoutBlock, lines: readonly string[], at: number): number {
  if (kind === 'code' || kind === 'grid_fallback') return code.length + 2;
  if (kind !== 'table') return 1;
  const length = lines.slice(at).findIndex(line => !line.startsWith('|'));
  return length < 0 ? lines.length - at : length;
}

/** Escapes what LiteParse escapes (2.14.7), and what would make the line something else than a paragraph. */
const escaped = (text: string): string =>
  text
    .replace(/[\\*_]/g, '\\$&')
    .replace(/^(?:>|```|~~~|(?:#{1,6}|[+-])(?=\s|$))/, '\\$&')
    .replace(/^(\d{1,9})([.)]\s)/, '$1\\$2');
