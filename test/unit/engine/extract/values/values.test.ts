import assert from 'node:assert/strict';
import type { ScalarField } from '../../../../../src/engine/extract/types';
import { aimOf } from '../../../../../src/engine/extract/values/aims';
import { boxesOf, choiceOf, yesOrNo } from '../../../../../src/engine/extract/values/choices';
import { findEmails, findPhones, findUrls } from '../../../../../src/engine/extract/values/contacts';
import { findCurrencies } from '../../../../../src/engine/extract/values/currencies';
import { findDates, findTimes } from '../../../../../src/engine/extract/values/dates';
import { type Habits, habitsOf, noHabits } from '../../../../../src/engine/extract/values/habits';
import { findBics, findIbans, findVatIds } from '../../../../../src/engine/extract/values/identifiers';
import { findNumbers } from '../../../../../src/engine/extract/values/numbers';
import { readScalar } from '../../../../../src/engine/extract/values/readScalar';

const field = (more: Partial<ScalarField>): ScalarField => ({
  kind: 'scalar',
  name: 'it',
  title: '',
  description: '',
  nullable: true,
  required: false,
  examples: [],
  schema: {},
  type: 'string',
  format: null,
  enum: null,
  pattern: null,
  ...more,
});
const texts = (found: readonly { value: unknown }[]): unknown[] => found.map(({ value }) => value);

describe('numbers as people write them', () => {
  const comma: Habits = { ...noHabits, decimal: ',' };
  const read = (text: string, habits = comma): unknown[] =>
    findNumbers(text, habits).map(({ value, currency, percent }) => [value, currency, percent]);

  it('reads marks of thousands and decimals of every country', () => {
    for (const text of [
      '1.234,56',
      '1,234.56',
      '1 234,56',
      '1\u202f234,56',
      "1'234.56",
      '1’234,56',
      '1234,56',
    ]) {
      assert.deepEqual(read(text), [[1234.56, null, false]], text);
    }
    assert.deepEqual(read('1.234.567'), [[1234567, null, false]]);
  });

  it('reads a single mark before three digits as the document does', () => {
    assert.deepEqual(read('1.234'), [[1234, null, false]]);
    assert.deepEqual(read('1,234', { ...noHabits, decimal: '.' }), [[1234, null, false]]);
    assert.deepEqual(read('1,5'), [[1.5, null, false]]);
    assert.equal(findNumbers('1.234', noHabits)[0]?.certain, false);
  });

  it('reads currencies on both sides, dashes for cents, and percentages', () => {
    assert.deepEqual(read('CHF 12.-'), [[12, 'CHF', false]]);
    assert.deepEqual(read('€1.234,00'), [[1234, 'EUR', false]]);
    assert.deepEqual(read('99,90 zł'), [[99.9, 'PLN', false]]);
    assert.deepEqual(read('19 %'), [[19, null, true]]);
    assert.deepEqual(read('VAT (10%)'), [[10, null, true]]);
  });

  it('reads negative amounts by sign before or behind, and by brackets', () => {
    for (const text of ['-685,00', '685,00 -', '685,00-', '(685,00)', '€ -685,00']) {
      assert.equal(read(text).flat()[0], -685, text);
    }
    assert.equal(read('1.842,17 +').flat()[0], 1842.17);
    assert.equal(read('(30)').flat()[0], 30);
  });

  it('leaves alone what is part of a word, a code or a section', () => {
    for (const text of ['A4', 'x3', '10-48821', '21:37', '3x1,5', '§ 5'])
      assert.deepEqual(read(text), [], text);
  });
});

describe('dates and times as people write them', () => {
  const read = (text: string, habits = noHabits): unknown[] => texts(findDates(text, habits));

  it('reads all orders, and months by name in many languages', () => {
    for (const text of [
      '2024-03-12',
      '12.03.2024',
      '12.3.24',
      '12. März 2024',
      '12 March 2024',
      'March 12th, 2024',
      '12-Mar-2024',
      '12 mars 2024',
      '12 de marzo de 2024',
      '12 marzo 2024',
      '12 maart 2024',
      '12 de março de 2024',
      '12 marca 2024 r.',
      '2024年3月12日',
      '2024/03/12',
    ]) {
      assert.deepEqual(read(text), ['2024-03-12'], text);
    }
    assert.deepEqual(read('1er août 2021'), ['2021-08-01']);
  });

  it('reads day and month in the order that the document shows', () => {
    assert.deepEqual(read('03/04/2025', { ...noHabits, dayFirst: true }), ['2025-04-03']);
    assert.deepEqual(read('03/04/2025', { ...noHabits, dayFirst: false }), ['2025-03-04']);
    assert.deepEqual(read('03/18/2025', { ...noHabits, dayFirst: true }), ['2025-03-18']);
    assert.equal(findDates('03/04/2025', noHabits)[0]?.certain, false);
    assert.equal(habitsOf('Due 03/18/2025').dayFirst, false);
    assert.equal(habitsOf('Portland, OR 97205\n03/04/2025 $5.00').dayFirst, false);
    assert.equal(habitsOf('03/04/2025 £5.00').dayFirst, true);
  });

  it('takes no day that does not exist, nor parts of other numbers', () => {
    for (const text of ['31.02.2024', '12.13.2024', '1.2.3.2024', '404 833 048', '12/2025', '118/06/2025']) {
      assert.deepEqual(read(text), [], text);
    }
  });

  it('reads times of day', () => {
    const times = ['17:48', '9:05 PM', '12:05 a.m.', '14h30', '14.30 Uhr', '08:12:44'].flatMap(findTimes);
    assert.deepEqual(texts(times), ['17:48', '21:05', '00:05', '14:30', '14:30', '08:12']);
    assert.deepEqual(findTimes('25:00 12:75 3.50'), []);
  });
});

describe('identifiers', () => {
  it('finds IBANs whose check digits are right, over their spaces', () => {
    assert.deepEqual(texts(findIbans('IBAN DE02 1203 0000 0000 2020 51 BIC BYLADEM1001')), [
      'DE02120300000000202051',
    ]);
    assert.deepEqual(findIbans('DE02 1203 0000 0000 2020 52'), []);
    assert.deepEqual(texts(findIbans('NL91ABNA0417164300')), ['NL91ABNA0417164300']);
  });

  it('finds BICs and VAT numbers by their form', () => {
    assert.deepEqual(texts(findBics('BIC BYLADEM1001, COBADEFF, RECHNUNG')), ['BYLADEM1001', 'COBADEFF']);
    assert.deepEqual(texts(findVatIds('N° TVA FR83404833048 / USt DE 136 695 976 / CHE-123.456.789 MWST')), [
      'FR83404833048',
      'DE136695976',
      'CHE123456789MWST',
    ]);
    assert.deepEqual(findVatIds('DE 1234'), []);
  });

  it('finds addresses of mail and web, and phones that are no dates', () => {
    assert.deepEqual(texts(findEmails('to a.b-c@x.example. or @nobody')), ['a.b-c@x.example']);
    assert.deepEqual(texts(findUrls('www.x.de, https://w.example.org/a. me@b.example')), [
      'www.x.de',
      'https://w.example.org/a',
    ]);
    assert.deepEqual(texts(findPhones('Tel. 0421 5550-180, (503) 555-0142; +44 113 496 0177')), [
      '0421 5550-180',
      '(503) 555-0142',
      '+44 113 496 0177',
    ]);
    assert.deepEqual(
      findPhones('12.05.2024, 2014 - 2016, 2024-01-01, 30 06 2023, (2009-2010, 98109-5210'),
      [],
    );
  });

  it('tells currencies by code and sign, not any three letters', () => {
    assert.deepEqual(
      findCurrencies('EUR, £5, VAT, 12 kr, US$ 3').map(({ code }) => code),
      ['EUR', 'GBP', 'SEK', 'USD'],
    );
  });
});

describe('choices', () => {
  it('tells yes from no in many languages, and by boxes', () => {
    for (const text of ['Yes', 'ja', 'Oui, commissariat', 'Sì', 'tak', '☒', '[x]'])
      assert.equal(yesOrNo(text), true, text);
    for (const text of ['No.', 'nein', 'não', 'nie', '☐', '[ ]']) assert.equal(yesOrNo(text), false, text);
    for (const text of ['maybe', '', 'November']) assert.equal(yesOrNo(text), null, text);
  });

  it('reads boxes before and behind their words', () => {
    assert.deepEqual(boxesOf('☒ female ☐ male'), [
      { text: 'female', ticked: true },
      { text: 'male', ticked: false },
    ]);
    assert.deepEqual(boxesOf('yes [ ] no [x]'), [
      { text: 'yes', ticked: false },
      { text: 'no', ticked: true },
    ]);
    assert.deepEqual(boxesOf('X Adult'), [{ text: 'Adult', ticked: true }]);
  });

  it('takes the value that a text says, in another language too; none where two are as near', () => {
    assert.equal(choiceOf('weiblich', ['female', 'male'])?.value, 'female');
    assert.equal(choiceOf('Leitungswasser', ['fire', 'water'])?.value, 'water');
    assert.equal(choiceOf('IN_PROGRESS', ['in progress', 'done'])?.value, 'in progress');
    assert.equal(choiceOf('purple', ['red', 'green']), null);
  });
});

describe('readScalar', () => {
  const value = (text: string, more: Partial<ScalarField>): unknown =>
    readScalar(text, field(more), noHabits)?.value;

  it('gives a value of the type that the field has', () => {
    assert.equal(value('EUR 1.234,50', { name: 'total', type: 'number' }), 1234.5);
    assert.equal(value('EUR 1.234,50', { name: 'total' }), 'EUR 1.234,50');
    assert.equal(value('3.5', { name: 'quantity', type: 'integer' }), undefined);
    assert.equal(value('12 May 2024', { format: 'date' }), '2024-05-12');
    assert.equal(value('nein', { type: 'boolean' }), false);
    assert.equal(value('paid', { enum: ['open', 'paid'] }), 'paid');
    assert.equal(value('€', { name: 'currency' }), 'EUR');
  });

  it('gives nothing where the text is not of the kind', () => {
    assert.equal(value('see above', { format: 'date' }), undefined);
    assert.equal(value('none', { type: 'number', name: 'total' }), undefined);
    assert.equal(value('purple', { enum: ['red', 'green'] }), undefined);
    assert.equal(value('---', {}), undefined);
  });

  it('knows what a field is from its name, title, format and examples', () => {
    const aims: [Partial<ScalarField>, string][] = [
      [{ name: 'invoiceDate' }, 'date'],
      [{ name: 'iban' }, 'iban'],
      [{ name: 'Rechnungsnummer' }, 'code'],
      [{ name: 'x', title: 'E-mail address' }, 'email'],
      [{ name: 'x', format: 'uri' }, 'url'],
      [{ name: 'when', examples: ['2024-01-31'] }, 'date'],
      [{ name: 'x', examples: ['AB-123'] }, 'code'],
      [{ name: 'tax_rate', type: 'number' }, 'percent'],
      [{ name: 'total', type: 'number' }, 'money'],
      [{ name: 'nights', type: 'integer' }, 'integer'],
      [{ name: 'customer_name' }, 'name'],
      [{ name: 'seller' }, 'name'],
      [{ name: 'delivery_address' }, 'address'],
      [{ name: 'summary' }, 'text'],
    ];
    for (const [more, aim] of aims) assert.equal(aimOf(field(more)), aim, JSON.stringify(more));
  });
});
