import { documentOf } from '../../../../src/engine/extract/document/documentOf';
import type { Filled, SourceDocument } from '../../../../src/engine/extract/types';
import type { ParsedPage, WordBox } from '../../../../src/engine/parsers/types';
import type { ParseItem } from '../../../../src/protocol/parseItems';

/** Points: a letter of the drawing, and a line of it, which is ten high. */
const LETTER = 5;
const LINE = 12;

/** A document whose pages are drawn with letters: words stand where they do in the drawing. */
export const printed = (...pages: readonly string[]): SourceDocument =>
  documentOf(
    'a.pdf',
    pages.map((drawing, index) => page(index + 1, { words: wordsOf(drawing) })),
  );

/** A document without positions, such as a text, of the same drawings. */
export const typed = (...pages: readonly string[]): SourceDocument =>
  documentOf(
    'a.txt',
    pages.map((value, index) => page(index + 1, { items: [{ type: 'text', md: value, value, bbox: null }] })),
  );

/** A document of one table without positions, such as a sheet. */
export const sheet = (rows: readonly (readonly (string | number | null)[])[]): SourceDocument => {
  const table: ParseItem = {
    type: 'table',
    md: '',
    bbox: null,
    rows: rows.map(row => [...row]),
    html: '',
    csv: '',
  };
  return documentOf('a.csv', [page(1, { items: [table] })]);
};

const page = (number: number, more: Partial<ParsedPage>): ParsedPage => ({
  page_number: number,
  page_width: more.words ? 600 : 0,
  page_height: more.words ? 800 : 0,
  text: '',
  markdown: '',
  items: [],
  confidence: null,
  ocr: false,
  error: null,
  speaker_notes: null,
  label: null,
  ...more,
});

const wordsOf = (drawing: string): WordBox[] =>
  drawing.split('\n').flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
      text,
      x: 20 + index * LETTER,
      y: 100 + row * LINE,
      w: text.length * LETTER,
      h: 10,
    })),
  );

/** What was found, as JSON without confidence and places. */
export const plain = (filled: Filled): unknown => {
  if (filled.kind === 'scalar') return filled.value;
  if (filled.kind === 'array') return filled.items.map(plain);
  return Object.fromEntries(Object.entries(filled.fields).map(([name, value]) => [name, plain(value)]));
};
