import assert from 'node:assert/strict';
import { itemsOfBlocks, withoutNeedlessEscapes } from '../../../../src/engine/parsers/pdfItems';

const bbox = { x: 1.23456, y: 2, width: 3, height: 4 };
const box = { x: 1.23, y: 2, w: 3, h: 4, r: null, confidence: null, label: null };

describe('items of a PDF page', () => {
  it('keep kind, words without marks, and box', () => {
    assert.deepEqual(
      itemsOfBlocks([
        { kind: 'heading', text: 'On *foo_bar*', level: 2, bbox },
        { kind: 'rule', bbox },
        { kind: 'paragraph', text: 'See [here](http://x.y), 5 \\* 6', bold: true },
        { kind: 'code', lines: ['a', ' b'] },
      ]),
      [
        { type: 'heading', md: '## On *foo_bar*', bbox: [box], value: 'On foo_bar', level: 2 },
        {
          type: 'text',
          md: '**See [here](http://x.y), 5 \\* 6**',
          bbox: null,
          value: 'See here, 5 * 6',
        },
        { type: 'code', md: '```\na\n b\n```', bbox: null, value: 'a\n b', language: null },
      ],
    );
  });

  it('make one nested list of a run of list items', () => {
    const item = (text: string, level: number, marker = '•') => ({
      kind: 'list_item' as const,
      text,
      level,
      marker,
      ordered: marker !== '•',
    });
    const [list, after] = itemsOfBlocks([
      item('one', 0, '1.'),
      item('deep', 2),
      item('deeper', 3),
      item('two', 0, '2.'),
      { kind: 'paragraph', text: 'end' },
    ]);
    assert.equal(list?.md, '1. one\n    - deep\n      - deeper\n2. two');
    assert.deepEqual(outline(list), ['one', ['deep', ['deeper']], 'two']);
    assert.equal(after?.type, 'text');
  });

  it('make a table of any row lengths', () => {
    const cells = (...texts: string[]) => texts.map(text => ({ text }));
    const [table] = itemsOfBlocks([
      { kind: 'table', header: cells('a', 'b'), rows: [cells('1'), cells('x "y"', '<2>')] },
    ]);
    assert.deepEqual(table && 'rows' in table ? table.rows : null, [
      ['a', 'b'],
      [1, null],
      ['x "y"', '<2>'],
    ]);
    assert.equal(table && 'csv' in table ? table.csv : null, 'a,b\n1,\n"x ""y""",<2>');
    assert.match(table && 'html' in table ? String(table.html) : '', /<td>&lt;2&gt;<\/td>/);
    assert.equal(table?.md, '| a | b |\n| --- | --- |\n| 1 |  |\n| x "y" | <2> |');
  });

  it('lose escapes of underscores within words only', () => {
    assert.equal(withoutNeedlessEscapes('foo\\_bar \\_x\\_ 2\\_b'), 'foo_bar \\_x\\_ 2_b');
  });
});

type Outline = (string | Outline)[];
function outline(list: unknown): Outline {
  const { items } = list as { items: { type: string; value?: string }[] };
  return items.map(item => (item.type === 'list' ? outline(item) : (item.value ?? '')));
}
