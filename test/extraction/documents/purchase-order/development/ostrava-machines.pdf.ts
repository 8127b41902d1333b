import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.box(40, 36, 515, 40, '#22384d');
    p.text(52, 47, 'PURCHASE ORDER', { size: 18, font: 'sans-bold', color: '#ffffff' });
    p.text(543, 49, 'Fenwick Gauge Works Ltd', { size: 12, align: 'right', color: '#ffffff' });
    p.text(40, 92, 'Vendor', { font: 'sans-bold' });
    p.lines(40, 106, ['Morava Precision s.r.o.', 'Nádražní 12', '702 00 Ostrava', 'Czech Republic']);
    p.text(225, 92, 'Deliver to', { font: 'sans-bold' });
    p.lines(225, 106, [
      'Fenwick Gauge Works Ltd',
      'Goods In, 14 Mill Race',
      'Aldbeck AB7 2QX',
      'United Kingdom',
    ]);
    p.pairs(
      395,
      92,
      [
        ['PO No.', '4500021877'],
        ['PO date', '11 June 2025'],
        ['Vendor No.', '300418'],
        ['Buyer', 'Helen Marsh'],
        ['E-mail', 'h.marsh@fgw.example'],
        ['Currency', 'EUR'],
      ],
      { to: 455, size: 9, label: { font: 'sans-bold' } },
    );
    p.pairs(
      40,
      190,
      [
        ['Terms of delivery:', 'DAP Aldbeck, Incoterms 2020'],
        ['Terms of payment:', '45 days net'],
        ['Delivery date:', '18 July 2025'],
      ],
      { to: 135 },
    );
    const y = p.table(
      40,
      250,
      [
        ['Line', 32],
        ['Part no.', 85],
        ['Description', 178],
        ['Quantity', 50, 'right'],
        ['UoM', 35],
        ['Unit price', 62, 'right'],
        ['Net value', 73, 'right'],
      ],
      [
        [
          '10',
          'MP-2210-A4',
          'Float guide rod, stainless 1.4401, 620 mm\nDrawing FG-170-11 rev. C',
          '150',
          'PC',
          '14.80',
          '2,220.00',
        ],
        ['20', 'MP-2214-A4', 'Bearing sleeve, bronze', '300', 'PC', '3.15', '945.00'],
        ['30', 'MP-9001', 'Surface treatment, electropolished', '150', 'PC', '2.40', '360.00'],
        ['40', 'MP-TOOL', 'Tooling, one-off', '1', 'LOT', '680.00', '680.00'],
      ],
      { headFill: '#dfe6ec', size: 9 },
    );
    p.text(395, y + 14, 'Total net value EUR', { font: 'sans-bold' }).text(552, y + 14, '4,205.00', {
      font: 'sans-bold',
      align: 'right',
    });
    p.prose(
      40,
      y + 60,
      510,
      'Please confirm this order within three working days and quote the purchase order number on all documents. Invoices to accounts@fgw.example.',
      { size: 9 },
    );
  });
