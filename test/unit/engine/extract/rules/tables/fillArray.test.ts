import assert from 'node:assert/strict';
import { fillArray } from '../../../../../../src/engine/extract/rules/tables/fillArray';
import { rowsByRules } from '../../../../../../src/engine/extract/rules/tables/rowsByRules';
import { fieldsOf } from '../../../../../../src/engine/extract/schema/fieldsOf';
import type {
  ArrayField,
  FilledArray,
  JsonObject,
  SourceDocument,
} from '../../../../../../src/engine/extract/types';
import { plain, printed, sheet, typed } from '../../printedPage';

const text = { type: 'string' };
const figure = { type: 'number' };

function fill(document: SourceDocument, properties: JsonObject): FilledArray {
  const root = fieldsOf({
    type: 'object',
    properties: { items: { type: 'array', items: { type: 'object', properties } } },
  });
  return fillArray(document, root.fields[0] as ArrayField);
}

/** Values of each item in the order of the properties. */
const rows = (document: SourceDocument, properties: JsonObject): unknown[][] =>
  fill(document, properties).items.map(item => Object.values(plain(item) as object));

const line = { description: text, quantity: figure, unit_price: figure, amount: figure };

describe('line items of printed tables', () => {
  it('are told by headers in the language of the document', () => {
    const document = printed(`
Rechnung 4711

Pos.  Bezeichnung                 Menge    Einzelpreis     Gesamt
1     Schrauben M4                  100           0,05       5,00
2     Winkel, verzinkt               12           1,20      14,40

                                    Zwischensumme           19,40
                                    MwSt. 19 %               3,69
                                    Gesamtbetrag            23,09`);
    assert.deepEqual(rows(document, line), [
      ['Schrauben M4', 100, 0.05, 5],
      ['Winkel, verzinkt', 12, 1.2, 14.4],
    ]);
  });

  it('tell where each value stands', () => {
    const document = printed(`
Item          Qty    Price    Total
Blue pencil     2     1.50     3.00
Red pencil      1     1.50     1.50`);
    const [first] = fill(document, line).items;
    assert.ok(first?.kind === 'object');
    const amount = first.fields['amount'];
    assert.ok(amount?.kind === 'scalar');
    assert.deepEqual(amount.spots, [{ page: 1, text: '3.00', boxes: [{ x: 175, y: 124, w: 20, h: 10 }] }]);
    assert.ok(amount.confidence > 0.9);
  });

  it('go on in further lines, above or below the figures, whichever are nearer', () => {
    const below = printed(`
Description         Qty    Unit price    Amount
Office chair          2        120.00    240.00
with arm rests
Desk lamp             1         35.00     35.00
black, with dim-
mer`);
    assert.deepEqual(rows(below, line), [
      ['Office chair with arm rests', 2, 120, 240],
      ['Desk lamp black, with dimmer', 1, 35, 35],
    ]);
    const above = printed(`
Description         Qty    Unit price    Amount

Office chair
with arm rests        2        120.00    240.00

Desk lamp
black                 1         35.00     35.00`);
    assert.deepEqual(rows(above, line), [
      ['Office chair with arm rests', 2, 120, 240],
      ['Desk lamp black', 1, 35, 35],
    ]);
  });

  it('take headers of several lines, and headers that stand close together', () => {
    const document = printed(`
Article              Number   Price    Sum
                     of       per      excl.
                     units    unit     VAT
Paper A4                  4     3.00   12.00
Paper A3                  1     7.00    7.00`);
    assert.deepEqual(rows(document, line), [
      ['Paper A4', 4, 3, 12],
      ['Paper A3', 1, 7, 7],
    ]);
    const close = printed(`
Artikel                Aantal      BTW Prijs incl. BTW
Hoes 15 inch                2      21%          199,98
Muis                        1      21%           24,24`);
    assert.deepEqual(rows(close, { description: text, vat_rate: figure, amount: figure }), [
      ['Hoes 15 inch', 21, 199.98],
      ['Muis', 21, 24.24],
    ]);
  });

  it('go on over pages, with headers again or without, and leave out what pages carry over', () => {
    const head = 'Item                Qty    Price     Total';
    const document = printed(
      `${head}\nPencil                2     1.50      3.00\nSubtotal                              3.00`,
      `Brought forward                       3.00\n${head}\nRubber                1     2.00      2.00`,
      `Sharpener             3     1.00      3.00\n\nTotal                                 8.00`,
    );
    assert.deepEqual(
      rows(document, line).map(row => row[0]),
      ['Pencil', 'Rubber', 'Sharpener'],
    );
  });

  it('leave out costs of delivery among the sums', () => {
    const document = printed(`
Item                Qty    Price     Total
Pencil                2     1.50      3.00
Rubber                1     2.00      2.00
Shipping                              4.00
Total                                 9.00`);
    assert.deepEqual(
      rows(document, line).map(row => row[0]),
      ['Pencil', 'Rubber'],
    );
  });

  it('come from each of two tables that stand beside each other', () => {
    const document = printed(`
Payments            Amount    Deductions           Amount
Basic pay         2,000.00    Income tax           280.40
Overtime            150.20    Pension              112.17
                              Union                 16.00`);
    assert.deepEqual(rows(document, { description: text, amount: figure }), [
      ['Basic pay', 2000],
      ['Overtime', 150.2],
      ['Income tax', 280.4],
      ['Pension', 112.17],
      ['Union', 16],
    ]);
  });

  it('have the sign of the column that the money is in', () => {
    const document = printed(`
Date          Details                 Paid out    Paid in     Balance
Balance brought forward                                        100.00
01/02/2025    Rent                       80.00                  20.00
28/02/2025    Salary                               500.00      520.00`);
    const transaction = {
      date: { type: 'string', format: 'date' },
      description: text,
      amount: figure,
      balance: figure,
    };
    assert.deepEqual(rows(document, transaction), [
      ['2025-02-01', 'Rent', -80, 20],
      ['2025-02-28', 'Salary', 500, 520],
    ]);
  });

  it('are not made of prose and of grids of labels', () => {
    const document = printed(`
Dear customer, the amount of your order and its price are below the quantity that we discussed.
Invoice date     Customer no.     Amount due
01/02/2025       10044            99.00
Please pay the total amount in time.`);
    assert.deepEqual(rows(document, line), []);
  });
});

describe('line items without positions', () => {
  it('come from the columns of a text', () => {
    const document = typed(`
DESCRIPTION            QTY      PRICE     AMOUNT
Blue pencil              2       1.50       3.00
Red pencil              10       1.50      15.00
TOTAL                                      18.00`);
    assert.deepEqual(rows(document, line), [
      ['Blue pencil', 2, 1.5, 3],
      ['Red pencil', 10, 1.5, 15],
    ]);
  });

  it('come from a sheet, whatever stands above its headers', () => {
    const document = sheet([
      ['Price list', null, null],
      ['Nazwa towaru', 'Jm', 'Cena netto'],
      ['Wrzos', 'szt', '4,80'],
      ['Lawenda', 'szt', '7,50'],
    ]);
    assert.deepEqual(rows(document, { name: text, unit: text, price: figure }), [
      ['Wrzos', 'szt', 4.8],
      ['Lawenda', 'szt', 7.5],
    ]);
  });

  it('fill nested objects, and tell articles by number and by name apart', () => {
    const document = sheet([
      ['Item', 'Description', 'Qty'],
      ['CP-110', 'Copy paper', 12],
      ['EN-204', 'Envelopes', 6],
    ]);
    const product = { type: 'object', properties: { sku: text, description: text } };
    assert.deepEqual(rows(document, { product, quantity: figure }), [
      [{ sku: 'CP-110', description: 'Copy paper' }, 12],
      [{ sku: 'EN-204', description: 'Envelopes' }, 6],
    ]);
  });

  it('are the rows of per_table_row', () => {
    const document = sheet([
      ['Team', 'Location', 'Stanley Cups'],
      ['Blues', 'STL', 1],
      ['Flyers', 'PHI', 2],
    ]);
    const root = fieldsOf({
      type: 'object',
      properties: { team: text, location: text, stanley_cups: { type: 'integer' } },
    });
    assert.deepEqual(rowsByRules(document, root).map(plain), [
      { team: 'Blues', location: 'STL', stanley_cups: 1 },
      { team: 'Flyers', location: 'PHI', stanley_cups: 2 },
    ]);
  });
});

describe('priced lines without headers', () => {
  const item = { name: text, quantity: figure, price: figure };

  it('are the items of a receipt where they add up to its total', () => {
    const document = printed(`
LINDEN MARKET
81 High Street
WHOLE MILK 2L               2.15
2 x SOURDOUGH LOAF          6.80
TOTAL                       8.95
CASH                       10.00`);
    const filled = fill(document, item);
    assert.deepEqual(plain(filled), [
      { name: 'WHOLE MILK 2L', quantity: null, price: 2.15 },
      { name: 'SOURDOUGH LOAF', quantity: 2, price: 6.8 },
    ]);
    const [first] = filled.items;
    assert.ok(
      first?.kind === 'object' &&
        first.fields['name']?.kind === 'scalar' &&
        first.fields['name'].confidence > 0.9,
    );
  });

  it('have their names and counts in the lines above', () => {
    const document = printed(`
USB hub
ACC-8834 2 @ $79.99
$159.98
Cleaning kit
CARE-1156 3 @ $12.99
$38.97
SUBTOTAL $198.95`);
    assert.deepEqual(plain(fill(document, item)), [
      { name: 'USB hub', quantity: 2, price: 159.98 },
      { name: 'Cleaning kit', quantity: 3, price: 38.97 },
    ]);
  });

  it('are not told where nothing sums them up', () => {
    assert.deepEqual(rows(printed('Water 2.00\nBread 3.00'), item), []);
  });
});
