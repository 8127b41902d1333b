import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(120, 18, 'Gasthof zur Post', { size: 16, font: 'serif-bold', align: 'center' });
        p.lines(120, 40, ['Dorfplatz 1', '82481 Mittenwald', 'Telefon 08823 555011'], { align: 'center' });
        p.text(15, 92, 'Rechnung 2214').text(225, 92, 'Tisch 9', { align: 'right' });
        p.pairs(
          15,
          116,
          [
            ['2x Schweinsbraten', '33,80'],
            ['1x Kaesspaetzle', '13,50'],
            ['3x Helles 0,5 l', '13,20'],
            ['1x Apfelstrudel', '6,90'],
          ],
          { end: 225, leading: 1.6 },
        );
        p.rule(15, 186, 225);
        p.text(15, 194, 'Summe EUR', { font: 'serif-bold', size: 13 }).text(225, 194, '67,40', {
          font: 'serif-bold',
          size: 13,
          align: 'right',
        });
        p.text(15, 218, 'enthaltene MwSt 19 %').text(225, 218, '10,76', { align: 'right' });
        p.text(15, 236, 'BAR').text(225, 236, '70,00', { align: 'right' });
        p.text(15, 252, 'Zurueck').text(225, 252, '2,60', { align: 'right' });
        p.text(15, 276, 'Es bediente Sie Frau Maier am 02.08.2025 um 20:41');
      },
      { font: 'serif', fontSize: 10.5, size: [240, 300] },
    ),
    { degrees: -0.4, seed: 82, specks: 40 },
  );
