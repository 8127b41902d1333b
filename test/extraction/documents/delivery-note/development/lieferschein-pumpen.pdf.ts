import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(60, 45, 'WESER PUMPEN', { size: 20, font: 'sans-bold', color: '#0a5c8a' });
    p.text(60, 70, 'Weser Pumpen und Armaturen GmbH · Hafenring 8 · 32427 Minden', { size: 8 });
    p.text(60, 120, 'Lieferschein LS-88120', { size: 15, font: 'sans-bold' });
    p.lines(60, 150, ['Gemeindewerke Petershagen', 'Wasserwerk Nord', 'Zum Brunnen 1', '32469 Petershagen']);
    p.boxes(60, 225, [
      [
        ['Datum', '13.08.2025', 80],
        ['Auftrags-Nr.', '2025-3344', 90],
        ['Ihre Bestellung', 'GWP 219/25', 95],
        ['Spedition', 'Hellweg Logistik', 110],
        ['Sendungs-Nr.', '00340434161', 100],
      ],
      [
        ['Packstücke', '2 Paletten', 80],
        ['Bruttogewicht', '318 kg', 90],
        ['Versandart', 'LKW', 95],
        ['Lieferbedingung', 'frei Baustelle', 210],
      ],
    ]);
    p.table(
      60,
      310,
      [
        ['Pos', 30],
        ['Artikel-Nr.', 75],
        ['Bezeichnung', 185],
        ['Menge', 45, 'right'],
        ['Einh.', 35],
        ['Serien-/Chargen-Nr.', 105],
      ],
      [
        ['1', 'UP-65-18', 'Unterwasserpumpe 6", 18 m³/h, mit Kabel 20 m', '2', 'Stk', 'SN 25080112'],
        ['2', 'RSV-80', 'Rückschlagventil DN 80 PN 16', '2', 'Stk', 'CH 1177'],
        ['3', 'DF-80', 'Flachdichtung DN 80 EPDM', '10', 'Stk', ''],
        ['4', 'SCHR-M16', 'Schraubensatz M16 x 70, A4', '4', 'Satz', ''],
      ],
      { rules: 'rows', size: 9 },
    );
    p.text(60, 470, 'Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.', { size: 8 });
    p.text(60, 520, 'Ware vollständig erhalten am').text(200, 518, '15.08.2025', {
      font: 'serif-italic',
      size: 13,
    });
    p.text(300, 520, 'Name')
      .text(335, 518, 'K. Stahlhut', { font: 'serif-italic', size: 13 })
      .rule(330, 533, 480);
  });
