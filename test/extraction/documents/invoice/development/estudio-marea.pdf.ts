import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.rule(50, 40, 545, 40, 3, '#c2513b');
    p.text(50, 52, 'Estudio Marea', { size: 18, font: 'sans-bold', color: '#c2513b' });
    p.text(50, 75, 'Lucía Ferrer Vidal – diseño gráfico', { size: 9 });
    const above = (x: number, y: number, label: string, value: string) =>
      p.text(x, y, label, { size: 7.5, color: '#777777' }).text(x, y + 11, value, { size: 11 });
    above(50, 115, 'Número de factura', '2025/031');
    above(180, 115, 'Fecha de emisión', '30 de mayo de 2025');
    above(330, 115, 'Fecha de vencimiento', '29 de junio de 2025');
    above(50, 155, 'Emisor', 'Lucía Ferrer Vidal');
    p.lines(50, 180, [
      'NIF 44871203W',
      'Calle del Mar 51, 2º',
      '46003 Valencia',
      'hola@estudiomarea.example',
    ]);
    above(330, 155, 'Cliente', 'Conservas Albufera S.L.');
    p.lines(330, 180, ['CIF B96402217', 'Polígono El Romaní, nave 14', '46910 Sedaví (Valencia)']);
    const y = p.table(
      50,
      260,
      [
        ['Concepto', 275],
        ['Horas', 60, 'right'],
        ['Precio/hora', 80, 'right'],
        ['Importe', 80, 'right'],
      ],
      [
        ['Rediseño de la etiqueta de anchoas (tres formatos)', '22', '38,00', '836,00'],
        ['Adaptación del catálogo de verano', '14,5', '38,00', '551,00'],
        ['Preparación de artes finales', '6', '32,00', '192,00'],
      ],
      { rules: 'head' },
    );
    p.pairs(
      345,
      y + 20,
      [
        ['Base imponible', '1.579,00 €'],
        ['IVA 21 %', '331,59 €'],
        ['Retención IRPF 15 %', '-236,85 €'],
        ['Total a pagar', '1.673,74 €'],
      ],
      { end: 545, leading: 1.8, size: 10.5 },
    );
    p.text(50, 700, 'Forma de pago: transferencia a la cuenta ES91 2100 0418 4502 0005 1332');
  }, {});
