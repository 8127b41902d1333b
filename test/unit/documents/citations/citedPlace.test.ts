import assert from 'node:assert/strict';
import { citedPlace, placeInText } from '../../../../src/documents/citations/citedPlace';
import { itemsPages } from '../../../../src/protocol/parseResults';

const table = '| Text | Price | Sum |\n|---|---|---|\n| Bolts | 10.00 | 10.00 |\n| Nuts | 10.00 | 20.00 |';
const text = `<!-- page 1 -->

# Invoice 2010

Total due: **1 010,00&nbsp;€** by 10 March

<!-- page 2 -->

${table}

Carried over 10.00
`;

const page = {
  page_number: 2,
  ...{ page_width: 600, page_height: 800 },
  items: [
    {
      ...{ type: 'table', md: table.replace(/---/g, ' :---- '), rows: [], html: '', csv: '' },
      bbox: [{ x: 50, y: 100, w: 300, h: 80 }],
    },
    { type: 'text', md: 'Carried over 10.00', value: '', bbox: [{ x: 50, y: 700, w: 200, h: 12 }] },
  ],
};
const items = itemsPages.parse({ pages: [page] })?.pages ?? [];

describe('the place of a citation', () => {
  let asked = 0;
  beforeEach(() => {
    asked = 0;
  });

  async function cited(
    page_number: number,
    words: string | null,
    box?: [number, number, number, number],
    neighbours: string[] = [],
  ) {
    const [x = 0, y = 0, w = 0, h = 0] = box ?? [];
    const citation = {
      ...{ page: page_number, matching_text: words },
      bounding_boxes: box ? [{ x, y, w, h }] : null,
    };
    const itemsOf = async (number: number) => {
      asked++;
      return items.find(each => each.page_number === number);
    };
    const place = await citedPlace(text, citation, { neighbours, itemsOf });
    if (!place) return undefined;
    const { start, end } = place;
    const before = text.slice(0, start).split('\n');
    return { words: text.slice(start, end), line: before.at(-1) };
  }

  it('is on its page', async () => {
    assert.deepEqual(await cited(2, '10.00'), { words: '10.00', line: '| Bolts | ' });
    assert.equal(asked, 0);
  });

  it('is a whole word rather than a part of one', async () => {
    assert.deepEqual(await cited(1, '10'), { words: '10', line: 'Total due: **1 010,00&nbsp;€** by ' });
    assert.equal((await cited(1, 'voice'))?.words, 'voice');
    assert.deepEqual(await cited(2, '20'), { words: '20', line: '| Nuts | 10.00 | ' });
    assert.equal(
      (await citedPlace('1.483,40 for 40', { page: 1, matching_text: '40', bounding_boxes: null }, plain))
        ?.start,
      13,
    );
  });

  it('is found through other line breaks and through marks', async () => {
    assert.equal((await cited(1, 'Total due: 1 010,00 €'))?.words, 'Total due: **1 010,00');
    assert.equal((await cited(1, 'Invoice\n 2010'))?.words, 'Invoice 2010');
    assert.equal((await cited(2, 'bolts 10.00 10.00'))?.words, 'Bolts | 10.00 | 10.00');
  });

  it('is the one nearest to the box where the words stand more than once', async () => {
    assert.deepEqual(await cited(2, '10.00', [250, 140, 30, 10]), {
      words: '10.00',
      line: '| Bolts | 10.00 | ',
    });
    assert.deepEqual(await cited(2, '10.00', [150, 140, 30, 10]), { words: '10.00', line: '| Bolts | ' });
    assert.deepEqual(await cited(2, '10.00', [150, 165, 30, 10]), { words: '10.00', line: '| Nuts | ' });
    assert.deepEqual(await cited(2, '10.00', [190, 700, 30, 10]), { words: '10.00', line: 'Carried over ' });
  });

  it('is in the row of its neighbours where there are no boxes', async () => {
    assert.deepEqual(await cited(2, '10.00', undefined, ['Nuts', '20.00']), {
      words: '10.00',
      line: '| Nuts | ',
    });
    assert.deepEqual(await cited(2, '10.00', [250, 0, 30, 10], ['Bolts']), {
      words: '10.00',
      line: '| Bolts | 10.00 | ',
    });
  });

  it('is none where the words are not on the page', async () => {
    for (const words of ['unheard of', null, '€ € €', 'Invoice'])
      assert.equal(await cited(2, words), undefined, String(words));
  });

  const plain = { neighbours: [], itemsOf: async () => undefined };

  it('is looked for in the whole text where it has no pages', async () => {
    const one = { page: 7, matching_text: 'Nuts', bounding_boxes: null };
    assert.equal((await citedPlace('Bolts and Nuts', one, plain))?.start, 10);
  });

  it('does not mind what would be a pattern', async () => {
    const citation = { page: 1, matching_text: '(a+)+$ [x', bounding_boxes: null };
    const long = `${'a'.repeat(50_000)} (a+)+$\n[x`;
    assert.equal((await citedPlace(long, citation, plain))?.start, 50_001);
  });

  it('is about where its page must be in plain text, which has no marks', () => {
    const [first, second, third] = ['Total 5', 'x'.repeat(7), 'Total 5'];
    const text = `${first}\n\n${second}\n\n${third}\n`;
    const marked = '<!-- page 1 -->\n\n<!-- page 2 -->\n\n<!-- page 3 -->\n';
    const place = (page: number) =>
      placeInText(text, { page, matching_text: 'Total  5', bounding_boxes: null }, marked)?.start;
    assert.deepEqual([place(1), place(3)], [0, text.lastIndexOf('Total')]);
    const none = { page: 1, matching_text: 'Sum', bounding_boxes: null };
    assert.equal(placeInText(text, none, undefined), undefined);
  });
});
