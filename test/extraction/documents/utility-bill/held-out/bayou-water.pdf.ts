import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Bayou Parish Water District', { size: 15, font: 'sans-bold' });
      p.lines(45, 62, ['PO Box 771, Houma, LA 70361', 'Customer service (985) 555-0118'], { size: 9 });
      p.lines(45, 110, ['CLEMENTINE BROUSSARD', '204 CYPRESS DR', 'HOUMA LA 70360']);
      p.pairs(
        340,
        62,
        [
          ['Account number', '00-44718-2'],
          ['Bill number', '7720145'],
          ['Bill date', '10/06/2025'],
          ['Due date', '10/27/2025'],
          ['Amount due', '$62.18'],
        ],
        { end: 565, leading: 1.5, value: { font: 'sans-bold' } },
      );
      p.table(
        45,
        180,
        [
          ['Meter', 90],
          ['Service from', 90],
          ['Service to', 90],
          ['Previous', 80, 'right'],
          ['Present', 80, 'right'],
          ['Usage (m3)', 90, 'right'],
        ],
        [['B3-22910', '09/01/2025', '09/30/2025', '1187', '1206', '19']],
        { rules: 'rows' },
      );
      p.pairs(
        45,
        250,
        [
          ['Water', '$38.40'],
          ['Sewer', '$21.15'],
          ['State tax', '$2.63'],
          ['Total current charges', '$62.18'],
        ],
        { end: 300, leading: 1.5 },
      );
      p.text(45, 340, 'If paid after the due date, $68.40 is due.');
    },
    { fontSize: 10, size: [612, 792] },
  );
