import PDFDocument from 'pdfkit';

/** Measures are points, the origin is the top left corner of the page. */
export interface Style {
  size?: number;
  font?: keyof typeof fonts;
  /** `right` ends at x, `center` is centred on x. */
  align?: 'left' | 'right' | 'center';
  color?: string;
  /** From one line to the next, in lines of text that is `size` high. */
  leading?: number;
}

const fonts = {
  sans: 'Helvetica',
  'sans-bold': 'Helvetica-Bold',
  'sans-italic': 'Helvetica-Oblique',
  serif: 'Times-Roman',
  'serif-bold': 'Times-Bold',
  'serif-italic': 'Times-Italic',
  mono: 'Courier',
  'mono-bold': 'Courier-Bold',
};

/** The part of pdfkit that is drawn with. */
interface Canvas {
  readonly page: { width: number; height: number };
  font(name: string): Canvas;
  fontSize(points: number): Canvas;
  fillColor(color: string): Canvas;
  strokeColor(color: string): Canvas;
  text(text: string, x: number, y: number, options: object): Canvas;
  widthOfString(text: string): number;
  heightOfString(text: string, options: object): number;
  moveTo(x: number, y: number): Canvas;
  lineTo(x: number, y: number): Canvas;
  rect(x: number, y: number, width: number, height: number): Canvas;
  lineWidth(points: number): Canvas;
  stroke(color?: string): Canvas;
  fill(color: string): Canvas;
  save(): Canvas;
  restore(): Canvas;
  addPage(): Canvas;
  on(event: 'data', listener: (chunk: Buffer) => void): Canvas;
  on(event: 'end', listener: () => void): Canvas;
  end(): void;
}

/** A column of a table: its heading, its width in points, where its cells stand. */
export type Column = [title: string, width: number, align?: 'left' | 'right' | 'center'];

export interface TableStyle extends Style {
  /** Which lines are drawn. `head` is one line below the headings. */
  rules?: 'grid' | 'rows' | 'head' | 'none';
  /** Behind the headings, and behind every other row. */
  headFill?: string;
  zebra?: string;
  headFont?: Style['font'];
  /** Space above and below the text of a cell. */
  pad?: number;
  /** Where the page ends, and where the table goes on after that, headings repeated. */
  bottom?: number;
  top?: number;
}

/** A sheet that text is set on where it is wanted. What is drawn returns the y below itself where that depends on it. */
export class Paper {
  constructor(
    private readonly canvas: Canvas,
    private readonly base: Style,
  ) {}

  get width(): number {
    return this.canvas.page.width;
  }

  get height(): number {
    return this.canvas.page.height;
  }

  page(): this {
    this.canvas.addPage();
    return this;
  }

  /** One line of text. */
  text(x: number, y: number, text: string, style: Style = {}): this {
    const { align } = this.use(style);
    const shift = align === 'right' ? 1 : align === 'center' ? 0.5 : 0;
    this.canvas.text(text, x - shift * this.canvas.widthOfString(text), y, { lineBreak: false });
    return this;
  }

  /** Lines below each other. */
  lines(x: number, y: number, lines: readonly string[], style: Style = {}): number {
    const { size, leading } = this.use(style);
    for (const [i, line] of lines.entries()) this.text(x, y + i * size * leading, line, style);
    return y + lines.length * size * leading;
  }

  /** A paragraph that wraps. */
  prose(x: number, y: number, width: number, text: string, style: Style = {}): number {
    const { size, leading } = this.use(style);
    const options = { width, lineGap: size * (leading - 1.15) };
    this.canvas.text(text, x, y, options);
    return y + this.canvas.heightOfString(text, options);
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
    const { size, leading } = this.use(style);
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
    this.canvas.lineWidth(0.6).rect(x, y, width, height);
    if (fill) this.canvas.fill(fill);
    else this.canvas.stroke('#333333');
    return this;
  }

  /** A square to tick, and what it stands for. */
  tick(x: number, y: number, text: string, ticked: boolean, style: Style = {}): this {
    this.box(x, y, 8, 8);
    if (ticked) this.text(x + 1.4, y + 0.4, 'X', { size: 8, font: 'sans-bold' });
    return this.text(x + 13, y - 0.5, text, style);
  }

  rule(x: number, y: number, toX: number, toY = y, width = 0.6, color = '#333333'): this {
    this.canvas.lineWidth(width).moveTo(x, y).lineTo(toX, toY).stroke(color);
    return this;
  }

  /** A table; cells wrap, and it goes on over the end of the page. */
  table(
    x: number,
    y: number,
    columns: readonly Column[],
    rows: readonly (readonly string[])[],
    style: TableStyle = {},
  ): number {
    const { rules = 'rows', headFont = 'sans-bold', pad = 4, bottom = this.height - 60, top = 60 } = style;
    const width = columns.reduce((sum, [, points]) => sum + points, 0);
    let at = y;
    const draw = (cells: readonly string[], cellStyle: Style, fill?: string) => {
      this.use(cellStyle);
      const heights = cells.map((cell, i) => this.heightOf(cell, (columns[i]?.[1] ?? 0) - 6));
      const height = Math.max(...heights) + 2 * pad;
      if (at + height > bottom) {
        this.page();
        at = top;
        head();
        this.use(cellStyle);
      }
      if (fill) this.box(x, at, width, height, fill);
      let left = x;
      for (const [i, [, points, align = 'left']] of columns.entries()) {
        this.use(cellStyle);
        this.canvas.text(cells[i] ?? '', left + 3, at + pad, { width: points - 6, align });
        if (rules === 'grid') this.box(left, at, points, height);
        left += points;
      }
      at += height;
      if (rules === 'rows') this.rule(x, at, x + width, at, 0.4, '#999999');
    };
    const head = () => {
      draw(
        columns.map(([title]) => title),
        { ...style, font: headFont },
        style.headFill,
      );
      if (rules === 'head') this.rule(x, at, x + width, at, 0.8);
    };
    if (columns.some(([title]) => title !== '')) head();
    for (const [i, row] of rows.entries()) draw(row, style, i % 2 === 1 ? style.zebra : undefined);
    return at;
  }

  private heightOf(text: string, width: number): number {
    return text === '' ? 0 : this.canvas.heightOfString(text, { width });
  }

  private use(style: Style): Required<Style> {
    const full = {
      size: 10,
      font: 'sans',
      align: 'left',
      color: '#000000',
      leading: 1.4,
      ...this.base,
      ...style,
    } as const;
    this.canvas.font(fonts[full.font]).fontSize(full.size).fillColor(full.color);
    return full;
  }
}

/** Makes a PDF. A4 unless `size` says otherwise; `base` is the style of what is given none. */
export function pdf(
  draw: (paper: Paper) => void,
  {
    size = 'A4',
    ...base
  }: Omit<Style, 'size'> & { size?: string | [number, number]; fontSize?: number } = {},
): Promise<Buffer> {
  const { fontSize, ...style } = base;
  const info = { CreationDate: new Date('2026-01-05T08:00:00Z') };
  const canvas = new PDFDocument({ size, margin: 0, info }) as unknown as Canvas;
  const chunks: Buffer[] = [];
  canvas.on('data', chunk => chunks.push(chunk));
  const made = new Promise<Buffer>(resolve => canvas.on('end', () => resolve(Buffer.concat(chunks))));
  draw(new Paper(canvas, { ...style, ...(fontSize ? { size: fontSize } : {}) }));
  canvas.end();
  return made;
}
