import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(120, 20, 'TABERNA EL OLIVO', { size: 15, font: 'sans-bold', align: 'center' });
        p.text(120, 40, 'Plaza Mayor 3, Salamanca', { align: 'center' });
        p.text(120, 54, 'CIF B37281904', { align: 'center' });
        p.text(18, 80, 'FACTURA SIMPLIFICADA T-20419');
        p.text(18, 94, 'Fecha 21/09/2025').text(222, 94, 'Hora 15:02', { align: 'right' });
        const y = p.table(
          18,
          116,
          [
            ['Ud', 25],
            ['Producto', 115],
            ['Importe', 64, 'right'],
          ],
          [
            ['3', 'Menu del dia', '43,50'],
            ['2', 'Cerveza', '5,00'],
            ['1', 'Agua mineral', '2,00'],
            ['3', 'Cafe solo', '4,20'],
          ],
          { rules: 'head', pad: 3 },
        );
        p.pairs(
          18,
          y + 12,
          [
            ['Base imponible', '49,73'],
            ['IVA 10%', '4,97'],
          ],
          { end: 222, leading: 1.6 },
        );
        p.text(18, y + 46, 'TOTAL EUR', { size: 14, font: 'sans-bold' }).text(222, y + 46, '54,70', {
          size: 14,
          font: 'sans-bold',
          align: 'right',
        });
        p.text(18, y + 72, 'Tarjeta VISA ****3310');
        p.text(120, y + 98, 'Gracias por su visita', { align: 'center' });
      },
      { fontSize: 10, size: [240, 340] },
    ),
    { degrees: -0.7, seed: 7, specks: 70 },
  );
