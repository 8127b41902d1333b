import type { Rect, TextItem } from '@llamaindex/liteparse';

/** Text that stands together, and its box in points. */
export interface Paragraph {
  text: string;
  box: Rect;
}

/** Quarter turns clockwise by which text is turned. */
export type Turn = 0 | 1 | 2 | 3;

/** A box on the page turned so that the text in it runs from left to right. */
export interface UprightBox {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Words apart by more than so many heights stand in columns. */
const COLUMN_GAP = 1.5;
/** Lines of one paragraph are no further apart than this part of their height ... */
const LINE_GAP = 0.8;
/** ... begin no further apart than so many heights ... */
const INDENT = 2;
/** ... and are of one size, give or take this part. */
const SAME_SIZE = 0.25;

interface Upright extends UprightBox {
  item: TextItem;
  turn: Turn;
}

/** One or more texts from left to right. */
type Line = [Upright, ...Upright[]];

/**
 * Paragraphs of the `items` of a page in reading order. What stands on one line is apart where another one of `all` its
 * items stands between, or where a gap lies between two that do not belong to one place.
 */
export function paragraphsOf(
  items: readonly TextItem[],
  all: readonly TextItem[],
  placeOf: (box: Rect) => number,
): Paragraph[] {
  const lost = new Set(items);
  const others = all.filter(item => !lost.has(item)).map(upright);
  const areApart = (one: Upright, next: Upright) =>
    (isWide(one, next) && placeOf(one.item) !== placeOf(next.item)) ||
    others.some(other => isBetween(one, other, next));
  const paragraphs: [Line, ...Line[]][] = [];
  for (const line of linesOf(items.map(upright)).flatMap(each => split(each, areApart))) {
    const open = paragraphs.findLast(lines => follows(lines.at(-1) ?? lines[0], line));
    if (open) open.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map(lines => {
    const texts = lines.flat().map(({ item }) => item);
    return { text: texts.map(({ text }) => text.trim()).join(' '), box: around(texts) };
  });
}

function upright(item: TextItem): Upright {
  const turn = turnOf(item);
  return { item, turn, ...turned(item, turn) };
}

/** How a text is turned; aslant counts as the nearest quarter. */
export const turnOf = ({ rotation = 0 }: TextItem): Turn =>
  ([0, 1, 2, 3] as const)[((Math.round(rotation / 90) % 4) + 4) % 4] ?? 0;

/** The box as it lies where text turned in such a way is upright; only good for comparing with other such boxes. */
export function turned({ x, y, width, height }: Rect, turn: Turn): UprightBox {
  const [right, bottom] = [x + width, y + height];
  switch (turn) {
    case 0:
      return { left: x, right, top: y, bottom };
    case 1:
      return { left: y, right: bottom, top: -right, bottom: -x };
    case 2:
      return { left: -right, right: -x, top: -bottom, bottom: -y };
    case 3:
      return { left: -bottom, right: -y, top: x, bottom: right };
  }
}

const height = ({ top, bottom }: Upright): number => bottom - top;
const middle = ({ top, bottom }: Upright): number => (top + bottom) / 2;

function linesOf(texts: readonly Upright[]): Line[] {
  const lines: Line[] = [];
  for (const text of [...texts].sort((a, b) => a.turn - b.turn || middle(a) - middle(b))) {
    const last = lines.at(-1);
    if (last && isBeside(last[0], text)) last.push(text);
    else lines.push([text]);
  }
  for (const line of lines) line.sort((a, b) => a.left - b.left);
  return lines;
}

const isBeside = (one: Upright, other: Upright): boolean =>
  one.turn === other.turn &&
  Math.abs(middle(one) - middle(other)) <= Math.min(height(one), height(other)) / 2;

function split([first, ...rest]: Line, areApart: (one: Upright, next: Upright) => boolean): Line[] {
  const parts: [Line, ...Line[]] = [[first]];
  let before = first;
  for (const text of rest) {
    if (areApart(before, text)) parts.push([text]);
    else parts.at(-1)?.push(text);
    before = text;
  }
  return parts;
}

const isBetween = (one: Upright, other: Upright, next: Upright): boolean =>
  isBeside(other, next) && other.left >= one.right - 1 && other.right <= next.left + 1;

const isWide = (one: Upright, next: Upright): boolean => next.left - one.right > height(one) * COLUMN_GAP;

/** Whether a line goes on where the one before ends, rather than being a row of columns. */
function follows(before: Line, line: Line): boolean {
  if (hasColumns(before) || hasColumns(line)) return false;
  const [one, other] = [before[0], line[0]];
  const size = height(one);
  const gap = other.top - one.bottom;
  return (
    one.turn === other.turn &&
    Math.abs(gap) <= size * LINE_GAP &&
    Math.abs(one.left - other.left) <= size * INDENT &&
    Math.abs(height(other) - size) <= size * SAME_SIZE
  );
}

const hasColumns = (line: Line): boolean =>
  line.some((text, i) => {
    const next = line[i + 1];
    return next !== undefined && isWide(text, next);
  });

function around(items: readonly TextItem[]): Rect {
  const x = Math.min(...items.map(item => item.x));
  const y = Math.min(...items.map(item => item.y));
  const right = Math.max(...items.map(item => item.x + item.width));
  const bottom = Math.max(...items.map(item => item.y + item.height));
  return { x, y, width: right - x, height: bottom - y };
}
