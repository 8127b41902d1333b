import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.lines(14, 16, ['LE CAFE DE LA GARE', '2 place Semard', '38000 GRENOBLE', 'Tel : 04 76 55 50 30'], {
          font: 'sans-bold',
        });
        p.text(14, 82, 'Ticket 000731')
          .text(14, 96, 'Le 03/01/2026 a 09h47')
          .text(14, 110, 'Serveur : MANON   Table : 4');
        p.table(
          14,
          130,
          [
            ['Article', 100],
            ['Qte', 30, 'center'],
            ['P.U.', 35, 'right'],
            ['TTC', 45, 'right'],
          ],
          [
            ['Cafe creme', '2', '3.20', '6.40'],
            ['Croissant', '2', '1.60', '3.20'],
            ['Jus pomme', '1', '4.10', '4.10'],
          ],
          { rules: 'rows', pad: 3 },
        );
        p.text(14, 222, 'Total TTC', { font: 'sans-bold', size: 13 }).text(224, 222, '13.70 EUR', {
          font: 'sans-bold',
          size: 13,
          align: 'right',
        });
        p.text(14, 246, 'dont TVA 10.00 %').text(224, 246, '1.25', { align: 'right' });
        p.text(14, 264, 'Especes').text(224, 264, '20.00', { align: 'right' });
        p.text(14, 278, 'Rendu').text(224, 278, '6.30', { align: 'right' });
        p.text(119, 304, 'Merci de votre visite', { align: 'center' });
      },
      { fontSize: 10, size: [238, 330] },
    ),
    { degrees: -0.5, seed: 38, specks: 50 },
  );
