import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(115, 14, 'Gasthaus Hirschen', { align: 'center', font: 'serif-bold', size: 15 });
        p.lines(115, 34, ['Dorfplatz 2, 6863 Egg', 'Tel: +43 5512 555 19', 'UID: ATU72048152'], {
          align: 'center',
          size: 9,
        });
        p.text(14, 82, 'Rechnung Nr.: 48211').text(216, 82, 'Tisch 14', { align: 'right' });
        p.text(14, 96, 'Datum: 27.12.2025  20:41 Uhr');
        p.rule(14, 112, 216);
        const rows = [
          ['2', 'Kässpätzle', '31,00'],
          ['1', 'Wiener Schnitzel', '23,90'],
          ['2', 'Apfelsaft gespr. 0,5', '9,60'],
          ['1', 'Zweigelt 1/8', '4,80'],
        ];
        for (const [i, [count, name, price]] of rows.entries()) {
          const y = 120 + 15 * i;
          p.text(14, y, count ?? '')
            .text(30, y, name ?? '')
            .text(216, y, price ?? '', { align: 'right' });
        }
        p.rule(14, 184, 216);
        p.text(14, 190, 'Summe EUR', { font: 'sans-bold', size: 12 });
        p.text(216, 190, '69,30', { font: 'sans-bold', size: 12, align: 'right' });
        p.text(14, 210, 'inkl. 10 % MwSt').text(216, 210, '4,99', { align: 'right' });
        p.text(14, 223, 'inkl. 20 % MwSt').text(216, 223, '2,40', { align: 'right' });
        p.text(14, 242, 'Trinkgeld').text(216, 242, '5,70', { align: 'right' });
        p.text(14, 256, 'Bezahlt mit Mastercard').text(216, 256, '75,00', { align: 'right' });
        p.text(115, 280, 'Es bediente Sie: Jana', { align: 'center' });
        p.text(115, 296, 'Herzlichen Dank für Ihren Besuch!', { align: 'center', font: 'serif-italic' });
      },
      { fontSize: 10, size: [230, 320] },
    ),
    { degrees: 0.6, seed: 113, specks: 35 },
  );
