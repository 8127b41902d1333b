import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 30, 'CAJA RURAL DEL DUERO', { font: 'sans-bold', size: 14 });
      p.text(800, 32, 'Extracto de cuenta corriente', { align: 'right', size: 12 });
      p.table(
        40,
        60,
        [
          ['Titular', 190],
          ['IBAN', 190],
          ['Divisa', 60],
          ['Desde', 80],
          ['Hasta', 80],
          ['N.º extracto', 80],
          ['Hoja', 60],
        ],
        [
          [
            'Cooperativa San Esteban, S.C.L.',
            'ES66 2100 0418 4012 3456 7891',
            'EUR',
            '01/10/2025',
            '31/10/2025',
            '010',
            '1/1',
          ],
        ],
        { rules: 'grid', size: 8.5, headFill: '#dddddd' },
      );
      p.text(640, 118, 'SALDO ANTERIOR').text(798, 118, '12.418,09', { align: 'right' });
      p.table(
        40,
        135,
        [
          ['F. operación', 75],
          ['F. valor', 75],
          ['Concepto', 250],
          ['Referencia', 130],
          ['Importe', 110, 'right'],
          ['Saldo', 120, 'right'],
        ],
        [
          ['01/10/2025', '01/10/2025', 'Recibo Iberdrola Clientes', '00941-882', '-310,44', '12.107,65'],
          ['03/10/2025', '06/10/2025', 'Ingreso cheque', '', '1.250,00', '13.357,65'],
          [
            '10/10/2025',
            '10/10/2025',
            'Transferencia a favor de Abonos Castilla',
            'FRA 2210',
            '-4.876,30',
            '8.481,35',
          ],
          ['20/10/2025', '20/10/2025', 'Seguros sociales septiembre', '', '-1.922,18', '6.559,17'],
          [
            '28/10/2025',
            '28/10/2025',
            'Transferencia de Bodegas Peñafiel',
            'UVA 2025',
            '21.400,00',
            '27.959,17',
          ],
          ['31/10/2025', '31/10/2025', 'Liquidación de intereses', '', '0,87', '27.960,04'],
        ],
        { rules: 'none', size: 9, zebra: '#f0f0f0' },
      );
      p.text(640, 300, 'SALDO ACTUAL', { font: 'sans-bold' }).text(798, 300, '27.960,04', {
        align: 'right',
        font: 'sans-bold',
      });
    },
    { size: [842, 595], fontSize: 9.5 },
  );
