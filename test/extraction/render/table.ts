import type { Canvas, Style } from './canvas';

/** A column of a table: its heading, its width in points, where its cells stand. */
export type Column = [title: string, width: number, align?: 'left' | 'right' | 'center'];

export interface TableStyle extends Style {
  /** Which lines are drawn. `head` is one line below the headings. */
  rules?: 'grid' | 'rows' | 'head' | 'none';
  /** Behind the headings, and behind every other row. */
  headFill?: string;
  zebra?: string;
  headFont?: NonNullable<Style['font']>;
  /** Space above and below the text of a cell. */
  pad?: number;
  /** Where the page ends, and where the table goes on after that, headings repeated. */
  bottom?: number;
  top?: number;
}

/** From a cell's edge to its text. */
const inset = 3;

/** Draws a table; cells wrap, and it goes on over the end of the page. Headings that are all empty are left out. */
export function drawTable(
  canvas: Canvas,
  [x, y]: readonly [x: number, y: number],
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: TableStyle,
): number {
  const { rules = 'rows', headFont = 'sans-bold', pad = 4, bottom = canvas.height - 60, top = 60 } = style;
  const width = columns.reduce((sum, [, points]) => sum + points, 0);
  const headed = columns.some(([title]) => title !== '');
  let at = y;

  const row = (cells: readonly string[], cellStyle: Style, fill?: string) => {
    const heights = columns.map(([, points], i) =>
      canvas.heightOf(points - 2 * inset, cells[i] ?? '', cellStyle),
    );
    const height = Math.max(...heights) + 2 * pad;
    if (at + height > bottom) {
      canvas.page();
      at = top;
      head();
    }
    if (fill) canvas.box(x, at, width, height, fill);
    let left = x;
    for (const [i, [, points, align = 'left']] of columns.entries()) {
      canvas.wrapped(left + inset, at + pad, points - 2 * inset, cells[i] ?? '', { ...cellStyle, align });
      if (rules === 'grid') canvas.box(left, at, points, height);
      left += points;
    }
    at += height;
    if (rules === 'rows') canvas.rule(x, at, x + width, at, 0.4, '#999999');
  };
  const head = () => {
    if (!headed) return;
    row(
      columns.map(([title]) => title),
      { ...style, font: headFont },
      style.headFill,
    );
    if (rules === 'head') canvas.rule(x, at, x + width, at, 0.8, '#333333');
  };

  head();
  for (const [i, cells] of rows.entries()) row(cells, style, i % 2 === 1 ? style.zebra : undefined);
  return at;
}
