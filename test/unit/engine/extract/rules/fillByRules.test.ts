import assert from 'node:assert/strict';
import { normalizeDataSchema } from '../../../../../src/engine/extract/dataSchema';
import { fillByRules } from '../../../../../src/engine/extract/rules/fillByRules';
import { fieldsOf } from '../../../../../src/engine/extract/schema/fieldsOf';
import type { Filled, JsonObject, SourceDocument } from '../../../../../src/engine/extract/types';
import { printed, typed } from '../printedPage';

const text = { type: 'string' };
const number = { type: 'number' };
const date = { type: 'string', format: 'date' };
const yesNo = { type: 'boolean' };

const fill = (document: SourceDocument, properties: JsonObject, more: JsonObject = {}): Filled =>
  fillByRules(document, fieldsOf(normalizeDataSchema({ type: 'object', properties, ...more })));

/** Values alone, as plain JSON. */
const plain = (filled: Filled): unknown =>
  filled.kind === 'scalar'
    ? filled.value
    : filled.kind === 'array'
      ? filled.items.map(plain)
      : Object.fromEntries(Object.entries(filled.fields).map(([name, each]) => [name, plain(each)]));

const read = (drawing: string, properties: JsonObject, more: JsonObject = {}): unknown =>
  plain(fill(printed(drawing), properties, more));

describe('fillByRules', () => {
  const invoice = { invoice_number: text, invoice_date: date, due_date: date, total: number };
  const expected = {
    invoice_number: 'RE-2025-17',
    invoice_date: '2025-04-07',
    due_date: '2025-04-21',
    total: 1491.61,
  };

  it('finds values right of their labels, in a document with positions and in one without', () => {
    const drawing = [
      'Rechnungsnummer      RE-2025-17',
      'Rechnungsdatum       07.04.2025',
      'Lieferdatum          31.03.2025',
      'Zahlbar bis          21.04.2025',
      '',
      'Nettobetrag          1.253,45 €',
      'zzgl. 19 % MwSt.     238,16 €',
      'Rechnungsbetrag      1.491,61 €',
    ].join('\n');
    assert.deepEqual(read(drawing, invoice), expected);
    assert.deepEqual(plain(fill(typed(drawing), invoice)), expected);
  });

  it('finds values below their labels', () => {
    const drawing = [
      'FACTURE N°        DATE            ECHEANCE        NET A PAYER',
      'RE-2025-17        07/04/2025      21/04/2025      1 491,61 EUR',
    ].join('\n');
    assert.deepEqual(read(drawing, invoice, { title: 'Invoice' }), expected);
  });

  it('finds values behind colons and in sentences', () => {
    const drawing = [
      'Invoice no: RE-2025-17 | Date of issue: 7 April 2025',
      'Please pay the total of EUR 1,491.61 by',
      'the due date 21 April 2025.',
    ].join('\n');
    assert.deepEqual(read(drawing, invoice), expected);
  });

  it('cites the words and their place, and is sure of what is clear', () => {
    const filled = fill(printed('Invoice number      RE-2025-17'), { invoice_number: text });
    assert.ok(filled.kind === 'object');
    const value = filled.fields['invoice_number'];
    assert.ok(value?.kind === 'scalar');
    const [spot] = value.spots;
    assert.deepEqual([spot?.page, spot?.text, spot?.boxes.length], [1, 'RE-2025-17', 1]);
    assert.ok((spot?.boxes[0]?.x ?? 0) > 90);
    assert.ok(value.confidence >= 0.9);
  });

  it('says null rather than a guess', () => {
    const drawing = 'Delivery date     12.05.2025\nOrder number      4711\nNet amount        10,00';
    assert.deepEqual(read(drawing, { ...invoice, name: text, paid: yesNo, iban: text }), {
      invoice_number: null,
      invoice_date: null,
      due_date: null,
      total: null,
      name: null,
      paid: null,
      iban: null,
    });
  });

  it('takes a word in capitals for a BIC only where accounts are told', () => {
    const bic = { bic: text };
    assert.deepEqual(read('TECHMART ELECTRONICS', bic), { bic: null });
    assert.deepEqual(read('IBAN DE02120300000000202051   BYLADEM1001', bic), { bic: 'BYLADEM1001' });
  });

  it('tells one party from the other by the headings above them', () => {
    const drawing = [
      'Seller                     Buyer',
      'Nordwind Energie GmbH      Harrow Joinery Ltd',
      'Am Deich 7                 12 Station Road',
      '27568 Bremerhaven          Ludlow SY8 2PL',
      'VAT DE136695976            VAT GB823447192',
    ].join('\n');
    const party = { type: 'object', properties: { name: text, address: text, vat_id: text } };
    assert.deepEqual(read(drawing, { seller: party, buyer: party }), {
      seller: {
        name: 'Nordwind Energie GmbH',
        address: 'Am Deich 7, 27568 Bremerhaven',
        vat_id: 'DE136695976',
      },
      buyer: {
        name: 'Harrow Joinery Ltd',
        address: '12 Station Road, Ludlow SY8 2PL',
        vat_id: 'GB823447192',
      },
    });
  });

  it('reads both days of a period, whole names and whole addresses apart', () => {
    const drawing = [
      'Okres:           01.05.2025 - 31.05.2025',
      'Name, Vorname:   Zielinski, Barbara',
      'PLZ / Ort:       14806 Bad Belzig',
    ].join('\n');
    const schema = {
      period_start: date,
      period_end: date,
      first_name: text,
      last_name: text,
      postal_code: text,
      city: text,
    };
    assert.deepEqual(read(drawing, schema), {
      period_start: '2025-05-01',
      period_end: '2025-05-31',
      first_name: 'Barbara',
      last_name: 'Zielinski',
      postal_code: '14806',
      city: 'Bad Belzig',
    });
  });

  it('reads boxes that are ticked, and questions', () => {
    const drawing = [
      'Gender:   [ ] male   [x] female',
      '[x] I want the newsletter',
      '[ ] I agree to the publication of photos',
      'Were the police informed?  No',
    ].join('\n');
    const schema = {
      gender: { type: 'string', enum: ['male', 'female'] },
      newsletter: yesNo,
      photo_consent: yesNo,
      police_informed: yesNo,
    };
    assert.deepEqual(plain(fill(typed(drawing), schema)), {
      gender: 'female',
      newsletter: true,
      photo_consent: false,
      police_informed: false,
    });
  });

  it('believes amounts that add up, and counts what a value has for rivals against it', () => {
    const confidence = (drawing: string): number => {
      const filled = fill(printed(drawing), { total: number });
      const total = filled.kind === 'object' ? filled.fields['total'] : undefined;
      return total?.kind === 'scalar' ? total.confidence : 0;
    };
    assert.ok(confidence('Total   10.00') > confidence('Total   10.00\n\n\n\nTotal   12.00'));
  });

  it('lists what stands behind or below a label, and every address of mail', () => {
    const list = { type: 'array', items: text };
    const drawing = ['SKILLS', 'Java, Docker, SQL', '', '', '', 'EDUCATION', 'Leeds, York'].join('\n');
    assert.deepEqual(read(drawing, { skills: list }), { skills: ['Java', 'Docker', 'SQL'] });
    const mails = { type: 'array', items: { type: 'string', format: 'email' } };
    assert.deepEqual(read('Write to a@x.example or b@x.example', { emails: mails }), {
      emails: ['a@x.example', 'b@x.example'],
    });
  });

  it('reads the head of a résumé', () => {
    const drawing = 'Chiara Esposito\nNapoli, Italia | +39 333 123 4567 | chiara@example.it';
    const schema = {
      name: text,
      phone: text,
      email: { type: 'string', format: 'email' },
      skills: { type: 'array', items: text },
    };
    assert.deepEqual(plain(fill(typed(drawing), schema)), {
      name: 'Chiara Esposito',
      phone: '+39 333 123 4567',
      email: 'chiara@example.it',
      skills: [],
    });
  });

  it('keeps the shape of any schema, and odd names', () => {
    const schema = JSON.parse(
      '{"properties":{"__proto__":{"type":"string"},"a":{"properties":{"b":{"type":"array"}}}}}',
    );
    const filled = fillByRules(typed(''), fieldsOf(normalizeDataSchema(schema)));
    assert.deepEqual(Object.keys(filled.fields), ['__proto__', 'a']);
    assert.deepEqual(plain(filled.fields['a'] ?? filled), { b: [] });
  });

  it('is done with a hostile schema and a hostile text in seconds', function () {
    this.timeout(20_000);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`total_amount_${i}`, number]));
    const lines = Array.from({ length: 400 }, (_, i) => `Total amount ${i}:   ${i}.50 EUR   by 12.05.2025`);
    const started = performance.now();
    fill(typed(lines.join('\n')), many);
    const all = {
      total: number,
      mail: { type: 'string', format: 'email' },
      iban: text,
      phone: text,
      when: date,
      id: { ...text, title: 'Number' },
    };
    for (const hostile of ['1 2 3 4 5 ', 'a.a.a@', 'DE12 ', '+49 ', 'Total .', '[ ] ', '12.12.12.', 'x']) {
      fill(typed(hostile.repeat(20_000)), all);
    }
    assert.ok(performance.now() - started < 10_000);
  });
});
