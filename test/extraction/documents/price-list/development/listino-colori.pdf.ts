import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 45, 'COLORIFICIO ADRIATICO', { size: 16, font: 'sans-bold' }).text(
        550,
        48,
        'Listino prezzi n. 14',
        { align: 'right' },
      );
      p.text(45, 68, 'In vigore dal 15/04/2025 – prezzi in euro, IVA esclusa');
      p.table(
        45,
        95,
        [
          ['Cod. art.', 65],
          ['Prodotto', 215],
          ['Confezione', 90],
          ['Prezzo', 65, 'right'],
          ['Giacenza', 70, 'right'],
        ],
        [
          ['SM-01', 'Smalto all\u2019acqua bianco opaco', '0,75 l', '14,20', '60'],
          ['SM-02', 'Smalto all\u2019acqua bianco opaco', '2,5 l', '39,90', '24'],
          ['ID-10', 'Idropittura traspirante per interni e soffitti, bianca', '14 l', '58,00', '112'],
          ['IM-05', 'Impregnante noce', '2,5 l', '33,75', '0'],
          ['FO-01', 'Fondo aggrappante', '5 l', '27,30', '18'],
        ],
        { rules: 'grid', headFill: '#ffe9c7' },
      );
      p.text(45, 780, 'Colorificio Adriatico di Pesaresi Gino, Via Flaminia 70, 61121 Pesaro', { size: 8 });
    },
    { fontSize: 10 },
  );
