import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.lines(
          120,
          18,
          ['Nordlicht Tankstelle', 'Bremer Heerstr. 204', '26135 Oldenburg', 'Tel. 0441/5550120'],
          {
            align: 'center',
            font: 'sans-bold',
          },
        );
        p.text(15, 90, 'Beleg-Nr. 7731/003').text(15, 104, '22.11.2025    06:58    Kasse 1');
        p.rule(15, 120, 225);
        p.text(15, 128, 'Super E10   Saeule 4');
        p.text(25, 142, '41,27 l x 1,679 EUR/l').text(225, 142, '69,29 A', { align: 'right' });
        p.text(15, 158, 'Kaffee gross').text(225, 158, '3,20 A', { align: 'right' });
        p.rule(15, 176, 225);
        p.text(15, 184, 'Gesamtbetrag EUR', { font: 'sans-bold', size: 12 }).text(225, 184, '72,49', {
          font: 'sans-bold',
          size: 12,
          align: 'right',
        });
        p.text(15, 206, 'EC-Karte').text(225, 206, '72,49', { align: 'right' });
        p.text(15, 228, 'MwSt A 19,00%   Netto 60,92   MwSt 11,57');
        p.text(120, 256, 'Vielen Dank und gute Fahrt', { align: 'center' });
        p.text(120, 270, 'USt-ID DE117302498', { align: 'center', size: 8 });
      },
      { fontSize: 10, size: [240, 300] },
    ),
    { degrees: 0.4, seed: 26, specks: 40 },
  );
