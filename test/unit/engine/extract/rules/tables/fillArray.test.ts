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

  it('have what their text says where it leads their figures, and not what a heading says', () => {
    const leading = printed(`
Item   Description                        Amount
001    Consulting in March
       12 h x 95.00                     1,140.00
002    Travel
       flat                                80.00
       Total due                        1,220.00`);
    assert.deepEqual(rows(leading, { description: text, amount: figure }), [
      ['Consulting in March 12 h x 95.00', 1140],
      ['Travel flat', 80],
    ]);
    const headed = printed(`
Pos    Leistung                     Menge   EP        GP
1      Erdarbeiten
1.1    Aushub                       20 m³   15,00     300,00
1.2    Abfuhr                       20 m³    8,00     160,00
       Summe Erdarbeiten                              460,00
2      Maurerarbeiten
2.1    Wand                         12 m²   50,00     600,00
       Gesamtsumme                                  1.060,00`);
    assert.deepEqual(rows(headed, { position: text, description: text, quantity: figure, unit: text }), [
      ['1.1', 'Aushub', 20, 'm³'],
      ['1.2', 'Abfuhr', 20, 'm³'],
      ['2.1', 'Wand', 12, 'm²'],
    ]);
  });

  it('are told by their figures where headers are not known', () => {
    const document = printed(`
Title                   Heads     Price each      Cost
Rivers of the North          6          7.99     47.94
The Night Ferry             15          6.99    104.85`);
    assert.deepEqual(rows(document, line), [
      ['Rivers of the North', 6, 7.99, 47.94],
      ['The Night Ferry', 15, 6.99, 104.85],
    ]);
  });

  it('tell a number and a name apart that stand in one cell, and currencies from amounts', () => {
    const document = printed(`
Menge    Art.-Nr. / Bezeichnung       Preis        Gesamt
40       118-204                  EUR 11,90    EUR 476,00
         Handschuhe, Größe M
12       330-010                  EUR  8,45    EUR 101,40
         Desinfektion`);
    assert.deepEqual(rows(document, { sku: text, description: text, amount: figure, currency: text }), [
      ['118-204', 'Handschuhe, Größe M', 476, 'EUR'],
      ['330-010', 'Desinfektion', 101.4, 'EUR'],
    ]);
  });

  it('may begin as sums do, where they have a day of their own', () => {
    const document = printed(`
Date          Details                 Amount     Balance
01/02/2025    Balance forward                     100.00
02/02/2025    Card purchase Bakery      -4.00
03/02/2025    Tax return                50.00     146.00
28/02/2025    Closing balance                     146.00`);
    const transaction = { date: { type: 'string', format: 'date' }, description: text, amount: figure };
    assert.deepEqual(rows(document, transaction), [
      ['2025-02-02', 'Card purchase Bakery', -4],
      ['2025-02-03', 'Tax return', 50],
    ]);
  });

  it('read thousands that a space parts, beside a short gap', () => {
    const document = printed(`
Tuote                    Määrä Yks.    à-hinta      Yhteensä
Myyntitiski, koivu           1 kpl     2 150,00     2 698,25
Hylly                        4 kpl       185,00       928,70
                             Yhteensä               3 626,95`);
    assert.deepEqual(rows(document, { ...line, unit: text }), [
      ['Myyntitiski, koivu', 1, 2150, 2698.25, 'kpl'],
      ['Hylly', 4, 185, 928.7, 'kpl'],
    ]);
  });

  it('end where columns do, whatever the sums below them cross', () => {
    const document = printed(`
Désignation                          Qté   P.U. HT    TVA    Montant HT
Prestation de conseil en               3    450,00   20 %      1 350,00
organisation (mars 2025)
Frais de déplacement                   1     86,40   20 %         86,40
                                          Total HT             1 436,40
                                          TVA 20 %               287,28
                                          Net à payer          1 723,68`);
    assert.deepEqual(rows(document, line), [
      ['Prestation de conseil en organisation (mars 2025)', 3, 450, 1350],
      ['Frais de déplacement', 1, 86.4, 86.4],
    ]);
  });

  it('have dates without a year in the period of the document', () => {
    const document = printed(`
Statement 15 December 2024 to 14 January 2025
Date      Details           Amount    Balance
20 Dec    Rent             -600.00     400.00
3 Jan     Salary          1,500.00   1,900.00`);
    const transaction = { date: { type: 'string', format: 'date' }, description: text, amount: figure };
    assert.deepEqual(rows(document, transaction), [
      ['2024-12-20', 'Rent', -600],
      ['2025-01-03', 'Salary', 1500],
    ]);
  });

  it('come from the table that the array is named after, where several have such columns', () => {
    const document = printed(`
Earnings
Description         Amount
Basic pay         2,000.00
Overtime            150.20

Deductions
Description         Amount
Income tax          280.40
Pension             112.17`);
    const items = {
      type: 'array',
      items: { type: 'object', properties: { description: text, amount: figure } },
    };
    const root = fieldsOf({ type: 'object', properties: { earnings: items, deductions: items } });
    assert.deepEqual(
      root.fields.map(field =>
        (plain(fillArray(document, field as ArrayField)) as { description: string }[]).map(
          item => item.description,
        ),
      ),
      [
        ['Basic pay', 'Overtime'],
        ['Income tax', 'Pension'],
      ],
    );
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

  it('come from a text whose columns tabs or bars part', () => {
    const expected = [
      ['Pen', 2, 1.5, 3],
      ['Long name of ink', 1, 9, 9],
    ];
    const tabs = typed('Item\tQty\tPrice\tAmount\nPen\t2\t1.50\t3.00\nLong name of ink\t1\t9.00\t9.00');
    assert.deepEqual(rows(tabs, line), expected);
    const bars = typed(`
| Item             | Qty | Price | Amount |
|------------------|-----|-------|--------|
| Pen              | 2   | 1.50  | 3.00   |
| Long name of ink | 1   | 9.00  | 9.00   |`);
    assert.deepEqual(rows(bars, line), expected);
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

  it('have what is taken off among them where the total does', () => {
    const document = printed(`
APPLES                3.00
BREAD                 2.50
DISCOUNT APPLES      -1.00
TOTAL                 4.50`);
    assert.deepEqual(
      rows(document, item).map(row => row[2]),
      [3, 2.5, -1],
    );
  });

  it('take no longer for text that was written to be slow', () => {
    const started = performance.now();
    for (const word of [
      '1'.repeat(100_000),
      '1 '.repeat(50_000),
      '1 x '.repeat(30_000),
      '-'.repeat(100_000),
    ]) {
      fill(typed(`Item  Qty  Price  Total\n${word}x\nTea  1  2.00  2.00\nTotal  2.00`), line);
    }
    assert.ok(performance.now() - started < 5000);
  });

  it('are not told where nothing sums them up', () => {
    assert.deepEqual(rows(printed('Water 2.00\nBread 3.00'), item), []);
  });
});

describe('entries of a section', () => {
  it('begin where periods stand', () => {
    const experience = { title: text, employer: text, period: text };
    const root = fieldsOf({
      type: 'object',
      properties: { experience: { type: 'array', items: { type: 'object', properties: experience } } },
    });
    const entries = (document: SourceDocument): unknown[] =>
      (plain(fillArray(document, root.fields[0] as ArrayField)) as object[]).map(entry =>
        Object.values(entry),
      );
    const beside = printed(`
EXPERIENCE
Senior Engineer                   April 2020 - present
Aire Valley Consulting
    Assessment of bridges for three councils, with a shared library of calculations.

Engineer                          2015 - March 2020
Holt & Barrow Ltd

EDUCATION
University of Sheffield           2011 - 2015`);
    assert.deepEqual(entries(beside), [
      ['Senior Engineer', 'Aire Valley Consulting', 'April 2020 - present'],
      ['Engineer', 'Holt & Barrow Ltd', '2015 - March 2020'],
    ]);
    const firmFirst = printed(`
EXPERIENCE
Lowcountry Restoration Group            Savannah, GA
Senior Project Manager            Jun 2019 - Present
Tybee Builders Inc.                 Tybee Island, GA
Carpenter                        Feb 2015 - May 2019`);
    assert.deepEqual(entries(firmFirst), [
      ['Senior Project Manager', 'Lowcountry Restoration Group', 'Jun 2019 - Present'],
      ['Carpenter', 'Tybee Builders Inc.', 'Feb 2015 - May 2019'],
    ]);
    const after = typed(`
Berufserfahrung
Werkstattleiter, Ostsee Boote GmbH
seit 05/2018
Leitung der Werkstatt.
Bootsbauer, Werft Nord KG
08/2010 – 04/2018
Ausbildung
2009 Abitur`);
    assert.deepEqual(entries(after), [
      ['Werkstattleiter', 'Ostsee Boote GmbH', 'seit 05/2018'],
      ['Bootsbauer', 'Werft Nord KG', '08/2010 – 04/2018'],
    ]);
  });

  it('have two texts a line, or a list behind the label', () => {
    const root = fieldsOf({
      type: 'object',
      properties: {
        languages: { type: 'array', items: { type: 'object', properties: { language: text, level: text } } },
      },
    });
    const entries = (document: SourceDocument): unknown =>
      plain(fillArray(document, root.fields[0] as ArrayField));
    const expected = [
      { language: 'English', level: 'native' },
      { language: 'French', level: 'fluent (C1)' },
    ];
    assert.deepEqual(
      entries(printed('LANGUAGES\nEnglish : native\nFrench - fluent (C1)\n\nHOBBIES\nChess')),
      expected,
    );
    assert.deepEqual(entries(typed('Sprachen: Deutsch (Muttersprache), Englisch (gut)')), [
      { language: 'Deutsch', level: 'Muttersprache' },
      { language: 'Englisch', level: 'gut' },
    ]);
  });
});
