/** Values of a PDF as far as the page count needs them (ISO 32000-1, 7.3). Texts are passed over: they count for ''. */
export type PdfValue = number | boolean | null | string | Name | Ref | PdfDict | PdfValue[];

export class Name {
  constructor(readonly text: string) {}
}

export class Ref {
  constructor(readonly object: number) {}
}

export class PdfDict extends Map<string, PdfValue> {
  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === 'number' ? value : undefined;
  }

  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof Name ? value.text : undefined;
  }
}

/** The bytes end inside a value: it may be read whole with more of them. */
export class CutOff extends Error {}
/** No value of a PDF. */
export class Malformed extends Error {}

/** Deepest nesting that is followed; ours. */
const maxDepth = 50;

const isSpace = (byte: number) =>
  byte === 32 || byte === 10 || byte === 13 || byte === 9 || byte === 12 || byte === 0;
const isDelimiter = (byte: number) => '()<>[]{}/%'.includes(String.fromCharCode(byte));

/** Reads values from bytes, from the beginning. */
export class PdfReader {
  constructor(
    private readonly bytes: Buffer,
    /** Where it reads next. */
    public at = 0,
  ) {}

  /** Passes over a word that is neither name, number nor text ("obj", "stream", "xref"), if it is next. */
  keyword(expected: string): boolean {
    this.space();
    const end = this.at + expected.length;
    if (end > this.bytes.length) throw new CutOff();
    if (this.bytes.toString('latin1', this.at, end) !== expected) return false;
    this.at = end;
    return true;
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new Malformed('nested too deeply');
    this.space();
    switch (this.peek()) {
      case '/':
        this.at++;
        return new Name(this.word());
      case '(':
        return this.text();
      case '[':
        this.at++;
        return this.array(depth);
      case '<':
        if (this.peek(1) !== '<') return this.hexText();
        this.at += 2;
        return this.dict(depth);
      default:
        return this.scalar();
    }
  }

  integer(): number {
    this.space();
    const word = this.word();
    if (!/^\d{1,15}$/.test(word)) throw new Malformed('not a number');
    return Number(word);
  }

  /** The place behind the line that ends here. */
  lineEnd(): number {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new CutOff();
      if (!isSpace(byte)) return this.at;
      this.at++;
    }
  }

  /** The place behind "stream" and the end of its line, which is one or two characters (ISO 32000-1, 7.3.8.1). */
  lineAfterStream(): number {
    if (this.peek() === '\r') this.at++;
    if (this.peek() === '\n') this.at++;
    return this.at;
  }

  private scalar(): PdfValue {
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    const number = Number(word);
    if (word === '' || Number.isNaN(number)) throw new Malformed(`not a value: ${word.slice(0, 20)}`);
    return Number.isInteger(number) && number >= 0 ? (this.reference(number) ?? number) : number;
  }

  /** "12 0 R" is a reference, "12 0" are two numbers. */
  private reference(object: number): Ref | undefined {
    const after = this.at;
    this.space();
    if (/^\d+$/.test(this.word())) {
      this.space();
      if (this.peek() === 'R' && this.word() === 'R') return new Ref(object);
    }
    this.at = after;
    return undefined;
  }

  private array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (;;) {
      this.space();
      if (this.peek() === ']') {
        this.at++;
        return values;
      }
      values.push(this.value(depth + 1));
    }
  }

  private dict(depth: number): PdfDict {
    const dict = new PdfDict();
    for (;;) {
      this.space();
      if (this.peek() === '>') {
        this.at += 2;
        return dict;
      }
      const key = this.value(depth + 1);
      if (!(key instanceof Name)) throw new Malformed('a key is no name');
      dict.set(key.text, this.value(depth + 1));
    }
  }

  private text(): string {
    let open = 0;
    for (; ; this.at++) {
      const char = this.peek();
      if (char === '\\') this.at++;
      else if (char === '(') open++;
      else if (char === ')' && --open === 0) break;
    }
    this.at++;
    return '';
  }

  private hexText(): string {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new CutOff();
    this.at = end + 1;
    return '';
  }

  private word(): string {
    const from = this.at;
    let byte = this.bytes[this.at];
    while (byte !== undefined && !isSpace(byte) && !isDelimiter(byte)) byte = this.bytes[++this.at];
    if (byte === undefined) throw new CutOff();
    return this.bytes.toString('latin1', from, this.at);
  }

  private peek(ahead = 0): string {
    const byte = this.bytes[this.at + ahead];
    if (byte === undefined) throw new CutOff();
    return String.fromCharCode(byte);
  }

  /** Passes over blanks and comments. */
  private space(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === 0x25) this.comment();
      else if (byte !== undefined && isSpace(byte)) this.at++;
      else return;
    }
  }

  private comment(): void {
    let byte = this.bytes[this.at];
    while (byte !== undefined && byte !== 10 && byte !== 13) byte = this.bytes[++this.at];
  }
}
