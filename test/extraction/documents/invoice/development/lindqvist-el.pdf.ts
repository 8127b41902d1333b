import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 36, 'Lindqvist El & Larm AB', { size: 15, font: 'sans-bold' });
      p.text(340, 36, 'Faktura', { size: 20, font: 'sans-bold' });
      p.boxes(
        340,
        66,
        [
          [
            ['Fakturanummer', '40817', 70],
            ['Fakturadatum', '2025-11-14', 75],
            ['Kundnr', '2206', 70],
          ],
          [
            ['Förfallodatum', '2025-12-14', 145],
            ['OCR-nr', '4081722065', 70],
          ],
        ],
        { height: 28 },
      );
      p.text(340, 136, 'Fakturaadress', { size: 7, color: '#666666' });
      p.lines(340, 146, [
        'Bostadsrättsföreningen Ekbacken',
        'c/o Maja Sandell',
        'Ekbacksvägen 9',
        '752 41 Uppsala',
      ]);
      p.pairs(
        40,
        80,
        [
          ['Er referens', 'Maja Sandell'],
          ['Vår referens', 'Ove Lindqvist'],
          ['Ert ordernr', 'BRF-77'],
          ['Leveransdatum', '2025-11-07'],
          ['Betalningsvillkor', '30 dagar netto'],
          ['Dröjsmålsränta', '8 %'],
        ],
        { to: 130 },
      );
      p.table(
        40,
        220,
        [
          ['Art.nr', 60],
          ['Benämning', 210],
          ['Antal', 45, 'right'],
          ['Enh', 35],
          ['À-pris', 75, 'right'],
          ['Summa', 90, 'right'],
        ],
        [
          ['A10', 'Elektriker, timmar', '6,50', 'tim', '595,00', '3 867,50'],
          ['L220', 'LED-armatur trapphus', '12,00', 'st', '489,00', '5 868,00'],
          ['K15', 'Kabel EKRK 3G1,5', '40,00', 'm', '14,90', '596,00'],
          ['', 'Servicebil', '2,00', 'st', '350,00', '700,00'],
        ],
        { rules: 'head' },
      );
      p.rule(40, 640, 555);
      p.boxes(
        40,
        650,
        [
          [
            ['Exkl. moms', '11 031,50', 100],
            ['Moms %', '25,00', 60],
            ['Momsbelopp', '2 757,88', 100],
            ['Öresavr.', '-0,38', 60],
            ['Valuta', 'SEK', 60],
            ['ATT BETALA', '13 789,00', 135],
          ],
        ],
        { height: 32 },
      );
      const foot = { size: 7.5 };
      p.lines(40, 700, ['Postadress', 'Lindqvist El & Larm AB', 'Fabriksgatan 14', '745 37 Enköping'], foot);
      p.lines(180, 700, ['Telefon', '0171-555 01 60', 'E-post', 'faktura@lindqvistel.example'], foot);
      p.lines(330, 700, ['Bankgiro', '5050-1055', 'IBAN', 'SE45 5000 0000 0583 9825 7466'], foot);
      p.lines(460, 700, ['Momsreg.nr', 'SE556812347401', 'BIC', 'ESSESESS'], foot);
      p.text(40, 755, 'Godkänd för F-skatt. Org.nr 556812-3474', foot);
    },
    { fontSize: 9 },
  );
