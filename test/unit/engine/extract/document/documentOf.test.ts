import assert from 'node:assert/strict';
import { documentOf } from '../../../../../src/engine/extract/document/documentOf';
import type { Line, SourceDocument } from '../../../../../src/engine/extract/types';
import type { ParsedPage, WordBox } from '../../../../../src/engine/parsers/types';
import type { ParseItem } from '../../../../../src/protocol/parseItems';

const noPage: ParsedPage = {
  page_number: 1,
  page_width: 600,
  page_height: 800,
  text: '',
  markdown: '',
  items: [],
  confidence: null,
  ocr: false,
  error: null,
  speaker_notes: null,
  label: null,
};

const page = (more: Partial<ParsedPage>): SourceDocument => documentOf('a.pdf', [{ ...noPage, ...more }]);
const lines = (document: SourceDocument): readonly Line[] => document.pages.flatMap(each => each.lines);
const texts = (document: SourceDocument): string[] => lines(document).map(line => line.text);

/** A word of 10 points' height whose letters are 5 points wide. */
const word = (text: string, x: number, y: number, h = 10): WordBox => ({ text, x, y, w: text.length * 5, h });
const text = (value: string, bbox: ParseItem['bbox'] = null): ParseItem => ({
  type: 'text',
  md: value,
  value,
  bbox,
});
const area = (x: number, y: number, w: number, h: number) => ({
  x,
  y,
  w,
  h,
  r: null,
  confidence: null,
  label: null,
});

describe('documentOf with positions', () => {
  it('ends a line at a gap that no sentence has', () => {
    const document = page({
      words: [word('Total', 10, 100), word('due', 38, 100), word('12.00', 200, 101), word('Thanks', 10, 120)],
    });
    assert.deepEqual(texts(document), ['Total due', '12.00', 'Thanks']);
    assert.deepEqual(lines(document)[0]?.box, { x: 10, y: 100, w: 43, h: 10 });
    assert.deepEqual(
      lines(document)[0]?.words.map(each => each.text),
      ['Total', 'due'],
    );
  });

  it('follows a row that slopes', () => {
    const sloping = Array.from({ length: 10 }, (_, i) => word('word', i * 25, 100 + i * 3));
    const below = sloping.map(each => ({ ...each, text: 'next', y: each.y + 14 }));
    assert.deepEqual(texts(page({ words: [...below, ...sloping], ocr: true })), [
      Array(10).fill('word').join(' '),
      Array(10).fill('next').join(' '),
    ]);
  });

  it('joins the pieces of a word, but not what OCR took for two', () => {
    const words = [word('01', 10, 10), word('.05', 20, 10), word('.14', 35, 10)];
    assert.deepEqual(texts(page({ words })), ['01.05.14']);
    assert.deepEqual(texts(page({ words, ocr: true })), ['01 .05 .14']);
  });

  it('keeps small words of two rows apart beside a large letter', () => {
    const words = [word('one', 10, 100), word('two', 10, 112), word('B', 60, 98, 26)];
    const rows = texts(page({ words }));
    assert.equal(rows.length, 3);
    assert.ok(rows.includes('one') && rows.includes('two'));
  });

  it('reads one column of the page after the other', () => {
    const words = [word('left', 10, 10), word('right', 300, 10), word('more', 10, 25), word('rest', 300, 25)];
    const items = [text('left more', [area(5, 5, 100, 40)]), text('right rest', [area(295, 5, 100, 40)])];
    assert.deepEqual(texts(page({ words, items })), ['left', 'more', 'right', 'rest']);
  });

  it('takes text that is printed twice once', () => {
    assert.deepEqual(texts(page({ words: [word('Bold', 10, 10), word('Bold', 10.4, 10)] })), ['Bold']);
  });

  it('gives cells of tables their boxes', () => {
    const table: ParseItem = { type: 'table', md: '', bbox: null, rows: [['Qty', 2]], html: '', csv: '' };
    const bbox = { x: 1, y: 2, w: 3, h: 4 };
    const document = page({
      items: [table],
      grounding: [{ source: 'native', rows: [[{ bbox: [bbox] }, null]] }],
    });
    assert.deepEqual(document.pages[0]?.tables, [
      {
        page: 1,
        rows: [
          [
            { text: 'Qty', box: bbox },
            { text: '2', box: null },
          ],
        ],
      },
    ]);
    assert.deepEqual(lines(document)[0]?.box, bbox);
  });
});

describe('documentOf without positions', () => {
  it('keeps the spaces that tell columns', () => {
    assert.deepEqual(texts(page({ items: [text('Item      Price\n\n  Tea\t2.50 ')] })), [
      'Item      Price',
      '  Tea    2.50',
    ]);
  });

  it('takes list items, cells and what stands in the head of the page apart', () => {
    const list: ParseItem = {
      type: 'list',
      md: '',
      bbox: null,
      ordered: false,
      items: [{ type: 'text', md: '**No:** 7', value: 'No: 7', bbox: null }],
    };
    const table: ParseItem = { type: 'table', md: '', bbox: null, rows: [['a\nb', null]], html: '', csv: '' };
    const head: ParseItem = {
      type: 'header',
      md: '',
      bbox: null,
      items: [{ type: 'text', md: '', value: 'Page 1', bbox: null }],
    };
    assert.deepEqual(texts(page({ items: [head, list, table] })), ['Page 1', 'No: 7', 'a', 'b']);
  });

  it('takes the box of the item, or those of its lines where the parse has them', () => {
    const item = text('Dear Sir', [area(1, 2, 30, 4)]);
    assert.deepEqual(lines(page({ items: [item] }))[0]?.box, { x: 1, y: 2, w: 30, h: 4 });
    const bbox = { x: 1, y: 2, w: 15, h: 4 };
    const grounding = [{ source: 'native' as const, lines: [{ span: [0, 4] as [number, number], bbox }] }];
    assert.deepEqual(lines(page({ items: [item], grounding }))[0], {
      page: 1,
      text: 'Dear',
      box: bbox,
      words: [{ text: 'Dear', box: null }],
    });
  });

  it('has no lines where the page could not be read', () => {
    assert.deepEqual(texts(page({ error: 'This page is damaged.' })), []);
  });
});
