import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 45, 'HarzStrom GmbH', { size: 17, font: 'sans-bold' }).text(540, 48, 'Ihre Stromrechnung', {
        align: 'right',
        size: 13,
      });
      p.lines(60, 100, ['Herrn', 'Dieter Kollwitz', 'Brockenblick 8', '38875 Elbingerode']);
      p.pairs(
        340,
        100,
        [
          ['Vertragskonto', '2200 817 455'],
          ['Rechnungsnummer', '902 551 008'],
          ['Rechnungsdatum', '17.03.2025'],
          ['Zählernummer', '1EMH00 4471208'],
          ['Marktlokation', '51238696781'],
          ['Abrechnung vom', '01.03.2024 bis 28.02.2025'],
        ],
        { to: 440, size: 9.5 },
      );
      p.table(
        60,
        215,
        [
          ['Zählerstand Beginn', 115, 'right'],
          ['Zählerstand Ende', 115, 'right'],
          ['Verbrauch in kWh', 115, 'right'],
        ],
        [['41.882', '44.317', '2.435']],
        { rules: 'grid' },
      );
      p.pairs(
        60,
        280,
        [
          ['Arbeitspreis 2.435 kWh x 27,10 ct', '659,89 €'],
          ['Grundpreis 12 Monate', '118,80 €'],
          ['Umsatzsteuer 19 %', '147,95 €'],
          ['Rechnungsbetrag brutto', '926,64 €'],
          ['Ihre Abschläge', '-960,00 €'],
          ['Guthaben', '33,36 €'],
        ],
        { end: 405, leading: 1.6 },
      );
      p.prose(
        60,
        410,
        480,
        'Das Guthaben überweisen wir in den nächsten Tagen. Ihr monatlicher Abschlag beträgt ab April 78,00 €.',
      );
    },
    { fontSize: 10 },
  );
