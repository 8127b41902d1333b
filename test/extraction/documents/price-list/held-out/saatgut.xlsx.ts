import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Gemüse: [
      ['Samengarten Uckermark – Preise 2026 (EUR, inkl. MwSt.)', '', '', ''],
      ['gültig vom 01.01.2026 bis 31.12.2026', '', '', ''],
      ['', '', '', ''],
      ['Bezeichnung', 'Best.-Nr.', 'Inhalt', 'Preis'],
      ['Möhre Rodelika', 'G-101', '500 Korn', 2.95],
      ['Rote Bete Robuschka', 'G-118', '100 Korn', 2.75],
      ['Spinat Matador', 'G-140', '10 g', 2.4],
      ['Tomate Berner Rose', 'G-201', '12 Korn', 3.2],
      ['Stangenbohne Neckarkönigin', 'G-233', '50 g', ''],
    ],
  });
