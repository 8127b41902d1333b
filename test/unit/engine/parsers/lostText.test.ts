import assert from 'node:assert/strict';
import type { LayoutBlock, ParsedPage as LitePage } from '@llamaindex/liteparse';
import PDFDocument from 'pdfkit';
import { withLostText } from '../../../../src/engine/parsers/lostText';
import { parsePdf } from '../../../../src/engine/parsers/pdf';
import type { ParsedPage, ParseOptions } from '../../../../src/engine/parsers/types';

type Line = [text: string, x: number, y: number, size?: number];

/** An A4 PDF of lines at places in points; a tilted one stands aslant. */
async function pdfOf(pages: Line[][], tilted?: string): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, size: 'A4', margin: 0 });
  const chunks: Buffer[] = [];
  document.on('data', chunk => chunks.push(chunk));
  const ended = new Promise(resolve => document.on('end', resolve));
  for (const lines of pages) {
    document.addPage();
    for (const [text, x, y, size = 10] of lines)
      document.fontSize(size).text(text, x, y, { lineBreak: false });
    if (tilted) {
      const origin: [number, number] = [200, 600];
      document.rotate(30, { origin }).text(tilted, 200, 600, { lineBreak: false });
    }
  }
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

async function read(pdf: Buffer, options: Partial<ParseOptions> = {}, from = 1): Promise<ParsedPage[]> {
  const part = from === 1 ? { upTo: 50 } : { from, to: 50 };
  const context = { tessdataDir: '', morePages: () => undefined };
  return (await parsePdf(pdf, part, { ocr: false, ...options }, context)).pages;
}

const body: Line[] = Array.from({ length: 12 }, (_, i) => [
  `Line ${i + 1} of the letter tells what the person who reads it has to know about it.`,
  50,
  300 + i * 13,
]);

const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{N}]+/gu) ?? []).sort();
const times = (text: string, part: string): number => text.split(part).length - 1;

/** Markdown and items have the same words, and the text has them all too, none of them more often. */
function holdsAll(page: ParsedPage | undefined): asserts page is ParsedPage {
  assert.ok(page);
  assert.deepEqual(wordsOf(page.markdown), wordsOf(page.text));
  assert.deepEqual(wordsOf(page.items.map(item => item.md).join('\n')), wordsOf(page.text));
}

describe('text that LiteParse leaves out of its Markdown', () => {
  const contact = 'Leeds | +44 113 496 0177 | https://whitlock.example.org';

  it('is given where it stands, as an item with its box', async () => {
    const pdf = await pdfOf([[['Naomi Whitlock', 50, 40, 24], [contact, 50, 74], ...body]]);
    const [page] = await read(pdf);
    holdsAll(page);
    assert.deepEqual(page.markdown.split('\n\n').slice(0, 2), ['# Naomi Whitlock', contact]);
    const item = page.items[1];
    assert.ok(item?.type === 'text' && item.value === contact, JSON.stringify(item));
    const box = item.bbox?.[0];
    assert.ok(
      box && Math.abs(box.x - 50) < 2 && box.y > 70 && box.y < 80 && box.w > 200,
      JSON.stringify(box),
    );
  });

  it('has boxes of words where they are asked for, and words without marks', async () => {
    const pdf = await pdfOf([[['Naomi Whitlock', 50, 40, 24], [contact, 50, 74], ...body]]);
    const [page] = await read(pdf, { granularity: ['word'] });
    const [line] = page?.grounding?.[1]?.lines ?? [];
    assert.deepEqual(line?.span, [0, contact.length]);
    assert.equal(page?.grounding?.length, page?.items.length);
  });

  const letterhead: Line[] = [
    ['Valdarno Tiles Ltd', 50, 30, 14],
    ['Invoice 1187/A of 28 August', 350, 30],
  ];
  const pages = [1, 2, 3].map((n): Line[] => [
    ...letterhead,
    ...body,
    [`Only page ${'abc'[n - 1]} has this`, 50, 500],
    [`Page ${n} of 3`, 280, 810, 8],
  ]);

  it('is given on the first page alone where it runs along the edges of all', async () => {
    const read3 = await read(await pdfOf(pages));
    const all = read3.map(page => page.markdown).join('\n');
    for (const text of ['Valdarno Tiles Ltd', 'Invoice 1187/A of 28 August']) {
      assert.match(read3[0]?.markdown ?? '', new RegExp(text));
      assert.equal(times(all, text), 1, text);
    }
    for (const letter of 'abc') assert.equal(times(all, `Only page ${letter} has this`), 1);
  });

  it('is given once in a later part of the document, not on each of its pages', async () => {
    const later = (await read(await pdfOf([...pages, ...pages]), {}, 3)).map(page => page.markdown);
    assert.equal(later.length, 4);
    assert.equal(times(later.join('\n'), 'Invoice 1187/A'), 1);
  });

  it('stays out where it stands aslant and nobody wants that', async () => {
    const pdf = await pdfOf([body], 'DRAFT COPY');
    assert.equal(times((await read(pdf))[0]?.markdown ?? '', 'DRAFT COPY'), 1);
    assert.doesNotMatch((await read(pdf, { skipDiagonalText: true }))[0]?.markdown ?? '', /DRAFT/);
  });
});

/** A page as LiteParse gives it: lines by their boxes, blocks with or without one of theirs. */
function pageOf(
  lines: [text: string, x: number, y: number, width: number, rotation?: number][],
  blocks: LayoutBlock[],
  pageNum = 1,
): LitePage {
  const textItems = lines.map(([text, x, y, width, rotation]) =>
    rotation === undefined
      ? { text, x, y, width, height: 10 }
      : { text, x, y, width: 10, height: width, rotation },
  );
  const markdown = blocks.map(({ text }) => text).join('\n\n');
  return { pageNum, width: 600, height: 800, text: '', markdown, textItems, blocks };
}

const paragraph = (text: string, x: number, y: number, width: number, height = 10): LayoutBlock => ({
  kind: 'paragraph',
  text,
  bbox: { x, y, width, height },
});
const textsOf = (page: LitePage | undefined) => page?.blocks?.map(({ text }) => text ?? '');

describe('lost text', () => {
  const restored = (...page: Parameters<typeof pageOf>) => textsOf(withLostText([pageOf(...page)])[0]);

  it('is not what a block has in other letters: hyphens, ligatures, escapes, links, list marks', () => {
    const blocks = [
      paragraph('The efficient office of a\\_b [here](http://x.y/z) is fine', 50, 100, 200, 40),
      { ...paragraph('First', 50, 200, 100), kind: 'list_item' as const, ordered: true, marker: '1.' },
    ];
    const lines: Parameters<typeof pageOf>[0] = [
      ['The effi-', 50, 100, 100],
      ['cient o\uFB03ce of a_b', 50, 110, 100],
      ['here is fine', 50, 120, 100],
      ['\u2022', 40, 130, 5],
      ['1. First', 50, 200, 60],
    ];
    assert.deepEqual(restored(lines, blocks), [blocks[0]?.text, 'First']);
  });

  it('is not what a block has whose box is too small for it, once for each time it has it', () => {
    const blocks = [paragraph('Net Tax 7 % Total 12.50 13.38', 50, 100, 100)];
    const lines: Parameters<typeof pageOf>[0] = [
      ['Net', 50, 100, 40],
      ['Tax 7 %', 50, 300, 40],
      ['Total', 50, 320, 40],
      ['12.50', 300, 100, 40],
      ['13.38', 300, 300, 40],
    ];
    assert.deepEqual(restored(lines, blocks), [blocks[0]?.text]);
    assert.deepEqual(restored([...lines, ['13.38', 300, 340, 40]], blocks), [blocks[0]?.text, '13.38']);
  });

  it('is a figure that a table around it has in one of its cells only', () => {
    const cell = (text: string, x: number, y: number) => ({ text, bbox: { x, y, width: 40, height: 10 } });
    const table: LayoutBlock = {
      kind: 'table',
      rows: [
        [cell('Base', 50, 100), cell('Tax', 100, 100)],
        [cell('100', 50, 120), cell('20', 100, 120)],
      ],
      bbox: { x: 50, y: 100, width: 400, height: 30 },
    };
    const page = pageOf(
      [
        ['Base', 50, 100, 40],
        ['Tax', 100, 100, 40],
        ['100', 50, 120, 40],
        ['20', 100, 120, 40],
        ['Tax', 350, 120, 40],
        ['20', 410, 120, 40],
      ],
      [table],
    );
    const after = withLostText([{ ...page, markdown: '| Base | Tax |\n|---|---|\n| 100 | 20 |' }])[0];
    assert.equal(after?.markdown, '| Base | Tax |\n|---|---|\n| 100 | 20 |\n\nTax 20');
    assert.deepEqual(after?.blocks?.[1]?.bbox, { x: 350, y: 120, width: 100, height: 10 });
  });

  it('goes between the blocks of its column, in Markdown too, and cannot be taken for a mark', () => {
    const [left, right] = [paragraph('Left top', 50, 200, 100), paragraph('Left end', 50, 400, 100)];
    const other = paragraph('Right top', 350, 200, 100);
    const lines: Parameters<typeof pageOf>[0] = [
      ['Left top', 50, 200, 100],
      ['# 5 * 6_7', 50, 300, 100],
      ['goes on', 50, 312, 100],
      ['Left end', 50, 400, 100],
      ['Right top', 350, 200, 100],
      ['2. last', 350, 300, 100],
    ];
    const page = withLostText([pageOf(lines, [left, right, other])])[0];
    const expected = ['Left top', '\\# 5 \\* 6\\_7 goes on', 'Left end', 'Right top', '2\\. last'];
    assert.deepEqual(textsOf(page), expected);
    assert.equal(page?.markdown, expected.join('\n\n'));
  });

  it('is read along its own direction where it runs upwards', () => {
    const lines: Parameters<typeof pageOf>[0] = [
      ['A paragraph of the page', 200, 400, 200],
      ['second line', 112, 325, 80, 270],
      ['of it', 100, 300, 40, 270],
      ['The first', 100, 345, 60, 270],
    ];
    const texts = restored(lines, [paragraph('A paragraph of the page', 200, 400, 200)]);
    assert.equal(
      texts?.find(text => text.startsWith('The')),
      'The first of it second line',
    );
  });

  it('runs along the edges where only the number of the page is another', () => {
    const page = (n: number, head: string, foot: string) =>
      pageOf(
        [
          [head, 50, 20, 200],
          ['Words', 50, 400, 200],
          [foot, 280, 780, 50],
        ],
        [paragraph('Words', 50, 400, 200)],
        n,
      );
    const heads = (...pages: LitePage[]) => withLostText(pages).map(each => textsOf(each)?.join('/'));
    assert.deepEqual(heads(page(1, '48 The siege', '1'), page(2, '49 The siege', '2')), [
      '48 The siege/Words',
      'Words',
    ]);
    assert.deepEqual(heads(page(1, 'Seite 1 von 2', 'xi'), page(2, 'Seite 2 von 2', 'xii')), [
      'Seite 1 von 2/Words',
      'Words',
    ]);
    assert.deepEqual(heads(page(1, 'Invoice 1001', '- 1 -'), page(2, 'Invoice 1002', '- 2 -')), [
      'Invoice 1001/Words',
      'Invoice 1002/Words',
    ]);
    assert.deepEqual(heads(page(1, 'Title', '2026')), ['Title/Words/2026']);
  });

  it('leaves a page without any block as it is, and one that has all', () => {
    const rules = pageOf(
      [['Up', 50, 100, 20, 270]],
      [{ kind: 'rule', bbox: { x: 0, y: 0, width: 9, height: 1 } }],
    );
    const whole = pageOf([['Words', 50, 400, 200]], [paragraph('Words', 50, 400, 200)]);
    const after = withLostText([rules, whole]);
    assert.equal(after[0], rules);
    assert.equal(after[1], whole);
  });
});
