import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 36, 'Caja Rural de la Ribera', { size: 16, font: 'sans-bold', color: '#14532d' });
      p.text(555, 40, 'EXTRACTO DE CUENTA CORRIENTE', { align: 'right', font: 'sans-bold' });
      p.boxes(40, 66, [
        [
          ['Titular', 'PELUQUERÍA HERMANAS SANZ, C.B.', 230],
          ['Cód. cuenta IBAN', 'ES60 0049 1500 0512 3456 7892', 185],
          ['Divisa', 'EUR', 50],
          ['Hoja', '1', 50],
        ],
        [
          ['Extracto nº', '09/2025', 90],
          ['Fecha desde', '01-09-2025', 100],
          ['Fecha hasta', '30-09-2025', 100],
          ['Saldo anterior', '2.118,45', 112],
          ['Límite de descubierto', '', 113],
        ],
      ]);
      p.table(
        40,
        142,
        [
          ['F. oper.', 55],
          ['F. valor', 55],
          ['Concepto', 195],
          ['Debe', 65, 'right'],
          ['Haber', 65, 'right'],
          ['Saldo', 80, 'right'],
        ],
        [
          ['01-09', '01-09', 'Alquiler local septiembre', '650,00', '', '1.468,45'],
          ['05-09', '05-09', 'Liquidación TPV agosto', '', '3.204,80', '4.673,25'],
          ['12-09', '12-09', 'Recibo luz', '118,07', '', '4.555,18'],
          ['19-09', '22-09', 'Cuota autónomos', '293,94', '', '4.261,24'],
          ['26-09', '26-09', 'Ingreso en efectivo', '', '480,00', '4.741,24'],
          ['30-09', '30-09', 'Comisión mantenimiento', '9,00', '', '4.732,24'],
        ],
        { rules: 'head' },
      );
      p.rule(40, 300, 555);
      p.text(350, 308, 'SALDO A SU FAVOR', { font: 'sans-bold' }).text(552, 308, '4.732,24', {
        font: 'sans-bold',
        align: 'right',
      });
      p.text(40, 308, 'Total debe 1.071,01     Total haber 3.684,80');
    },
    { fontSize: 9 },
  );
