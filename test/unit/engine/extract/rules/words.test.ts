import assert from 'node:assert/strict';
import { similarity, spaced, termsOf } from '../../../../../src/engine/extract/rules/words/terms';

const meanings = (text: string): string[] => termsOf(text).map(term => term.meanings.join('|'));

describe('termsOf', () => {
  it('gives words of any language the same meaning', () => {
    for (const text of [
      'Invoice number',
      'Rechnungsnummer',
      'Rechnungs-Nr.',
      'Número de factura',
      'Factuurnummer',
      'Numer faktury',
      '請求書番号',
    ]) {
      assert.deepEqual(new Set(meanings(text)), new Set(['invoice', 'number']), text);
    }
    assert.deepEqual(new Set(meanings('N° de facture')), new Set(['invoice', 'number']));
  });

  it('takes names of properties apart', () => {
    for (const name of ['invoiceNumber', 'invoice_number', 'invoice-number', 'Invoice.Number']) {
      assert.deepEqual(meanings(spaced(name)), ['invoice', 'number'], name);
    }
  });

  it('keeps words that no list has, without their endings', () => {
    assert.deepEqual(meanings('Quokkas'), meanings('Quokka'));
    assert.notDeepEqual(meanings('Quokka'), meanings('Wombat'));
  });

  it('knows what numbers are called for short', () => {
    for (const label of ['Rechnungsnr.', 'Rechnungs-Nr.', 'Factuurnr.', 'Rechnung Nr.'])
      assert.deepEqual(meanings(label), ['invoice', 'number'], label);
    assert.deepEqual(meanings('Kundennr.'), ['customer', 'number']);
    assert.ok(meanings('Quokkanr.').every(meaning => meaning.startsWith('=')));
  });

  it('takes no compound for granted that has an unknown part', () => {
    assert.ok(meanings('Rechnungsquokka').every(meaning => meaning.startsWith('=')));
  });
});

describe('similarity', () => {
  const of = (wanted: string, label: string): number => similarity(termsOf(wanted), termsOf(label));

  it('is best for the same thing in other words, and less where the label says more or another', () => {
    assert.equal(of('due date', 'Fälligkeitsdatum'), 1);
    assert.ok(of('total', 'Total TTC') > of('total', 'Total net'));
    assert.ok(of('invoice number', 'Order number') < 0.5);
    assert.equal(of('invoice number', 'Seat'), 0);
  });
});
