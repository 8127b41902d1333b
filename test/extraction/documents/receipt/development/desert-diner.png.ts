import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(112, 16, 'Desert Rose Diner', { size: 15, font: 'serif-bold', align: 'center' });
        p.lines(112, 36, ['1502 Route 66', 'Kingman, AZ 86401', '(928) 555-0110'], { align: 'center' });
        p.text(16, 86, 'Server: Tammy').text(208, 86, 'Table 12', { align: 'right' });
        p.text(16, 100, 'Check #: 3381').text(208, 100, '11/29/2025 8:14 AM', { align: 'right' });
        p.rule(16, 116, 208);
        p.pairs(
          16,
          124,
          [
            ['2 Coffee', '$6.50'],
            ['1 Huevos Rancheros', '$13.95'],
            ['1 Short Stack', '$9.25'],
            ['  add Blueberries', '$1.50'],
            ['1 Orange Juice LG', '$4.75'],
          ],
          { end: 208, leading: 1.5 },
        );
        p.rule(16, 206, 208);
        p.pairs(
          16,
          212,
          [
            ['Subtotal', '$35.95'],
            ['Tax', '$2.95'],
            ['Tip', '$7.00'],
            ['Total', '$45.90'],
          ],
          { end: 208, leading: 1.5 },
        );
        p.text(16, 282, 'Paid: Mastercard ending 0182');
        p.text(112, 306, 'How did we do? desertrose.example/survey', { size: 8, align: 'center' });
      },
      { fontSize: 10, font: 'serif', size: [224, 330] },
    ),
    { degrees: 0.3, seed: 66, specks: 30 },
  );
