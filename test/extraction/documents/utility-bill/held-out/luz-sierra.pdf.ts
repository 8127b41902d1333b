import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Luz de la Sierra', { size: 20, font: 'serif-bold', color: '#b45309' });
      p.text(550, 46, 'Factura de electricidad', { size: 12, align: 'right' });
      p.box(45, 80, 245, 120);
      p.lines(55, 90, ['DATOS DE LA FACTURA'], { font: 'serif-bold', size: 9 });
      p.pairs(
        55,
        106,
        [
          ['Nº factura:', 'LS25-118820'],
          ['Fecha de emisión:', '03/10/2025'],
          ['Periodo facturado:', '28/08/2025 a 29/09/2025'],
          ['Fecha de cargo:', '13/10/2025'],
          ['IMPORTE FACTURA:', '71,37 €'],
        ],
        { to: 150, size: 9, leading: 1.6 },
      );
      p.box(305, 80, 245, 120);
      p.lines(315, 90, ['DATOS DEL CONTRATO'], { font: 'serif-bold', size: 9 });
      p.pairs(
        315,
        106,
        [
          ['Titular:', 'Amparo Blasco Ruiz'],
          ['Contrato:', '0088 4471 02'],
          ['CUPS:', 'ES0031 4050 1122 3344 AB0F'],
          ['Contador:', '501883772'],
          ['Dirección:', 'Calle Nueva 6, 44001 Teruel'],
        ],
        { to: 370, size: 9, leading: 1.6 },
      );
      p.text(45, 225, 'CONSUMO', { font: 'serif-bold' });
      p.table(
        45,
        242,
        [
          ['Lectura anterior (28/08)', 140, 'right'],
          ['Lectura actual (29/09)', 140, 'right'],
          ['Consumo kWh', 100, 'right'],
        ],
        [['9.812', '10.047', '235']],
        { rules: 'rows', font: 'serif', headFont: 'serif-bold' },
      );
      p.text(45, 310, 'DESGLOSE', { font: 'serif-bold' });
      p.pairs(
        45,
        328,
        [
          ['Potencia contratada 3,45 kW', '12,44 €'],
          ['Energía consumida 235 kWh x 0,176 €', '41,36 €'],
          ['Impuesto de electricidad 5,11 %', '2,75 €'],
          ['Alquiler de equipos', '2,43 €'],
          ['IVA 21 %', '12,39 €'],
          ['TOTAL IMPORTE FACTURA', '71,37 €'],
        ],
        { end: 400, leading: 1.6 },
      );
    },
    { font: 'serif', fontSize: 10 },
  );
