import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 40, 'Cantieri Navali Riva d\u2019Orcia s.r.l.', { font: 'sans-bold', size: 13 });
      p.lines(
        40,
        58,
        ['Via del Porto 90 – 58019 Porto Santo Stefano (GR)', 'acquisti@cantieriorcia.example'],
        { size: 8 },
      );
      p.box(330, 36, 225, 46, '#fff4d6');
      p.text(340, 44, 'ORDINE A FORNITORE N. 662/2025', { font: 'sans-bold', size: 10 }).text(
        340,
        62,
        'Data ordine: 15/07/2025',
      );
      p.text(40, 105, 'Fornitore', { size: 8, color: '#666666' }).lines(40, 117, [
        'Velerie Tirreno di Aldo Nesi',
        'Viale Italia 5, 57126 Livorno',
        'Cod. fornitore 01842',
      ]);
      p.text(330, 105, 'Ns. riferimento', { size: 8, color: '#666666' }).text(330, 117, 'Ing. Paola Sarti');
      const y = p.table(
        40,
        185,
        [
          ['Codice', 70],
          ['Descrizione articolo', 180],
          ['UM', 30, 'center'],
          ['Quantità', 55, 'right'],
          ['Prezzo', 60, 'right'],
          ['Sc. %', 40, 'right'],
          ['Totale riga', 80, 'right'],
        ],
        [
          ['RN-38', 'Randa full batten, 38 mq, dacron', 'pz', '1', '3.150,00', '8', '2.898,00'],
          ['FI-42', 'Fiocco avvolgibile, 42 mq', 'pz', '1', '2.240,00', '8', '2.060,80'],
          ['SC-12', 'Scotta 12 mm, bianco e blu', 'mt', '60', '3,80', '', '228,00'],
          ['MO-02', 'Montaggio a bordo', 'h', '7', '45,00', '', '315,00'],
        ],
        { headFill: '#e8e8e8', size: 9, rules: 'none', zebra: '#f7f7f7' },
      );
      p.pairs(
        330,
        y + 16,
        [
          ['Imponibile EUR', '5.501,80'],
          ['IVA 22%', '1.210,40'],
          ['TOTALE ORDINE EUR', '6.712,20'],
        ],
        { end: 555, leading: 1.5 },
      );
      p.lines(40, y + 90, [
        'Resa: franco cantiere',
        'Pagamento: ricevuta bancaria 60 giorni data fattura',
        'Consegna entro il 05/09/2025',
      ]);
    },
    { fontSize: 10 },
  );
