import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Gasthof Alpenrose KG**, Dorfstraße 2, 87541 Bad Hindelang',
    { heading: 'Gehaltsabrechnung August 2025' },
    {
      table: [
        ['Mitarbeiterin', 'Svetlana Petrova', 'Personalnummer', '118'],
        ['Steuerklasse', '4', 'SV-Nummer', '65 140380 P 512'],
        ['Auszahlung am', '29.08.2025', 'Eintritt', '01.05.2021'],
      ],
    },
    {
      table: [
        ['Bezüge und Abzüge', 'Betrag EUR'],
        ['Grundgehalt', '2.450,00'],
        ['Sonntagszuschlag', '122,50'],
        ['Sachbezug Verpflegung', '180,00'],
        ['Lohnsteuer', '231,16'],
        ['Sozialversicherung Arbeitnehmer', '552,70'],
      ],
    },
    'Gesamtbrutto: 2.752,50 EUR',
    'Auszahlungsbetrag netto: 1.968,64 EUR auf DE12 5001 0517 0648 4898 90',
  ]);
