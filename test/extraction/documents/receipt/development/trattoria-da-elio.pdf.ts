import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(120, 20, 'TRATTORIA DA ELIO', { font: 'sans-bold', size: 13, align: 'center' });
      p.text(120, 38, 'Via dei Servi 24, 50122 Firenze', { align: 'center' });
      p.text(120, 50, 'P.IVA 04880310482  Tel. 055 555 0127', { align: 'center', size: 8 });
      p.text(15, 76, 'Tavolo 7').text(225, 76, 'Coperti 2', { align: 'right' });
      p.table(
        15,
        92,
        [
          ['Q.tà', 30],
          ['Descrizione', 120],
          ['Importo', 60, 'right'],
        ],
        [
          ['2', 'Coperto', '5,00'],
          ['1', 'Ribollita', '9,50'],
          ['1', 'Pappardelle al cinghiale', '14,00'],
          ['1', 'Bistecca 0,8 kg', '44,00'],
          ['2', 'Acqua naturale 0,75', '6,00'],
          ['1', 'Chianti Classico', '24,00'],
        ],
        { rules: 'none', pad: 2 },
      );
      p.pairs(
        15,
        215,
        [
          ['TOTALE COMPLESSIVO', '102,50'],
          ['di cui IVA 10%', '9,32'],
          ['Pagamento contante', '110,00'],
          ['Resto', '7,50'],
        ],
        { end: 225, leading: 1.5 },
      );
      p.text(120, 290, '14-06-2025 21:37', { align: 'center' });
      p.text(120, 303, 'DOCUMENTO N. 0412-0093', { align: 'center' });
      p.text(120, 325, 'Grazie e arrivederci!', { align: 'center' });
    },
    { fontSize: 9, size: [240, 350] },
  );
