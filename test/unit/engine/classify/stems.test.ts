import assert from 'node:assert/strict';
import { wordsOf, wordsOfName } from '../../../../src/engine/classify/words/stems';

const stems = (text: string) => wordsOf(text).map(({ stem }) => stem);

describe('the stems of words', () => {
  for (const [one, other] of [
    ['invoice', 'Invoices'],
    ['delivery', 'DELIVERIES'],
    ['Rechnung', 'Rechnungen'],
    ['facture', 'factures'],
    ['reçu', 'recu'],
    ['résumé', 'resume'],
    ['Straße', 'strasse'],
    ['płatność', 'platnosc'],
  ] as const) {
    it(`are the same for ${one} and ${other}`, () => assert.deepEqual(stems(one), stems(other)));
  }

  for (const [one, other] of [
    ['market', 'marketing'],
    ['note', 'not'],
    ['order', 'ordinance'],
    ['bill', 'billion'],
  ] as const) {
    it(`tell ${one} from ${other}`, () => assert.notDeepEqual(stems(one), stems(other)));
  }

  it('are in the order of the text, with the words as they stand', () => {
    assert.deepEqual(
      wordsOf('W-2: Wages, tips!').map(({ text }) => text),
      ['W2', 'Wages', 'tips'],
    );
    assert.deepEqual(stems('form W2').at(-1), stems('W-2')[0]);
  });

  it('part names however they are joined', () => {
    const name = wordsOfName('bank statement').map(({ stem }) => stem);
    for (const other of ['bank_statement', 'bankStatement', 'Bank-Statement'])
      assert.deepEqual(
        wordsOfName(other).map(({ stem }) => stem),
        name,
        other,
      );
  });

  it('find words where none are parted by blanks', () => {
    assert.ok(stems('請求書の金額').includes('請求'));
  });
});
