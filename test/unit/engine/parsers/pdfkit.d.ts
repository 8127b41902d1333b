/** The part of pdfkit that the samples use. */
declare module 'pdfkit' {
  export default class PDFDocument {
    constructor(options?: Record<string, unknown>);
    readonly page: { width: number; height: number };
    addPage(): this;
    fontSize(points: number): this;
    font(name: string): this;
    rotate(degrees: number, options: { origin: [x: number, y: number] }): this;
    text(text: string, x?: number, y?: number): this;
    text(text: string, x: number, y: number, options: { link?: string; lineBreak?: boolean }): this;
    list(items: string[]): this;
    rect(x: number, y: number, width: number, height: number): this;
    stroke(): this;
    save(): this;
    restore(): this;
    image(data: Buffer, x: number, y: number, options: { width: number; height: number }): this;
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: (value?: unknown) => void): this;
    end(): void;
  }
}
