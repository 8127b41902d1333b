import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 45, 'Genossenschaftsbank Hohe Rhön eG', { size: 14, font: 'sans-bold' });
      p.text(60, 75, 'Kontoinhaber:  Imkerei Waldbienen GbR').text(540, 75, 'Kontoauszug 11/2025', {
        align: 'right',
        font: 'sans-bold',
      });
      p.text(60, 90, 'IBAN:  DE75 5121 0800 1245 1261 99').text(540, 90, 'Blatt 1 von 1', { align: 'right' });
      p.text(60, 105, 'Kontokorrent, eingeräumte Kreditlinie 5.000,00 EUR');
      p.rule(60, 124, 540);
      p.text(60, 132, 'Bu-Tag  Wert  Vorgang', { font: 'sans-bold', size: 9 });
      p.text(300, 150, 'alter Kontostand vom 31.10.2025').text(540, 150, '2.941,80 H', { align: 'right' });
      const entry = (y: number, day: string, what: string, more: string, amount: string) => {
        p.text(60, y, day).text(100, y, day).text(140, y, what).text(540, y, amount, { align: 'right' });
        p.text(140, y + 12, more, { size: 9 });
      };
      entry(172, '05.11.', 'Überweisungsgutschrift', 'Hofladen Gersfeld Rechnung 77', '416,00 H');
      entry(204, '12.11.', 'Basislastschrift', 'Landwirtschaftliche Berufsgenossenschaft', '233,75 S');
      entry(236, '19.11.', 'Überweisungsauftrag', 'Glashandel Main Honiggläser', '864,20 S');
      entry(268, '28.11.', 'Überweisungsgutschrift', 'Weihnachtsmarkt Fulda Abrechnung', '1.120,15 H');
      p.rule(60, 300, 540);
      p.text(300, 308, 'neuer Kontostand vom 30.11.2025', { font: 'sans-bold' }).text(
        540,
        308,
        '3.380,00 H',
        { align: 'right', font: 'sans-bold' },
      );
    },
    { fontSize: 10 },
  );
