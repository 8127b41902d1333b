import PDFDocument from 'pdfkit';

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

/** How text looks. Measures are points. */
export interface Style {
  size?: number;
  font?: keyof typeof fonts;
  /** `right` ends at x, `center` is centred on x. */
  align?: 'left' | 'right' | 'center';
  color?: string;
  /** From one line to the next, in lines of text that is `size` high. */
  leading?: number;
}

/** The part of pdfkit that is drawn with. */
interface Sheet {
  readonly page: { width: number; height: number };
  font(name: string): Sheet;
  fontSize(points: number): Sheet;
  fillColor(color: string): Sheet;
  text(text: string, x: number, y: number, options: object): Sheet;
  widthOfString(text: string): number;
  heightOfString(text: string, options: object): number;
  moveTo(x: number, y: number): Sheet;
  lineTo(x: number, y: number): Sheet;
  rect(x: number, y: number, width: number, height: number): Sheet;
  lineWidth(points: number): Sheet;
  stroke(color: string): Sheet;
  fill(color: string): Sheet;
  addPage(): Sheet;
  on(event: 'data', listener: (chunk: Buffer) => void): Sheet;
  on(event: 'end', listener: () => void): Sheet;
  end(): void;
}

/** Documents are the same whenever they are made. */
const info = { CreationDate: new Date('2026-01-05T08:00:00Z') };

/** Pages of a PDF that text, lines and boxes are put on. The origin is the top left corner. */
export class Canvas {
  private readonly sheet: Sheet;
  private readonly made: Promise<Buffer>;

  constructor(
    size: string | [number, number],
    private readonly base: Style,
  ) {
    this.sheet = new PDFDocument({ size, margin: 0, info }) as unknown as Sheet;
    const chunks: Buffer[] = [];
    this.sheet.on('data', chunk => chunks.push(chunk));
    this.made = new Promise(resolve => this.sheet.on('end', () => resolve(Buffer.concat(chunks))));
  }

  get width(): number {
    return this.sheet.page.width;
  }

  get height(): number {
    return this.sheet.page.height;
  }

  /** The whole style that `style` means here. */
  full(style: Style): Required<Style> {
    return { size: 10, font: 'sans', align: 'left', color: '#000000', leading: 1.4, ...this.base, ...style };
  }

  line(x: number, y: number, text: string, style: Style): void {
    const { align } = this.use(style);
    const shift = align === 'right' ? 1 : align === 'center' ? 0.5 : 0;
    this.sheet.text(text, x - shift * this.sheet.widthOfString(text), y, { lineBreak: false });
  }

  /** Text that wraps at a width; `align` is within it. Gives its height. */
  wrapped(x: number, y: number, width: number, text: string, style: Style, lineGap = 0): number {
    const { align } = this.use(style);
    this.sheet.text(text, x, y, { width, lineGap, align });
    return this.heightOf(width, text, style, lineGap);
  }

  heightOf(width: number, text: string, style: Style, lineGap = 0): number {
    this.use(style);
    return text === '' ? 0 : this.sheet.heightOfString(text, { width, lineGap });
  }

  box(x: number, y: number, width: number, height: number, fill?: string): void {
    this.sheet.lineWidth(0.6).rect(x, y, width, height);
    if (fill) this.sheet.fill(fill);
    else this.sheet.stroke('#333333');
  }

  rule(x: number, y: number, toX: number, toY: number, width: number, color: string): void {
    this.sheet.lineWidth(width).moveTo(x, y).lineTo(toX, toY).stroke(color);
  }

  page(): void {
    this.sheet.addPage();
  }

  end(): Promise<Buffer> {
    this.sheet.end();
    return this.made;
  }

  private use(style: Style): Required<Style> {
    const full = this.full(style);
    this.sheet.font(fonts[full.font]).fontSize(full.size).fillColor(full.color);
    return full;
  }
}
