import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(0, 0, 595, 50, '#0f766e').text(40, 16, 'Lucerna Energia', {
        size: 18,
        color: '#ffffff',
        font: 'sans-bold',
      });
      p.text(555, 20, 'Bolletta sintetica – Mercato libero', { align: 'right', color: '#ffffff' });
      p.text(40, 66, 'I TUOI DATI', { font: 'sans-bold', color: '#0f766e' });
      p.lines(40, 82, [
        'Intestatario: Franca Olivieri',
        'Codice fiscale: LVRFNC61E48H501K',
        'Codice cliente: 810 224 977',
        'Codice POD: IT001E48127733',
        'Indirizzo di fornitura: Via dei Glicini 5, 00172 Roma',
        'Potenza impegnata: 3 kW',
      ]);
      p.lines(360, 100, ['Gent.ma', 'FRANCA OLIVIERI', 'VIA DEI GLICINI 5', '00172 ROMA RM']);
      p.box(40, 180, 515, 74, '#f0fdfa');
      p.text(55, 190, 'Totale da pagare').text(55, 206, '118,64 €', { size: 20, font: 'sans-bold' });
      p.text(230, 190, 'Entro il').text(230, 206, '12.01.2026', { size: 20, font: 'sans-bold' });
      p.text(400, 190, 'Periodo').text(400, 208, 'ottobre – novembre 2025', { font: 'sans-bold' });
      p.text(400, 222, 'dal 01.10.2025 al 30.11.2025', { size: 8 });
      p.text(55, 238, 'Bolletta n. 4502219873 del 15.12.2025', { size: 8 });
      p.text(40, 276, 'QUANTO SPENDO', { font: 'sans-bold', color: '#0f766e' });
      p.table(
        40,
        292,
        [
          ['', 350],
          ['', 165, 'right'],
        ],
        [
          ['Spesa per la materia energia', '59,12 €'],
          ['Spesa per il trasporto e la gestione del contatore', '24,30 €'],
          ['Spesa per oneri di sistema', '12,89 €'],
          ['Imposte', '11,54 €'],
          ['IVA 10%', '10,79 €'],
          ['Totale bolletta', '118,64 €'],
        ],
        { rules: 'rows' },
      );
      p.text(40, 440, 'LETTURE E CONSUMI', { font: 'sans-bold', color: '#0f766e' });
      p.lines(40, 456, [
        'Matricola contatore: 21E5 40077182',
        'Lettura al 30.09.2025 (rilevata): 18.402 kWh      Lettura al 30.11.2025 (rilevata): 18.775 kWh',
        'Consumo fatturato: 373 kWh',
      ]);
      p.text(40, 520, 'I tuoi pagamenti sono regolari. Pagherai con addebito sul tuo conto corrente.', {
        size: 8,
      });
    },
    { fontSize: 10 },
  );
