import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(125, 16, 'CAFE DU PORT', { align: 'center', font: 'mono-bold', size: 15 });
        p.lines(125, 36, ['2 quai des Indes', '56100 LORIENT', 'Tel : 02 97 55 01 28'], { align: 'center' });
        p.text(15, 86, 'Ticket n\u00b0 20931   Table 7');
        p.text(15, 100, 'Le 03/08/2025 a 13:27   2 couverts');
        p.text(15, 116, '-'.repeat(37));
        const rows = [
          ['2 MENU DU JOUR     18,50', '37,00'],
          ['1 MOULES FRITES', '15,90'],
          ['1 BTL CIDRE BRUT', '12,00'],
          ['3 CAFE              1,80', '5,40'],
        ];
        for (const [i, [name, price]] of rows.entries()) {
          p.text(15, 130 + 15 * i, name ?? '').text(235, 130 + 15 * i, price ?? '', { align: 'right' });
        }
        p.text(15, 190, '-'.repeat(37));
        p.text(15, 204, 'TOTAL TTC', { font: 'mono-bold', size: 13 });
        p.text(235, 204, '70,30 EUR', { font: 'mono-bold', size: 13, align: 'right' });
        p.text(15, 226, 'dont TVA 10,00%').text(235, 226, '5,30', { align: 'right' });
        p.text(15, 240, 'dont TVA 20,00%').text(235, 240, '2,00', { align: 'right' });
        p.text(15, 254, 'Total TVA').text(235, 254, '7,30', { align: 'right' });
        p.text(15, 276, 'CARTE BANCAIRE').text(235, 276, '70,30', { align: 'right' });
        p.text(125, 304, 'Service compris', { align: 'center' });
        p.text(125, 318, 'SIRET 443 908 710 00018', { align: 'center', size: 8 });
      },
      { font: 'mono', fontSize: 9.5, size: [250, 340] },
    ),
    { degrees: -0.5, seed: 71, specks: 30 },
  );
