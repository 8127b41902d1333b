import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Saimaan Puutyö Oy', { size: 13, font: 'serif-bold' });
      p.lines(45, 60, ['Satamakatu 19', '53900 Lappeenranta'], { size: 9 });
      p.text(310, 40, 'LASKU', { size: 13, font: 'serif-bold' }).text(540, 42, 'Sivu 1 / 1', {
        align: 'right',
      });
      p.pairs(
        310,
        64,
        [
          ['Laskun numero:', '2025-1129'],
          ['Laskun päiväys:', '18.11.2025'],
          ['Eräpäivä:', '2.12.2025'],
          ['Maksuehto:', '14 pv netto'],
          ['Viitenumero:', '20251 12908'],
          ['Asiakasnumero:', '338'],
          ['Tilausnumero:', 'T-5071'],
          ['Viivästyskorko:', '10,5 %'],
        ],
        { to: 420, leading: 1.35 },
      );
      p.lines(45, 110, ['Imatran Kotileipomo Oy', 'Laskutus', 'Torikatu 3', '55100 IMATRA']);
      p.table(
        45,
        210,
        [
          ['Tuote', 200],
          ['Määrä', 45, 'right'],
          ['Yks.', 35],
          ['à-hinta', 60, 'right'],
          ['ALV %', 45, 'right'],
          ['ALV €', 55, 'right'],
          ['Yhteensä', 65, 'right'],
        ],
        [
          ['Myyntitiski, koivu, mittatilaus', '1', 'kpl', '2 150,00', '25,5', '548,25', '2 698,25'],
          ['Hylly seinäkiinnityksellä', '4', 'kpl', '185,00', '25,5', '188,70', '928,70'],
          ['Asennus paikan päällä', '7,5', 'h', '52,00', '25,5', '99,45', '489,45'],
        ],
        { rules: 'rows' },
      );
      p.pairs(
        360,
        320,
        [
          ['Veroton yhteensä', '3 280,00'],
          ['ALV yhteensä', '836,40'],
          ['Maksettavaa EUR', '4 116,40'],
        ],
        { end: 548, leading: 1.5 },
      );
      p.rule(45, 690, 550);
      p.pairs(
        45,
        700,
        [
          ['Saajan tilinumero', 'FI21 1234 5600 0007 85'],
          ['BIC', 'NDEAFIHH'],
          ['Y-tunnus', '2149387-9'],
          ['ALV-tunnus', 'FI21493879'],
        ],
        { to: 150, size: 9 },
      );
      p.pairs(
        330,
        700,
        [
          ['Puhelin', '05 555 0148'],
          ['Sähköposti', 'laskutus@saimaanpuutyo.example'],
        ],
        { to: 395, size: 9 },
      );
    },
    { fontSize: 10, font: 'serif' },
  );
