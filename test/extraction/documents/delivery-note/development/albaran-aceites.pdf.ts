import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 40, 'ALBARÁN', { size: 22, font: 'sans-bold', color: '#3f6212' });
      p.text(555, 40, 'Almazara Los Cerros, S.L.', { size: 12, font: 'sans-bold', align: 'right' });
      p.text(555, 56, 'Ctra. de Úbeda km 4, 23440 Baeza (Jaén) · C.I.F. B62830146', {
        size: 8,
        align: 'right',
      });
      p.table(
        40,
        84,
        [
          ['Nº albarán', 90],
          ['Fecha', 80],
          ['Cód. cliente', 80],
          ['S/ pedido', 100],
          ['Agente', 80],
          ['Página', 85],
        ],
        [['A/25-3309', '06-10-25', '000412', 'PC 8841', '03 - Sur', '1 de 1']],
        { rules: 'grid', headFill: '#ecfccb' },
      );
      p.box(300, 132, 255, 70);
      p.lines(308, 138, [
        'Restaurante La Encina',
        'José Carrasco e Hijos, C.B.',
        'Plaza Mayor, 3',
        '13200 Manzanares (Ciudad Real)',
      ]);
      p.lines(40, 138, [
        'Fecha de entrega: 07-10-25',
        'Transportista: Transportes Guadiana',
        'Expedición: TG00918273',
        'Portes: pagados',
      ]);
      p.table(
        40,
        220,
        [
          ['Referencia', 75],
          ['Descripción', 220],
          ['Lote', 75],
          ['Pedido', 45, 'right'],
          ['Servido', 50, 'right'],
          ['Pte.', 50, 'right'],
        ],
        [
          ['AOVE-5', 'Aceite oliva virgen extra, garrafa 5 L', 'L2509-A', '24', '24', '0'],
          ['AOVE-05', 'Aceite oliva virgen extra, botella 0,5 L vidrio', 'L2509-B', '60', '48', '12'],
          ['ACT-MZ2', 'Aceituna manzanilla, cubo 2 kg', 'M2531', '10', '10', '0'],
        ],
        { rules: 'rows', headFill: '#ecfccb' },
      );
      p.text(40, 330, 'Bultos: 19').text(140, 330, 'Peso bruto: 214,6 kg');
      p.text(40, 360, 'El resto del pedido se servirá la próxima semana.', { font: 'sans-italic' });
      p.box(340, 400, 215, 70).text(345, 404, 'Recibí conforme (nombre, D.N.I. y firma)', { size: 7 });
      p.text(350, 425, 'Lucía Carrasco', { font: 'serif-italic', size: 13 });
    },
    { fontSize: 9 },
  );
