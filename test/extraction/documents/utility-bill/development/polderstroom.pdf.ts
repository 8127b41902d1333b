import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'PolderStroom', { size: 20, font: 'sans-bold', color: '#1e40af' }).text(
        545,
        50,
        'Jaarnota elektriciteit',
        { size: 13, align: 'right' },
      );
      p.lines(50, 100, ['De heer T. Wagenaar', 'Zeedijk 40', '8251 JZ Dronten']);
      p.pairs(
        320,
        100,
        [
          ['Klantnummer', '5500 8817'],
          ['Notanummer', 'J25-30912'],
          ['Notadatum', '14-08-2025'],
          ['Verbruiksperiode', '01-08-2024 t/m 31-07-2025'],
          ['EAN-code', '871687140012345678'],
        ],
        { to: 415, size: 9.5 },
      );
      p.table(
        50,
        200,
        [
          ['Meternummer', 120],
          ['Beginstand', 100, 'right'],
          ['Eindstand', 100, 'right'],
          ['Verbruik (kWh)', 110, 'right'],
        ],
        [['E0041 7788', '31.204', '34.015', '2.811']],
        { rules: 'grid' },
      );
      p.pairs(
        50,
        270,
        [
          ['Leveringskosten', '€ 815,19'],
          ['Netbeheerkosten', '€ 402,60'],
          ['Btw 21%', '€ 255,74'],
          ['Totale kosten', '€ 1.473,53'],
          ['Betaalde voorschotten', '€ -1.380,00'],
          ['Te betalen', '€ 93,53'],
        ],
        { end: 400, leading: 1.6 },
      );
      p.prose(
        50,
        400,
        480,
        'Het bedrag wordt rond 1 september 2025 van uw rekening afgeschreven. Uw nieuwe voorschot wordt € 123,00 per maand.',
      );
    },
    { fontSize: 10 },
  );
