import assert from 'node:assert/strict';
import { ground } from '../../../../../src/engine/extract/grounding/ground';
import { locate } from '../../../../../src/engine/extract/grounding/locate';
import type { Filled, FilledScalar, JsonObject, Scalar } from '../../../../../src/engine/extract/types';
import { fields, printed } from './documents';

const invoice = printed([
  `Muster GmbH                       Invoice No.   RE-2024-0815
Hauptstraße 5                     Date          5. März 2024
80331 München                     Due           04.04.2024

Customer
Jane O'Neill, 12 High Street

Pos   Description          Qty   Price     Amount
1     Blue widget, large   2     1.200,00  2.400,00
2     Red widget           12    2,50      30,00
3     Red widget           12    2,50      30,00

Net                                        2.460,00
VAT 19 %                                   467,40
Total EUR                                  2.927,40
Paid by bank trans-
fer to DE89 3704 0044 0532 0130 00`,
]);

describe('where a value stands in a document', () => {
  const found = (
    value: Scalar,
    schema: JsonObject = { type: typeof value },
    name = 'x',
    document = invoice,
  ) => {
    const [field] = fields({ [name]: schema }).fields;
    assert.ok(field);
    return locate(document, value, field).map(({ text }) => text);
  };

  for (const [value, text] of [
    ['RE-2024-0815', 'RE-2024-0815'],
    ['muster gmbh', 'Muster GmbH'],
    ['Jane O’Neill', "Jane O'Neill,"],
    ['Hauptstrasse 5, 80331 München', 'Hauptstraße 5 5. 80331 München'],
    ['DE89370400440532013000', 'DE89 3704 0044 0532 0130 00'],
    ['bank transfer', 'bank trans- fer'],
    ['2024-03-05', '5. März 2024'],
    ['2024-04-04', '04.04.2024'],
    ['2024-04-04T00:00:00Z', '04.04.2024'],
    ['2024-03', 'März 2024'],
    ['EUR', 'EUR'],
    [2927.4, '2.927,40'],
    [1200, '1.200,00'],
    [-30, '30,00'],
    [0.19, '19'],
    ['Widget', 'widget,'],
  ] as const) {
    it(`is told for ${value}`, () => {
      assert.equal(found(value)[0], text);
    });
  }

  for (const value of [
    '0815-2024',
    'Muster AG',
    '2024-05-04',
    2927.5,
    'idget',
    5.3,
    'USD',
    true,
    'Berlin',
    0.2,
  ]) {
    it(`is nowhere for ${value}`, () => assert.deepEqual(found(value), []));
  }

  it('is one in the order of its lines where a text is in columns', () => {
    const [spot] = locate(
      invoice,
      'Muster GmbH, Hauptstraße 5, 80331 München',
      fields({ x: {} }).fields[0] ?? assert.fail(),
    );
    assert.match(spot?.text ?? '', /^Muster GmbH .*München$/);
  });

  it('is nowhere where its digits are grouped otherwise, or one of its numbers is another', () => {
    const text = printed(['Version 1.2 of Long Street 15, 12345 Town']);
    for (const value of ['12', '1 2', 'Long Street 16, 12345 Town', 'Lang Straat 15 12345 Dorp']) {
      assert.deepEqual(found(value, { type: 'string' }, 'x', text), [], value);
    }
    assert.equal(found('1.2', { type: 'string' }, 'x', text).length, 1);
    assert.equal(found('The Long Street 15, 12345 Town', { type: 'string' }, 'x', text).length, 1);
  });

  it('is the one beside the words that name its field', () => {
    const twice = printed([
      'Order date    2024-01-02\n\n\nDelivery date    2.1.2024\n\n\nInvoice date    02/01/24',
    ]);
    assert.equal(
      found('2024-01-02', { type: 'string', format: 'date' }, 'delivery_date', twice)[0],
      '2.1.2024',
    );
    assert.equal(found('2024-01-02', { type: 'string' }, 'invoiceDate', twice)[0], '02/01/24');
    assert.equal(found('2024-01-02', { title: 'Bestelldatum' }, 'x', twice)[0], '2024-01-02');
  });

  it('is told with a box a line, and with none where the document has no positions', () => {
    const field = fields({ x: {} }).fields[0] ?? assert.fail();
    const boxed = locate(invoice, 'bank transfer', field);
    assert.deepEqual(boxed[0]?.boxes, [
      { x: 48, y: 210, w: 66, h: 10 },
      { x: 0, y: 224, w: 18, h: 10 },
    ]);
    assert.deepEqual(locate(printed(['Total: 12,50'], false), 12.5, field), [
      { page: 1, text: '12,50', boxes: [] },
    ]);
  });

  for (const [written, value] of [
    ['1 234,56', 1234.56],
    ["CHF 1'234.56", 1234.56],
    ['1,234', 1234],
    ['1,234', 1.234],
    ['12,34,567.80', 1234567.8],
    ['1.234.567', 1234567],
    ['€ 12.-', 12],
    ['(12.50)', -12.5],
    ['3,2 Mio. €', 3_200_000],
    ['7.5%', 0.075],
    ['7.5%', 7.5],
    ['2kg', 2],
  ] as const) {
    it(`is told for ${value}, written ${written}`, () =>
      assert.equal(found(value, {}, 'x', printed([written])).length, 1));
  }

  for (const [written, value] of [
    ['March 5th, 2024', '2024-03-05'],
    ['5 de marzo de 2024', '2024-03-05'],
    ['1er févr. 2024', '2024-02-01'],
    ['12 października 2023 r.', '2023-10-12'],
    ['5-Sep-24', '2024-09-05'],
    ['2024年3月5日', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['03/05/2024', '2024-03-05'],
    ['03/2024', '2024-03-01'],
    ['Dezember 2019', '2019-12'],
    ['June 2024, Rent 3 Jun 25,00', '2024-06-03'],
    ['Kontoauszug 2024  03.06.', '2024-06-03'],
  ] as const) {
    it(`is told for ${value}, written ${written}`, () =>
      assert.equal(found(value, {}, 'x', printed([written])).length, 1));
  }

  it('is told where words have no spaces between them', () => {
    assert.equal(found('東京都港区', {}, 'x', printed(['住所：東京都港区六本木'], false)).length, 1);
  });
});

describe('the values of a model, looked up in the document', () => {
  const scalar = (filled: Filled | undefined): FilledScalar => {
    assert.ok(filled?.kind === 'scalar');
    return filled;
  };
  const one = (schema: JsonObject, value: unknown, name = 'x'): FilledScalar =>
    scalar(ground(invoice, fields({ [name]: schema }), { [name]: value }).fields[name]);

  it('are sure beside their label, with their place', () => {
    const total = one({ type: 'number', title: 'Total' }, 2927.4, 'total');
    assert.deepEqual([total.value, total.confidence, total.note], [2927.4, 0.95, undefined]);
    assert.deepEqual(
      total.spots.map(({ page, text }) => [page, text]),
      [[1, '2.927,40']],
    );
  });

  it('are doubted where the document does not have them, and say so', () => {
    const total = one({ type: 'number' }, 9999, 'total');
    assert.deepEqual([total.value, total.confidence, total.spots], [9999, 0.3, []]);
    assert.match(total.note ?? '', /does not have this value/);
  });

  it('are doubted where they are so short that they stand anywhere', () => {
    assert.equal(one({ type: 'integer' }, 2, 'children').confidence, 0.75);
  });

  it('are conclusions where the schema names them or they are true or false', () => {
    const kind = one({ type: 'string', enum: ['invoice', 'credit note'] }, 'credit note', 'kind');
    assert.deepEqual([kind.confidence, kind.spots], [0.6, []]);
    assert.match(kind.note ?? '', /concluded it/);
    const paid = one({ type: 'boolean', title: 'Total' }, true, 'total');
    assert.deepEqual([paid.confidence, paid.spots[0]?.text], [0.6, 'Total EUR']);
  });

  it('are null where they are missing, in the order of the schema', () => {
    const root = fields({
      b: { type: 'string' },
      a: { type: 'object', properties: { c: { type: 'number' } } },
      l: { type: 'array', items: { type: 'string' } },
    });
    const nothing = { kind: 'scalar', value: null, confidence: 0, spots: [] };
    assert.deepEqual(ground(invoice, root, { extra: 1 } as JsonObject), {
      kind: 'object',
      fields: {
        b: nothing,
        a: { kind: 'object', fields: { c: nothing } },
        l: { kind: 'array', items: [] },
      },
    });
    assert.deepEqual(Object.keys(ground(invoice, root, {}).fields), ['b', 'a', 'l']);
  });

  it('of a list stand in its rows, one below the other, also where rows are alike', () => {
    const root = fields({
      items: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            description: { type: 'string' },
            quantity: { type: 'number' },
            price: { type: 'number' },
            amount: { type: 'number' },
          },
        },
      },
    });
    const red = { description: 'Red widget', quantity: 12, price: 2.5, amount: 30 };
    const values = [{ description: 'Blue widget, large', quantity: 2, price: 1200, amount: 2400 }, red, red];
    const items = ground(invoice, root, { items: values }).fields['items'];
    assert.ok(items?.kind === 'array');
    const tops = items.items.map(item => {
      assert.ok(item.kind === 'object');
      return Object.values(item.fields).map(each => scalar(each).spots[0]?.boxes[0]?.y);
    });
    assert.deepEqual(
      tops,
      [8, 9, 10].map(row => Array(4).fill(row * 14)),
    );
    assert.ok(
      items.items.every(
        item =>
          item.kind === 'object' &&
          Object.values(item.fields).every(each => scalar(each).confidence === 0.95),
      ),
    );
  });

  it('of a list are doubted where they stand far from the others of their item', () => {
    const text = printed([`Pen   1.50\nInk   9.00${'\n'.repeat(20)}Copper`]);
    const properties = { name: {}, price: { type: 'number' }, metal: {} };
    const root = fields({ l: { type: 'array', items: { type: 'object', properties } } });
    const { l } = ground(text, root, { l: [{ name: 'Ink', price: 9, metal: 'Copper' }] }).fields;
    assert.ok(l?.kind === 'array' && l.items[0]?.kind === 'object');
    assert.deepEqual(
      Object.values(l.items[0].fields).map(field => scalar(field).confidence),
      [0.95, 0.95, 0.75],
    );
  });

  it('of a list without positions stand in their rows, whose cells are lines', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const rows = [1, 2, 3].map(row => names.map((name, i) => (i % 2 ? 7 : `${name}${name}${row}`)));
    const properties = Object.fromEntries(names.map(name => [name, {}]));
    const root = fields({ l: { type: 'array', items: { type: 'object', properties } } });
    const text = printed([rows.flat().join('\n')], false);
    const values = rows.map(row => Object.fromEntries(names.map((name, i) => [name, row[i]])));
    const { l } = ground(text, root, { l: values }).fields;
    assert.ok(l?.kind === 'array');
    const told = l.items.flatMap(item =>
      item.kind === 'object' ? Object.values(item.fields).map(scalar) : [],
    );
    assert.deepEqual(
      told.map(({ spots }) => spots[0]?.text),
      rows.flat().map(String),
    );
    assert.ok(told.every(({ confidence }) => confidence === 0.95));
  });

  it('cannot reach what is no property of the schema', () => {
    const root = fields({ constructor: { type: 'string' }, toString: { type: 'string' } });
    const filled = ground(invoice, root, {});
    assert.equal(scalar(filled.fields['constructor']).value, null);
  });
});
