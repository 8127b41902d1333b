import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.lines(
        60,
        50,
        ['Kliniken am Steigerwald gGmbH', 'Zentraler Einkauf', 'Am Kirchberg 2', '97447 Gerolzhofen'],
        { size: 9 },
      );
      p.lines(
        60,
        135,
        ['Medizinbedarf Franken KG', 'Vertrieb Innendienst', 'Gewerbepark 17', '90427 Nürnberg'],
        { size: 11 },
      );
      p.pairs(
        350,
        50,
        [
          ['Bestellung Nr.', 'B-250498'],
          ['Bestelldatum', '09.09.2025'],
          ['Lieferantennr.', '70231'],
          ['Ansprechpartner', 'Tobias Rehm'],
          ['Telefon', '09382 555-214'],
          ['E-Mail', 't.rehm@kas.example'],
        ],
        { to: 440, size: 9 },
      );
      p.text(60, 225, 'Bestellung', { size: 15, font: 'sans-bold' });
      p.prose(
        60,
        248,
        480,
        'Wir bestellen auf Grundlage Ihres Angebots A-7718 vom 01.09.2025 zu unseren Einkaufsbedingungen:',
      );
      const y = p.table(
        60,
        275,
        [
          ['Pos', 30],
          ['Menge', 45, 'right'],
          ['ME', 40],
          ['Art.-Nr. / Bezeichnung', 210],
          ['Preis/ME', 65, 'right'],
          ['Gesamt EUR', 80, 'right'],
        ],
        [
          ['10', '40', 'Pck', '118-204\nNitrilhandschuhe, Größe M, 200 Stück', '11,90', '476,00'],
          ['20', '40', 'Pck', '118-205\nNitrilhandschuhe, Größe L, 200 Stück', '11,90', '476,00'],
          ['30', '12', 'Fl', '330-010\nHändedesinfektion, 1.000 ml', '8,45', '101,40'],
          ['40', '500', 'St', '402-771\nInfusionsbesteck, steril', '0,86', '430,00'],
        ],
        { rules: 'head' },
      );
      p.rule(340, y + 6, 530)
        .text(345, y + 12, 'Bestellwert netto', { font: 'sans-bold' })
        .text(527, y + 12, '1.483,40', { align: 'right', font: 'sans-bold' });
      p.lines(60, y + 50, [
        'Liefertermin: KW 38, spätestens 19.09.2025',
        'Lieferbedingung: frei Haus, Warenannahme Rampe 2',
        'Zahlungsbedingung: 14 Tage 2 % Skonto, 30 Tage netto',
      ]);
    },
    { fontSize: 10 },
  );
