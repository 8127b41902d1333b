import { Canvas, type Style } from './canvas';
import { type Column, drawTable, type TableStyle } from './table';

export type { Column };

/** Text set where it is wanted, as documents have it. What is drawn returns the y below itself where that depends on it. */
export class Paper {
  constructor(private readonly canvas: Canvas) {}

  page(): this {
    this.canvas.page();
    return this;
  }

  /** One line of text. */
  text(x: number, y: number, text: string, style: Style = {}): this {
    this.canvas.line(x, y, text, style);
    return this;
  }

  /** Lines below each other. */
  lines(x: number, y: number, lines: readonly string[], style: Style = {}): number {
    const { size, leading } = this.canvas.full(style);
    for (const [i, line] of lines.entries()) this.text(x, y + i * size * leading, line, style);
    return y + lines.length * size * leading;
  }

  /** A paragraph that wraps. */
  prose(x: number, y: number, width: number, text: string, style: Style = {}): number {
    const { size, leading } = this.canvas.full(style);
    return y + this.canvas.wrapped(x, y, width, text, style, size * (leading - 1.15));
  }

  /** Labels with values beside them: the values begin at `to`, or end at `end`. */
  pairs(
    x: number,
    y: number,
    rows: readonly (readonly [label: string, value: string])[],
    {
      to = x,
      end,
      label,
      value,
      ...style
    }: Style & { to?: number; end?: number; label?: Style; value?: Style },
  ): number {
    const { size, leading } = this.canvas.full(style);
    for (const [i, [name, text]] of rows.entries()) {
      const line = y + i * size * leading;
      this.text(x, line, name, { ...style, ...label });
      if (end === undefined) this.text(to, line, text, { ...style, ...value });
      else this.text(end, line, text, { ...style, ...value, align: 'right' });
    }
    return y + rows.length * size * leading;
  }

  /** Boxes of a form, small labels at their top, values below. Each row is as wide as its boxes. */
  boxes(
    x: number,
    y: number,
    rows: readonly (readonly (readonly [label: string, value: string, width: number])[])[],
    {
      height = 30,
      label = { size: 6.5 },
      value = {},
    }: { height?: number; label?: Style; value?: Style } = {},
  ): number {
    let top = y;
    for (const row of rows) {
      let left = x;
      for (const [name, text, width] of row) {
        this.box(left, top, width, height);
        this.text(left + 3, top + 3, name, label);
        this.text(left + 5, top + height - 14, text, value);
        left += width;
      }
      top += height;
    }
    return top;
  }

  box(x: number, y: number, width: number, height: number, fill?: string): this {
    this.canvas.box(x, y, width, height, fill);
    return this;
  }

  /** A square to tick, and what it stands for. */
  tick(x: number, y: number, text: string, ticked: boolean): this {
    this.box(x, y, 8, 8);
    if (ticked) this.text(x + 1.4, y + 0.4, 'X', { size: 8, font: 'sans-bold' });
    return this.text(x + 13, y - 0.5, text);
  }

  rule(x: number, y: number, toX: number, toY = y, width = 0.6, color = '#333333'): this {
    this.canvas.rule(x, y, toX, toY, width, color);
    return this;
  }

  table(
    x: number,
    y: number,
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    style: TableStyle = {},
  ): number {
    return drawTable(this.canvas, [x, y], columns, rows, style);
  }
}

/** The style of what is given none, and the size of the paper in points where it is not A4. */
export interface PaperStyle extends Omit<Style, 'size'> {
  fontSize?: number;
  size?: [width: number, height: number];
}

/** Makes a PDF. */
export function pdf(
  draw: (paper: Paper) => void,
  { size, fontSize = 10, ...style }: PaperStyle = {},
): Promise<Buffer> {
  const canvas = new Canvas(size ?? 'A4', { ...style, size: fontSize });
  draw(new Paper(canvas));
  return canvas.end();
}
