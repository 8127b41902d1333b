import assert from 'node:assert/strict';
import { classifyByRules } from '../../../../src/engine/classify/classifyByRules';
import { documentOfText, examples, rules } from './documents';

const classify = (text: string, ...given: { type: string; description: string }[]) =>
  classifyByRules(documentOfText(text), given);
const invoices = { type: 'invoice', description: 'A bill of a supplier with an amount due.' };
const receipts = { type: 'receipt', description: 'Proof of a payment in a shop or a restaurant.' };

describe('classification by rules', () => {
  it('finds the kind of documents in several languages by rules in one, and none where none is asked for', () => {
    const answers = examples.map(({ text, type }) => {
      const result = classifyByRules(documentOfText(text), rules);
      return { ...result, right: result.type === type };
    });
    const right = answers.filter(answer => answer.right).length;
    assert.ok(right / answers.length >= 0.9, `${right} of ${answers.length}`);
    const sure = answers.filter(({ confidence }) => confidence >= 0.9);
    assert.ok(sure.length >= answers.length / 2, `only ${sure.length} are told with 0.9`);
    assert.deepEqual(
      sure.filter(answer => !answer.right),
      [],
    );
  });

  it('says that nothing fits where the rule of a document is left out', () => {
    const typed = examples.filter(({ type }) => type !== null);
    const none = typed.filter(
      ({ text, type }) =>
        classifyByRules(
          documentOfText(text),
          rules.filter(rule => rule.type !== type),
        ).type === null,
    );
    assert.ok(none.length / typed.length >= 0.9, `${none.length} of ${typed.length}`);
  });

  it('names the words and the pages that decided', () => {
    const { reasoning } = classify(
      'Rechnung Nr. 4711\nSteckdosen\f\nRechnungsbetrag 166,60',
      invoices,
      receipts,
    );
    assert.match(reasoning, /“invoice” fits best: it calls itself “Rechnung” \(page 1\)/);
    assert.match(reasoning, /it says .*“Rechnungsbetrag” \(pages 1, 2\)/);
  });

  it('names the kind that a document looks like when no rule asks for it', () => {
    const { type, reasoning } = classify('Lieferschein 88\nEmpfänger\n2 Paletten', invoices, receipts);
    assert.equal(type, null);
    assert.match(reasoning, /No rule fits\..*delivery note.*“Lieferschein”/);
  });

  it('tells kinds that nobody knows apart by the words of their descriptions', () => {
    const given = [
      {
        type: 'bridge_inspection',
        description: 'Cracks, corrosion and bearings of a bridge as an inspector saw them.',
      },
      {
        type: 'tree_survey',
        description: 'Trees of a street with species, trunk diameter and crown condition.',
      },
    ];
    const bridge = 'Site visit\nCorrosion on the northern bearing, two cracks in the deck. Inspector: K. Moe';
    const tree = 'Site visit\nSpecies: oak. Trunk 84 cm, crown thin. Street: Mill Lane';
    assert.equal(classify(bridge, ...given).type, 'bridge_inspection');
    assert.equal(classify(tree, ...given).type, 'tree_survey');
  });

  it('tells two rules of the same kind apart by their own words', () => {
    const given = [
      { type: 'hotel_invoice', description: 'Invoice of a hotel for nights, breakfast and city tax.' },
      { type: 'electricity_invoice', description: 'Invoice for electricity with meter readings in kWh.' },
    ];
    assert.equal(
      classify('Invoice 7\nMeter reading 4411 kWh\nAmount due 80.00', ...given).type,
      'electricity_invoice',
    );
    assert.equal(
      classify('Invoice 8\n3 nights, breakfast\nAmount due 280.00', ...given).type,
      'hotel_invoice',
    );
  });

  it('takes what follows “not” in a description for no sign', () => {
    const given = {
      type: 'ledger',
      description: 'Bookings of our accounts department, not receipts or payslips.',
    };
    assert.notEqual(
      classify('RECEIPT\nCash 20.00\nChange 9.80\nThank you for your purchase', given).type,
      'ledger',
    );
  });

  it('gives a rule named “other” what fits no rule', () => {
    const other = { type: 'other', description: 'Anything that fits none of the other rules.' };
    const { type, reasoning } = classify('Lieferschein 88\nEmpfänger\n2 Paletten', invoices, other);
    assert.equal(type, 'other');
    assert.match(reasoning, /No other rule fits/);
    assert.equal(classify('INVOICE\nInvoice no. 7\nAmount due 12.00', invoices, other).type, 'invoice');
  });

  it('reads scripts without spaces', () => {
    const given = { type: '請求書', description: '取引先からの請求書。金額と支払期限がある。' };
    assert.equal(
      classify('請求書\n株式会社みなと\n支払期限 2024年6月30日\n金額 12,000円', given, receipts).type,
      '請求書',
    );
  });

  it('says nothing of an empty document', () => {
    const { type, confidence, reasoning } = classify('', invoices);
    assert.equal(type, null);
    assert.ok(confidence > 0.5);
    assert.match(reasoning, /None of the words/);
  });

  it('knows a long document as well as a short one', () => {
    const lease = { type: 'lease', description: 'A contract about the rent of a flat.' };
    const clauses = Array.from(
      { length: 2_000 },
      (_, n) => `${n}. The tenant keeps part ${n} of the flat in good order.`,
    );
    const pages = ['TENANCY AGREEMENT', 'between landlord and tenant', ...clauses].join('\n');
    const { type, confidence } = classify(pages, invoices, receipts, lease);
    assert.equal(type, 'lease');
    assert.ok(confidence >= 0.9, `${confidence}`);
  });

  it('stays quick with long documents and long rules', () => {
    const long = Array.from(
      { length: 20_000 },
      (_, line) => `Line ${line} of a contract between the parties`,
    ).join('\n');
    const many = Array.from({ length: 60 }, (_, n) => ({
      type: `kind_${n}`,
      description: 'word '.repeat(400),
    }));
    const before = performance.now();
    classify(long, ...many, invoices);
    assert.ok(performance.now() - before < 3000);
  });
});
