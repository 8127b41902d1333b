import assert from 'node:assert/strict';
import { pageText } from '../../../../../src/engine/extract/model/pageText';
import type { Line } from '../../../../../src/engine/extract/types';

const line = (text: string, x = 0, y = 0): Line => ({
  page: 1,
  text,
  box: { x, y, w: 50, h: 10 },
  words: text.split(' ').map(word => ({ text: word, box: null })),
});

describe('what a model reads of a page', () => {
  it('has the lines that the Markdown leaves out, printed rows in one', () => {
    const lines = [line('N° 4711', 0, 0), line('Client: Müller & Fils', 200, 1), line('Total 12,00', 0, 50)];
    const text = pageText({ markdown: '# Facture\n\nTotal 12,00', lines });
    assert.equal(text, '# Facture\n\nTotal 12,00\n\n[Also on this page]\n\nN° 4711  Client: Müller & Fils');
  });

  it('says nothing twice that the Markdown writes in another way', () => {
    const markdown =
      '# **Rechnung** Nr\\. 7\n\n| Leistung | Betrag |\n| --- | --- |\n| Hosting monatlich, große Maschine | 12,00 |';
    const lines = [
      'Rechnung Nr. 7',
      'Leistung',
      'Betrag',
      'Hosting monatlich, 12,00',
      'große Maschine',
      '———',
    ];
    assert.equal(pageText({ markdown, lines: lines.map(text => line(text)) }), markdown);
  });

  it('has a total whose words stand elsewhere, each for itself', () => {
    const markdown = '| Item | Total |\n| --- | --- |\n| Desk | 12.00 |';
    const text = pageText({ markdown, lines: [line('Total: 12.00')] });
    assert.ok(text.endsWith('[Also on this page]\n\nTotal: 12.00'));
  });

  it('has all lines where there is no Markdown', () => {
    assert.equal(pageText({ markdown: ' ', lines: [line('One', 0, 0), line('Two', 0, 20)] }), 'One\nTwo');
  });

  it('takes no time for a long page', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `Row ${i} the same words`);
    const started = process.cpuUsage();
    pageText({ markdown: rows.join('\n'), lines: rows.map(text => line(`${text} and more`)) });
    assert.ok(process.cpuUsage(started).user < 5_000_000);
  });
});
