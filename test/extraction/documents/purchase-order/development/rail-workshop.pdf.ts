import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(36, 36, 'TALLGRASS RAIL SERVICES, INC.', { size: 13, font: 'sans-bold' });
      p.lines(36, 54, ['2750 Yard Road, Topeka, KS 66609', 'Phone 785-555-0140   Fax 785-555-0141'], {
        size: 8,
      });
      p.box(396, 32, 180, 46).text(486, 38, 'PURCHASE ORDER', {
        font: 'sans-bold',
        size: 12,
        align: 'center',
      });
      p.text(486, 56, 'No. 4500-77213', { align: 'center', font: 'sans-bold' });
      p.box(36, 92, 265, 74).text(40, 96, 'VENDOR', { size: 7 });
      p.lines(44, 108, [
        'Great Bend Bearing & Supply Co.',
        '519 Kiowa Ave',
        'Great Bend, KS 67530',
        'Vendor # 10388',
      ]);
      p.box(311, 92, 265, 74).text(315, 96, 'SHIP TO', { size: 7 });
      p.lines(319, 108, [
        'Tallgrass Rail Services - Wheel Shop',
        'Dock 3, 2750 Yard Road',
        'Topeka, KS 66609',
      ]);
      p.table(
        36,
        176,
        [
          ['PO DATE', 80],
          ['DATE REQUIRED', 90],
          ['SHIP VIA', 90],
          ['F.O.B.', 100],
          ['TERMS', 80],
          ['BUYER', 100],
        ],
        [['10/06/2025', '11/03/2025', 'Best way', 'FOB Topeka', 'Net 45', 'L. Castellanos']],
        { rules: 'grid', headFill: '#dddddd' },
      );
      p.table(
        36,
        226,
        [
          ['LINE', 35],
          ['QTY', 40, 'right'],
          ['U/M', 35],
          ['PART NUMBER', 100],
          ['DESCRIPTION', 190],
          ['UNIT PRICE', 70, 'right'],
          ['EXTENSION', 70, 'right'],
        ],
        [
          [
            '1',
            '16',
            'EA',
            'TBU-611',
            'Tapered roller bearing unit, class F 6-1/2 x 12, reconditioned',
            '412.00',
            '6,592.00',
          ],
          ['2', '40', 'EA', 'SEAL-F12', 'Grease seal, class F', '9.35', '374.00'],
          ['3', '6', 'PL', 'GRS-AAR', 'Bearing grease, AAR approved, 35 lb pail', '118.50', '711.00'],
        ],
        { rules: 'grid', headFill: '#dddddd' },
      );
      p.box(436, 400, 140, 54);
      p.pairs(
        442,
        406,
        [
          ['SUBTOTAL', '7,677.00'],
          ['TAX', 'EXEMPT'],
          ['TOTAL $', '7,677.00'],
        ],
        { end: 570, leading: 1.6 },
      );
      p.text(36, 406, 'Questions: l.castellanos@tallgrassrail.example');
      p.text(36, 424, 'PO number must appear on all invoices, packing lists and cartons.', { size: 8 });
      p.rule(36, 480, 260).text(36, 484, 'Authorized signature', { size: 7 });
    },
    { fontSize: 9, size: [612, 792] },
  );
