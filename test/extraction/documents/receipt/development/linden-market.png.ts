import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

const items: [string, string][] = [
  ['WHOLE MILK 2L', '2.15'],
  ['SOURDOUGH LOAF', '3.40'],
  ['BANANAS LOOSE', '1.08'],
  ['CHEDDAR MATURE 400G', '4.75'],
  ['TOMATO SOUP', '1.20'],
  ['DISHWASHER TABS', '6.99'],
];

export default () =>
  photo(
    pdf(
      p => {
        p.text(115, 18, 'LINDEN MARKET', { size: 14, font: 'sans-bold', align: 'center' });
        p.text(115, 38, '81 High Street, Wexcombe', { align: 'center' });
        p.text(115, 50, 'Tel 01672 555 0163', { align: 'center' });
        p.text(20, 72, '06/05/2025   17:48   Till 04');
        p.text(20, 84, 'Receipt No. 004-77120');
        const y = p.pairs(20, 106, items, { end: 210, leading: 1.5 });
        p.rule(20, y + 4, 210);
        p.pairs(20, y + 10, [['TOTAL', '\u00a319.57']], { end: 210, size: 12 });
        p.pairs(
          20,
          y + 32,
          [
            ['CARD', '\u00a319.57'],
            ['CHANGE', '\u00a30.00'],
            ['VAT INCLUDED', '1.37'],
          ],
          { end: 210, leading: 1.5 },
        );
        p.text(115, y + 88, 'Thank you for shopping with us', { align: 'center' });
      },
      { font: 'mono-bold', fontSize: 9.5, size: [230, 330] },
    ),
    { degrees: 0.5, seed: 41, specks: 40 },
  );
