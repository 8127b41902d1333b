import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(115, 16, 'MARLOW & SONS CHEMIST', { size: 12, font: 'sans-bold', align: 'center' });
        p.lines(115, 34, ['7 Castle Parade', 'Ludworth LW2 8XX', '01632 960188'], { align: 'center' });
        p.rule(14, 80, 216);
        const y = p.pairs(
          14,
          88,
          [
            ['Plasters assorted', '2.49'],
            ['Cough linctus 200ml', '5.25'],
            ['Hand cream x2', '7.00'],
          ],
          { end: 216, leading: 1.6 },
        );
        p.pairs(
          14,
          y + 6,
          [
            ['3 items  Sub total', '14.74'],
            ['Loyalty discount', '-0.74'],
            ['TO PAY', '14.00'],
          ],
          { end: 216, leading: 1.6, font: 'sans-bold' },
        );
        p.pairs(
          14,
          y + 66,
          [
            ['Cash tendered', '20.00'],
            ['Change due', '6.00'],
            ['of which VAT', '2.33'],
          ],
          { end: 216, leading: 1.5 },
        );
        p.text(14, y + 124, '28 Jan 2026 11:25').text(216, y + 124, 'Ref 30-1182', { align: 'right' });
        p.text(115, y + 146, 'VAT No. 417 8890 21', { size: 8, align: 'center' });
      },
      { fontSize: 10, size: [230, 330] },
    ),
    { degrees: 0.5, seed: 99, specks: 45 },
  );
