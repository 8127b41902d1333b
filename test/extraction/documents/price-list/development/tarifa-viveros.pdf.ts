import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Viveros Guadalquivir S.L.', { size: 15, font: 'sans-bold', color: '#3f6212' });
      p.text(50, 68, 'Tarifa mayorista. Vigente desde el 1 de febrero de 2025 hasta el 30 de junio de 2025.');
      p.text(50, 83, 'Precios en euros por unidad, IVA no incluido.');
      p.table(
        50,
        110,
        [
          ['Referencia', 75],
          ['Planta', 195],
          ['Formato', 90],
          ['Precio', 65, 'right'],
          ['Existencias', 70, 'right'],
        ],
        [
          ['OL-A', 'Olivo arbequina', 'maceta 3 l', '4,90', '1.200'],
          ['OL-P', 'Olivo picual', 'maceta 3 l', '4,75', '850'],
          ['NA-L', 'Naranjo navel late', 'maceta 10 l', '13,60', '140'],
          ['LI-4', 'Limonero cuatro estaciones', 'maceta 10 l', '14,20', '95'],
          ['LA-D', 'Lavanda', 'bandeja 40', '18,00', '30'],
        ],
        { rules: 'head', zebra: '#f4f9ec' },
      );
    },
    { fontSize: 10 },
  );
