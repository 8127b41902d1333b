import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'Abrechnung der Brutto/Netto-Bezüge', { font: 'sans-bold', size: 12 }).text(
        545,
        40,
        'für Oktober 2025',
        { align: 'right', size: 12 },
      );
      p.text(50, 62, 'Brandenburgische Holzwerke GmbH * Sägewerkstraße 1 * 15890 Eisenhüttenstadt', {
        size: 8,
      });
      p.lines(50, 85, ['Herrn', 'Jonas Achterberg', 'Lindenallee 3', '15517 Fürstenwalde']);
      p.table(
        300,
        80,
        [
          ['Pers.-Nr.', 55],
          ['Eintritt', 60],
          ['St.Kl.', 35],
          ['SV-Nummer', 95],
        ],
        [['00417', '01.02.2019', '1', '12 230885 A 041']],
        { rules: 'grid', size: 8 },
      );
      p.text(300, 125, 'Geburtsdatum 23.08.1985   Krankenkasse AOK Nordost', { size: 8 });
      p.text(50, 165, 'Brutto-Bezüge', { font: 'sans-bold' });
      const y = p.table(
        50,
        180,
        [
          ['Lohnart', 50],
          ['Bezeichnung', 225],
          ['Menge', 60, 'right'],
          ['Faktor', 60, 'right'],
          ['Betrag', 100, 'right'],
        ],
        [
          ['1000', 'Gehalt', '', '', '3.650,00'],
          ['2210', 'Nachtzuschlag 25 %', '16,00', '5,49', '87,84'],
          ['3400', 'Vermögenswirksame Leistung AG-Anteil', '', '', '26,59'],
        ],
        { rules: 'none' },
      );
      p.rule(50, y + 2, 545)
        .text(375, y + 7, 'Gesamt-Brutto')
        .text(542, y + 7, '3.764,43', { align: 'right', font: 'sans-bold' });
      p.text(50, y + 35, 'Steuer / Sozialversicherung', { font: 'sans-bold' });
      const z = p.table(
        50,
        y + 50,
        [
          ['', 50],
          ['', 345],
          ['', 100, 'right'],
        ],
        [
          ['', 'Lohnsteuer', '462,08'],
          ['', 'Krankenversicherung', '322,80'],
          ['', 'Rentenversicherung', '350,09'],
          ['', 'Arbeitslosenversicherung', '48,94'],
          ['', 'Pflegeversicherung', '90,35'],
        ],
        { rules: 'none', pad: 2 },
      );
      p.rule(50, z + 2, 545)
        .text(375, z + 7, 'Netto-Verdienst')
        .text(542, z + 7, '2.490,17', { align: 'right', font: 'sans-bold' });
      p.text(105, z + 30, 'Überweisung VL').text(542, z + 30, '40,00 -', { align: 'right' });
      p.box(330, z + 50, 215, 22)
        .text(336, z + 57, 'Auszahlungsbetrag', { font: 'sans-bold' })
        .text(540, z + 57, '2.450,17', { font: 'sans-bold', align: 'right' });
      p.text(50, z + 57, 'Bank DE89 3704 0044 0532 0130 00', { size: 8 });
    },
    { fontSize: 9.5 },
  );
