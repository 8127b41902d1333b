import type { LayoutBlock, ParsedPage as LitePage, Rect, TextItem } from '@llamaindex/liteparse';
import type { ParseItem } from '../../protocol/parseItems';
import type { Box, Granularity, GroundedLine, Grounding, WordBox } from './types';

type Positioned = { text: string } & Rect;

/** Every word of a page with its box. OCR gives words of their own, a text layer gives lines that hold words. */
export const wordsOf = (page: Pick<LitePage, 'textItems'>): WordBox[] =>
  page.textItems.flatMap(item => wordsIn(item).map(word => ({ text: word.text, ...boxOf(word) })));

const wordsIn = (item: TextItem): Positioned[] => (item.words?.length ? item.words : [item]);

/**
 * Boxes within each item of a page, in the order of the items; null for one without a place. `blocks` are those that the
 * items were made of.
 */
export function groundingOf(
  items: readonly ParseItem[],
  page: Pick<LitePage, 'textItems' | 'blocks'>,
  levels: readonly Granularity[],
  source: Grounding['source'],
): (Grounding | null)[] {
  const tables = (page.blocks ?? []).filter(block => block.kind === 'table');
  return items.map(item => {
    if (item.type === 'table') return tableGrounding(tables.shift(), page.textItems, levels, source);
    const areas = (item.bbox ?? []).map(({ x, y, w, h }) => ({ x, y, width: w, height: h }));
    if (areas.length === 0 || levels.every(level => level === 'cell')) return null;
    const inside = page.textItems.filter(line => areas.some(area => holds(area, line)));
    return { source, lines: linesOf(item.md, inside, levels) };
  });
}

function tableGrounding(
  block: LayoutBlock | undefined,
  lines: readonly TextItem[],
  levels: readonly Granularity[],
  source: Grounding['source'],
): Grounding | null {
  if (!block) return null;
  const inner = levels.filter(level => level !== 'cell');
  const rows = [...(block.header ? [block.header] : []), ...(block.rows ?? [])].map(row =>
    row.map(({ text, bbox }) => {
      if (!bbox) return null;
      const cell = { bbox: levels.includes('cell') ? [boxOf(bbox)] : [] };
      if (inner.length === 0) return cell;
      return {
        ...cell,
        lines: linesOf(
          text,
          lines.filter(line => holds(bbox, line)),
          inner,
        ),
      };
    }),
  );
  return { source, rows };
}

/** Lines in reading order, each with where its words are in `md`; a word that is not found there has no span. */
function linesOf(md: string, lines: readonly TextItem[], levels: readonly Granularity[]): GroundedLine[] {
  let at = 0;
  return lines.map(line => {
    const words = wordsIn(line).map(word => {
      const found = md.indexOf(word.text, at);
      if (found < 0) return { bbox: boxOf(word) };
      at = found + word.text.length;
      return { span: [found, at] satisfies [number, number], bbox: boxOf(word) };
    });
    const spans = words.flatMap(word => (word.span ? [word.span] : []));
    const [first, last] = [spans[0], spans.at(-1)];
    const grounded: GroundedLine = { bbox: boxOf(line) };
    if (first && last) grounded.span = [first[0], last[1]];
    if (levels.includes('word')) grounded.words = words;
    return grounded;
  });
}

/** Whether the middle of a line is within an area. */
function holds(area: Rect, line: Positioned): boolean {
  const x = line.x + line.width / 2;
  const y = line.y + line.height / 2;
  return area.x <= x && x <= area.x + area.width && area.y <= y && y <= area.y + area.height;
}

const boxOf = ({ x, y, width, height }: Rect): Box => ({
  x: round(x),
  y: round(y),
  w: round(width),
  h: round(height),
});

const round = (points: number): number => Math.round(points * 100) / 100;
