import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(555, 40, 'Heidestrom eG', { size: 17, font: 'sans-bold', align: 'right', color: '#6d28d9' });
      p.text(60, 110, 'Heidestrom eG · Postfach 1140 · 29221 Celle', { size: 7 });
      p.lines(60, 124, ['Frau', 'Dr. Anke Lührs', 'Birkenweg 8', '29229 Celle']);
      p.pairs(
        360,
        90,
        [
          ['Rechnungsnummer', '725 0048 116'],
          ['Rechnungsdatum', '21.08.2025'],
          ['Vertragskonto', '200 471 883'],
          ['Verbrauchsstelle', 'Birkenweg 8, Celle'],
          ['Zählernummer', '1 EBZ01 0044 7718'],
          ['Marktlokations-ID', '51238847710'],
        ],
        { end: 555, size: 9, leading: 1.5 },
      );
      p.text(60, 215, 'Ihre Stromrechnung für die Zeit vom 01.08.2024 bis 31.07.2025', {
        font: 'sans-bold',
        size: 12,
      });
      p.prose(
        60,
        240,
        490,
        'Sehr geehrte Frau Dr. Lührs, in diesem Jahr haben Sie weniger Strom verbraucht als im Vorjahr. Hier die Abrechnung auf einen Blick:',
      );
      p.table(
        60,
        280,
        [
          ['Ablesung', 130],
          ['Zählerstand alt', 90, 'right'],
          ['Zählerstand neu', 90, 'right'],
          ['Faktor', 50, 'right'],
          ['Verbrauch kWh', 130, 'right'],
        ],
        [['durch Kunden', '34.118', '37.024', '1', '2.906']],
        { rules: 'grid' },
      );
      p.pairs(
        60,
        336,
        [
          ['Arbeitspreis 2.906 kWh x 28,40 ct', '825,30 €'],
          ['Grundpreis 12 Monate x 11,90 €', '142,80 €'],
          ['Nettobetrag', '968,10 €'],
          ['19 % Umsatzsteuer', '183,94 €'],
          ['Bruttobetrag', '1.152,04 €'],
          ['abzüglich gezahlter Abschläge', '-1.080,00 €'],
        ],
        { end: 400, leading: 1.5 },
      );
      p.rule(60, 430, 400);
      p.text(60, 436, 'Nachzahlung', { font: 'sans-bold' }).text(400, 436, '72,04 €', {
        font: 'sans-bold',
        align: 'right',
      });
      p.prose(
        60,
        462,
        490,
        'Den Betrag von 72,04 € buchen wir am 08.09.2025 von Ihrem Konto DE27 **** **** **** **** 78 ab. Ihr neuer monatlicher Abschlag beträgt 96,00 € und wird erstmals am 01.10.2025 fällig.',
      );
      p.text(60, 780, 'Heidestrom eG · Amtsgericht Lüneburg GnR 100 204 · USt-IdNr. DE284719304', {
        size: 7,
      });
    },
    { fontSize: 10 },
  );
