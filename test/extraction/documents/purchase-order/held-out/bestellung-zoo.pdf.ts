import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 40, 'Tierpark Oberlausitz', { size: 16, font: 'serif-bold', align: 'center' });
      p.text(298, 60, 'Einkauf · Zoostraße 1 · 02826 Görlitz · einkauf@tierpark-ol.example', {
        size: 8.5,
        align: 'center',
      });
      p.text(55, 95, 'An').lines(55, 109, [
        'Futtermittelwerk Neiße GmbH',
        'Industriering 40',
        '02828 Görlitz',
      ]);
      p.boxes(
        320,
        92,
        [
          [
            ['Bestellnummer', 'TP-2025-339', 110],
            ['Datum', '01.12.2025', 110],
          ],
          [
            ['Lieferant Nr.', '5108', 110],
            ['Liefertermin', '08.12.2025', 110],
          ],
        ],
        { height: 32 },
      );
      const y = p.table(
        55,
        185,
        [
          ['Artikel', 60],
          ['Bezeichnung', 200],
          ['Menge', 50, 'right'],
          ['Einheit', 50],
          ['Preis €', 55, 'right'],
          ['Summe €', 70, 'right'],
        ],
        [
          ['4410', 'Heu, 1. Schnitt, Rundballen', '12', 'Ballen', '48,00', '576,00'],
          ['4425', 'Haferflocken, Futterqualität', '200', 'kg', '0,95', '190,00'],
          ['4490', 'Mineralleckstein 10 kg', '20', 'Stück', '13,40', '268,00'],
        ],
        { rules: 'rows', font: 'serif', headFont: 'serif-bold' },
      );
      p.text(370, y + 12, 'Auftragswert EUR', { font: 'serif-bold' }).text(537, y + 12, '1.034,00', {
        font: 'serif-bold',
        align: 'right',
      });
      p.lines(55, y + 50, [
        'Zahlungsbedingungen: 30 Tage netto',
        'Lieferbedingungen: frei Wirtschaftshof',
        'Ansprechpartnerin: Katrin Lehnert',
      ]);
    },
    { font: 'serif', fontSize: 10.5 },
  );
