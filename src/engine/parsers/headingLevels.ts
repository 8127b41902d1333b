import type { LayoutBlock, ParsedPage as LitePage } from '@llamaindex/liteparse';

/** A heading this much larger than one of a higher level shows that the levels do not follow the sizes. */
const CLEARLY_LARGER = 1.15;
/** Heights up to this much apart are one size: letters without descenders, another face of the same size. */
const SAME_SIZE = 1.08;
/** More sizes than these are a poster or a slide set, whose sizes are no outline. */
const MOST_SIZES = 5;

interface Heading {
  block: LayoutBlock;
  level: number;
  /** Height of its letters in points. */
  size: number;
}

/**
 * Ranks the headings of a whole document by the size of their letters where LiteParse's levels contradict it. It counts
 * how often a size occurs, so that the one large title of a report comes out below its chapters (2.14.7). Levels that
 * do follow the sizes stay as they are. Blocks and Markdown are changed alike.
 */
export function withRankedHeadings(pages: readonly LitePage[]): readonly LitePage[] {
  const headings = pages.flatMap(headingsOf);
  const contradicted = headings.some(one =>
    headings.some(other => one.level > other.level && one.size > other.size * CLEARLY_LARGER),
  );
  if (!contradicted) return pages;
  const levels = ranked(headings);
  if (Math.max(...levels.values()) > MOST_SIZES) return pages;
  return pages.map(page => withLevels(page, levels));
}

function headingsOf(page: LitePage): Heading[] {
  return (page.blocks ?? []).flatMap(block => {
    if (block.kind !== 'heading') return [];
    const size = sizeOf(block, page);
    return size === null ? [] : [{ block, level: block.level ?? 1, size }];
  });
}

/** Middle height of the text in the block's box; null where there is none. Font sizes are often 1, scaled elsewhere. */
function sizeOf({ bbox }: LayoutBlock, page: LitePage): number | null {
  if (!bbox) return null;
  const heights = page.textItems
    .filter(({ x, y, width, height }) => {
      const [centreX, centreY] = [x + width / 2 - bbox.x, y + height / 2 - bbox.y];
      return centreX >= 0 && centreX <= bbox.width && centreY >= 0 && centreY <= bbox.height;
    })
    .map(item => item.height)
    .sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? null;
}

/** The largest size is level 1, the next one 2, and so on. */
function ranked(headings: readonly Heading[]): Map<LayoutBlock, number> {
  const levels = new Map<LayoutBlock, number>();
  let level = 0;
  let size = Number.POSITIVE_INFINITY;
  for (const heading of [...headings].sort((a, b) => b.size - a.size)) {
    if (heading.size * SAME_SIZE < size) {
      size = heading.size;
      level++;
    }
    levels.set(heading.block, level);
  }
  return levels;
}

/** A heading that its page's Markdown does not hold as a line of its own keeps its level, so that both agree. */
function withLevels(page: LitePage, levels: ReadonlyMap<LayoutBlock, number>): LitePage {
  const lines = page.markdown.split('\n');
  let from = 0;
  const blocks = (page.blocks ?? []).map(block => {
    const level = levels.get(block);
    if (level === undefined) return block;
    const at = lines.indexOf(`${'#'.repeat(block.level ?? 1)} ${block.text}`, from);
    if (at < 0) return block;
    lines[at] = `${'#'.repeat(level)} ${block.text}`;
    from = at + 1;
    return { ...block, level };
  });
  return { ...page, blocks, markdown: lines.join('\n') };
}
