import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(36, 36, 523, 60);
      p.text(46, 46, 'NORTHGATE FASTENERS LIMITED', { size: 14, font: 'sans-bold' });
      p.text(
        46,
        66,
        'Unit 14 Team Valley, Gateshead NE11 0XX  ·  sales@northgatefasteners.example  ·  0191 555 0174',
        { size: 8.5 },
      );
      p.text(46, 79, 'VAT GB 291 4470 18   Company no. 04417725', { size: 8.5 });
      p.table(
        36,
        96,
        [
          ['Invoice to', 262],
          ['Delivered to', 261],
        ],
        [
          [
            'Humber Steel Fabrications Ltd\nDock Road\nGrimsby DN31 2XX',
            'Humber Steel Fabrications Ltd\nYard 3, Gilbey Road\nGrimsby DN31 2YY',
          ],
        ],
        { rules: 'grid', size: 9.5 },
      );
      p.table(
        36,
        175,
        [
          ['Our ref', 87],
          ['Your order', 87],
          ['Account', 87],
          ['Despatched', 87],
          ['Tax point', 87],
          ['Page', 88],
        ],
        [['SI-204418', '88/1204', 'HUM004', '16/10/25', '17/10/25', '1 of 1']],
        { rules: 'grid', size: 9 },
      );
      p.table(
        36,
        225,
        [
          ['Code', 70],
          ['Goods', 195],
          ['Qty', 48, 'right'],
          ['Per', 40, 'center'],
          ['Price', 60, 'right'],
          ['Disc %', 45, 'right'],
          ['Value £', 65, 'right'],
        ],
        [
          ['HB1250', 'Hex bolt M12 x 50, 8.8, zinc', '2000', '100', '18.40', '15', '312.80'],
          ['HN12', 'Hex nut M12, zinc', '2000', '100', '6.10', '15', '103.70'],
          ['WF12', 'Flat washer M12, form A', '4000', '100', '2.25', '', '90.00'],
          ['ANC16', 'Chemical anchor stud M16 x 190', '60', '1', '3.95', '10', '213.30'],
        ],
        { rules: 'grid', size: 9 },
      );
      p.table(
        345,
        640,
        [
          ['', 120],
          ['', 94, 'right'],
        ],
        [
          ['Goods', '719.80'],
          ['Carriage', '18.50'],
          ['VAT @ 20.00%', '147.66'],
          ['INVOICE TOTAL', '885.96'],
        ],
        { rules: 'grid' },
      );
      p.lines(
        36,
        645,
        [
          'Terms: 30 days end of month. Payment due 30/11/25.',
          'BACS: Tyne Bank, sort code 30-77-10, account 00418829',
          'Title in the goods passes on payment.',
        ],
        { size: 9 },
      );
    },
    { fontSize: 10 },
  );
