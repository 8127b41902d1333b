import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    'Käserei Toggenburg AG, Hauptstrasse 18, 9630 Wattwil',
    'Herr Beat Rüegg, Im Feld 3, 9620 Lichtensteig',
    { heading: 'Lohnabrechnung November 2025' },
    {
      table: [
        ['Personal-Nr.', '214', 'AHV-Nr.', '756.4821.0937.15'],
        ['Abteilung', 'Produktion', 'Eintritt', '01.04.2019'],
        ['Zahlungsdatum', '25.11.2025', 'Pensum', '100 %'],
      ],
    },
    {
      table: [
        ['Lohnart', 'Ansatz', 'Basis CHF', 'Betrag CHF'],
        ['Monatslohn', '', '', '5\u2019450.00'],
        ['Nachtzulage', '12 Std.', '6.50', '78.00'],
        ['Kinderzulage', '1', '230.00', '230.00'],
        ['Bruttolohn', '', '', '5\u2019758.00'],
        ['AHV/IV/EO', '5.300%', '5\u2019528.00', '-293.00'],
        ['ALV', '1.100%', '5\u2019528.00', '-60.80'],
        ['NBU', '1.240%', '5\u2019528.00', '-68.55'],
        ['Pensionskasse', '', '', '-312.40'],
        ['Total Abzüge', '', '', '-734.75'],
        ['Nettolohn', '', '', '5\u2019023.25'],
        ['Spesen pauschal', '', '', '50.00'],
        ['Auszahlung', '', '', '5\u2019073.25'],
      ],
    },
    'Überweisung auf CH93 0076 2011 6238 5295 7, Kantonalbank',
  ]);
