import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(297, 42, 'TAX INVOICE', { size: 18, font: 'sans-bold', align: 'center' });
      p.text(50, 80, 'From', { size: 8, color: '#888888' }).lines(50, 92, [
        'Coastal Plumbing Pty Ltd',
        'ABN 53 004 085 616',
        '12 Beach Parade, Kiama NSW 2533',
        'Ph: 02 5550 1234',
      ]);
      p.text(300, 80, 'To', { size: 8, color: '#888888' }).lines(300, 92, [
        'Saltwater Cafe',
        '3 Harbour Street',
        'Kiama NSW 2533',
      ]);
      p.rule(50, 155, 545);
      p.text(50, 163, 'Invoice: 3307')
        .text(180, 163, 'Issued: 5 Mar 2025')
        .text(320, 163, 'Due: 19 Mar 2025')
        .text(450, 163, 'Job: 88-B');
      p.rule(50, 180, 545);
      const y = p.table(
        50,
        195,
        [
          ['Description of work', 250],
          ['Hrs/Qty', 60, 'right'],
          ['Rate ex GST', 85, 'right'],
          ['Total ex GST', 100, 'right'],
        ],
        [
          ['Call-out and leak detection', '1', '120.00', '120.00'],
          ['Replace hot water valve, labour', '2.5', '98.00', '245.00'],
          ['Valve kit 15 mm', '1', '64.40', '64.40'],
        ],
        { rules: 'head' },
      );
      p.pairs(
        360,
        y + 15,
        [
          ['Total ex GST:', '$429.40'],
          ['GST (10%):', '$42.94'],
          ['Total inc GST:', '$472.34'],
          ['Paid to date:', '$100.00'],
          ['Amount due (AUD):', '$372.34'],
        ],
        { end: 545, leading: 1.5 },
      );
      p.prose(
        50,
        y + 130,
        480,
        'Direct deposit: BSB 062-692, account 1045 7788, Coastal Plumbing Pty Ltd. Please use 3307 as reference. Questions? office@coastalplumbing.example',
      );
    },
    { fontSize: 10 },
  );
