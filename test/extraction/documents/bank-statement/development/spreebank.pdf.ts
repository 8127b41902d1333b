import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 45, 'Spreebank eG', { font: 'sans-bold', size: 16, color: '#0b4f6c' });
    p.text(50, 66, 'Köpenicker Straße 95, 10179 Berlin', { size: 8 });
    p.text(545, 45, 'Kontoauszug', { size: 16, align: 'right' });
    p.lines(50, 110, ['Herrn', 'Jonas Achterberg', 'Lindenallee 3', '15517 Fürstenwalde']);
    p.pairs(
      330,
      110,
      [
        ['Auszug Nr.', '4 / 2025'],
        ['Kontoinhaber', 'Jonas Achterberg'],
        ['IBAN', 'DE89 3704 0044 0532 0130 00'],
        ['Zeitraum', '01.04.2025 bis 30.04.2025'],
        ['Währung', 'EUR'],
        ['Dispositionskredit', '2.500,00'],
      ],
      { to: 425, size: 9 },
    );
    p.table(
      50,
      215,
      [
        ['Buchung', 60],
        ['Wert', 60],
        ['Vorgang / Verwendungszweck', 270],
        ['Betrag EUR', 105, 'right'],
      ],
      [
        ['', '', 'Alter Kontostand vom 31.03.2025', '1.842,17 +'],
        ['01.04.2025', '01.04.2025', 'Dauerauftrag Miete Wohnbau Oder-Spree', '685,00 -'],
        ['03.04.2025', '03.04.2025', 'Lastschrift Stadtwerke Fürstenwalde Abschlag April', '94,00 -'],
        ['09.04.2025', '09.04.2025', 'Kartenzahlung Baumarkt Hellmann', '127,38 -'],
        ['15.04.2025', '16.04.2025', 'Gutschrift Finanzamt Erstattung 2024', '311,56 +'],
        ['28.04.2025', '28.04.2025', 'Gehalt Brandenburgische Holzwerke GmbH', '2.614,09 +'],
        ['30.04.2025', '30.04.2025', 'Kontoführungsgebühr', '4,90 -'],
        ['', '', 'Neuer Kontostand vom 30.04.2025', '3.856,54 +'],
      ],
      { size: 9 },
    );
    p.prose(
      50,
      760,
      495,
      'Einwendungen gegen den Auszug sind innerhalb von sechs Wochen zu erheben. Guthaben sind nach Maßgabe des Einlagensicherungsgesetzes geschützt.',
      { size: 7 },
    );
  });
