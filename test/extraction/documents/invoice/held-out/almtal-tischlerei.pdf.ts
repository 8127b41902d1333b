import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(55, 45, 'Tischlerei Almtal OG', { size: 17, font: 'sans-bold' });
      p.text(540, 48, 'UID ATU63611700', { size: 9, align: 'right' }).text(540, 60, 'FN 288117k, LG Wels', {
        size: 9,
        align: 'right',
      });
      p.text(
        55,
        68,
        'Grünauer Straße 12, A-4644 Scharnstein, Tel. +43 7615 5550, office@tischlerei-almtal.example',
        { size: 8.5 },
      );
      p.lines(55, 120, ['Pension Seeblick', 'Familie Holzinger', 'Seestraße 3', '4810 Gmunden']);
      p.text(55, 205, 'Rechnung R2025/0144', { size: 14, font: 'sans-bold' }).text(
        540,
        207,
        'Scharnstein, am 12.05.2025',
        { align: 'right' },
      );
      p.text(55, 226, 'Auftrag: AB-318    Lieferung: 05.05.2025    Kundennr.: 1077', { size: 9 });
      const y = p.table(
        55,
        250,
        [
          ['Menge', 50, 'right'],
          ['EH', 35],
          ['Artikel', 245],
          ['Preis', 70, 'right'],
          ['Betrag EUR', 85, 'right'],
        ],
        [
          ['6', 'Stk', 'Zimmertür Eiche furniert, Lichte 80 x 200, mit Zarge', '438,00', '2.628,00'],
          ['6', 'Stk', 'Drückergarnitur Edelstahl', '46,50', '279,00'],
          ['14', 'Std', 'Montage durch zwei Tischler', '72,00', '1.008,00'],
          ['1', 'psch', 'Entsorgung der alten Türen', '85,00', '85,00'],
        ],
        { rules: 'grid', headFill: '#f2efe9' },
      );
      p.pairs(
        330,
        y + 16,
        [
          ['Summe netto', '4.000,00'],
          ['20 % USt', '800,00'],
          ['Bruttobetrag EUR', '4.800,00'],
        ],
        { end: 537, leading: 1.6, label: { font: 'sans-bold' } },
      );
      p.text(55, y + 100, 'Zahlbar bis 26.05.2025 mit 2 % Skonto, bis 11.06.2025 netto.');
      p.text(55, y + 116, 'Raiffeisenbank Almtal, IBAN AT61 1904 3002 3457 3201, BIC RZOOAT2L');
    },
    { fontSize: 10 },
  );
