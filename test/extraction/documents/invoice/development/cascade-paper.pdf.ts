import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 50, 'Cascade Paper Supply Inc.', { font: 'sans-bold', size: 15 });
    p.lines(50, 72, [
      '4410 Alder Street, Suite 2',
      'Portland, OR 97205',
      'Phone (503) 555-0142',
      'billing@cascadepaper.example',
    ]);
    p.text(545, 50, 'INVOICE', { font: 'sans-bold', size: 22, align: 'right', color: '#555555' });
    p.pairs(
      380,
      84,
      [
        ['Invoice #', '10-48821'],
        ['Date', '03/18/2025'],
        ['P.O. Number', 'PO-7734'],
        ['Terms', 'Net 30'],
        ['Due Date', '04/17/2025'],
      ],
      { end: 545, label: { font: 'sans-bold' } },
    );
    p.text(50, 180, 'Bill To', { font: 'sans-bold' }).text(300, 180, 'Ship To', { font: 'sans-bold' });
    p.lines(50, 195, ['Mesa Ridge Dental Group', '209 Canyon Road', 'Bend, OR 97701']);
    p.lines(300, 195, [
      'Mesa Ridge Dental Group',
      'Receiving, Dock B',
      '1180 Industrial Way',
      'Bend, OR 97702',
    ]);
    const y = p.table(
      50,
      270,
      [
        ['Item', 60],
        ['Description', 215],
        ['Qty', 50, 'right'],
        ['Rate', 80, 'right'],
        ['Amount', 90, 'right'],
      ],
      [
        ['CP-110', 'Copy paper, letter, 20 lb, case of 10 reams', '12', '38.50', '462.00'],
        ['EN-204', 'Window envelopes #10, box of 500', '6', '24.95', '149.70'],
        ['LB-330', 'Shipping labels 4 x 6, roll', '20', '11.20', '224.00'],
        ['FR-001', 'Freight', '1', '45.00', '45.00'],
      ],
      { headFill: '#e4e4e4' },
    );
    p.pairs(
      400,
      y + 14,
      [
        ['Subtotal', '$880.70'],
        ['Sales Tax (0.0%)', '$0.00'],
        ['Total', '$880.70'],
        ['Payments/Credits', '$0.00'],
        ['Balance Due', '$880.70'],
      ],
      { end: 545, leading: 1.6, label: { font: 'sans-bold' } },
    );
    p.text(50, 720, 'Please make checks payable to Cascade Paper Supply Inc. Thank you for your business.', {
      size: 9,
    });
  }, {});
