import type { TextItem } from '@llamaindex/liteparse';

/** Two words are on one line where they share this part of the lower one's height. */
const SHARED_HEIGHT = 0.5;
/** ... and where no gap wider than so many heights lies between them: that would be another column. */
const WIDEST_GAP = 2.5;

/** LiteParse takes what stands closer than a tenth of its size for one word; what OCR told apart keeps more than that. */
const LEAST_GAP = 0.15;

/** Lines whose heights differ by no more than this part from the page's usual one are set in one size. */
const SAME_SIZE = 0.35;

/**
 * Gives recognised words the box and the size of their line. LiteParse sorts words by the tops of their own boxes, so that "on" or
 * "we", which have no tall letter, would come to stand on a line of their own after the words around them. Text that
 * the file stored and rotated text stay as they are.
 */
export function withLineBoxes(items: readonly TextItem[]): TextItem[] {
  const upright = (item: TextItem) => item.confidence !== undefined && (item.rotation ?? 0) === 0;
  const lines = linesOf(items.filter(upright)).map(levelled);
  const usual = usualHeight(lines);
  return [...items.filter(item => !upright(item)), ...lines.flatMap(line => sized(line, usual))];
}

/** Words from left to right, each joined to the line whose last word stands beside it. A line may climb or fall. */
function linesOf(words: TextItem[]): TextItem[][] {
  const lines: TextItem[][] = [];
  for (const word of words.sort((a, b) => a.x - b.x)) {
    let best: { line: TextItem[]; shared: number } | null = null;
    for (const line of lines) {
      const last = line.at(-1);
      const shared = last ? sharedHeight(last, word) : 0;
      if (shared >= SHARED_HEIGHT && shared > (best?.shared ?? 0)) best = { line, shared };
    }
    if (best) best.line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Part of the lower word's height that both share; 0 where `right` does not follow `left` closely. */
function sharedHeight(left: TextItem, right: TextItem): number {
  const tall = Math.max(left.height, right.height);
  const gap = right.x - (left.x + left.width);
  if (gap > tall * WIDEST_GAP || gap < -tall / 2) return 0;
  const shared = Math.min(left.y + left.height, right.y + right.height) - Math.max(left.y, right.y);
  return shared / Math.max(1, Math.min(left.height, right.height));
}

/** All words with one top and one height: those of the line's tall letters and descenders, strays left aside. */
function levelled(line: TextItem[]): TextItem[] {
  const y = quantile(
    line.map(word => word.y),
    0.25,
  );
  const bottom = quantile(
    line.map(word => word.y + word.height),
    0.75,
  );
  return line.map(word => ({ ...word, y, height: Math.max(1, bottom - y) }));
}

/** Height of the line in which the middle one of all words stands. */
const usualHeight = (lines: readonly TextItem[][]): number =>
  quantile(
    lines.flat().map(word => word.height),
    0.5,
  );

/** A line without a tall letter or a descender is lower, but no smaller print; headings stand out by more. */
function sized(line: TextItem[], usual: number): TextItem[] {
  return line.map((word, i) => {
    const same = Math.abs(word.height - usual) <= usual * SAME_SIZE;
    const fontSize = same ? usual : word.height;
    const room = (line[i + 1]?.x ?? Number.POSITIVE_INFINITY) - word.x - fontSize * LEAST_GAP;
    return { ...word, fontSize, width: Math.min(word.width, Math.max(1, room)) };
  });
}

/** The value below which the given part of the values lies. */
function quantile(values: number[], part: number): number {
  values.sort((a, b) => a - b);
  return values[Math.round((values.length - 1) * part)] ?? 0;
}
