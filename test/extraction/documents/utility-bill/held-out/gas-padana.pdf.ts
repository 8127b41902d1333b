import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Padana Gas', { size: 20, font: 'sans-bold', color: '#d2691e' });
      p.text(45, 66, 'Servizio clienti 800 555 010', { size: 8 });
      p.text(330, 44, 'Intestatario', { size: 8 })
        .text(330, 56, 'Giulia Ferrante', { size: 11 })
        .text(330, 70, 'Via Manzoni 18, 26100 Cremona', { size: 9 });
      const tile = (x: number, y: number, label: string, value: string, size = 11) => {
        p.box(x, y, 160, 48);
        p.text(x + 8, y + 7, label, { size: 8, color: '#777777' }).text(x + 8, y + 24, value, {
          size,
          font: 'sans-bold',
        });
      };
      tile(45, 105, 'Bolletta n.', '2025/G/771920');
      tile(213, 105, 'Emessa il', '09/12/2025');
      tile(381, 105, 'Codice cliente', '10 447 210');
      tile(45, 161, 'Periodo di fornitura', '01/10/2025 - 30/11/2025', 10);
      tile(213, 161, 'PDR', '03081000447219');
      tile(381, 161, 'Matricola contatore', 'G4-8830217');
      tile(45, 217, 'Totale da pagare', '€ 168,42', 15);
      tile(213, 217, 'Scade il', '29/12/2025', 15);
      tile(381, 217, 'Consumo fatturato', '131 Smc');
      p.text(45, 290, 'Letture', { font: 'sans-bold' });
      p.text(45, 308, 'Lettura iniziale 01/10: 4.207      Lettura finale 30/11 (rilevata): 4.338');
      p.text(45, 340, 'Riepilogo importi', { font: 'sans-bold' });
      p.pairs(
        45,
        358,
        [
          ['Spesa per la materia gas naturale', '74,15'],
          ['Spesa per trasporto e contatore', '38,20'],
          ['Imposte', '27,81'],
          ['IVA', '28,26'],
        ],
        { end: 300, leading: 1.6 },
      );
    },
    { fontSize: 10 },
  );
