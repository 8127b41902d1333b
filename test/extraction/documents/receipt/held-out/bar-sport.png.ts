import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.lines(
          115,
          16,
          [
            'BAR PASTICCERIA SPORT',
            'Piazza Garibaldi 3',
            '23900 LECCO',
            'P.IVA 02114470135',
            'Tel. 0341 555019',
          ],
          { align: 'center' },
        );
        p.text(115, 98, 'DOCUMENTO COMMERCIALE', { align: 'center', font: 'sans-bold' });
        p.pairs(
          14,
          120,
          [
            ['2 CAPPUCCINO', '3,60'],
            ['1 BRIOCHE', '1,50'],
            ['1 SPREMUTA', '3,50'],
            ['1 PANINO COTTO', '5,00'],
          ],
          { end: 216, leading: 1.5 },
        );
        p.text(14, 190, 'TOTALE EURO', { font: 'sans-bold', size: 13 }).text(216, 190, '13,60', {
          font: 'sans-bold',
          size: 13,
          align: 'right',
        });
        p.pairs(
          14,
          214,
          [
            ['di cui IVA', '1,24'],
            ['PAGAMENTO ELETTRONICO', '13,60'],
          ],
          { end: 216, leading: 1.5 },
        );
        p.text(14, 256, '09/11/2025  10:32').text(216, 256, 'DOC. N. 0877-0041', { align: 'right' });
      },
      { fontSize: 9.5, size: [230, 290] },
    ),
    { degrees: 0.3, seed: 55, specks: 40 },
  );
