import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'SALTASH MARINE CHANDLERY LTD', { font: 'serif-bold', size: 14 });
      p.text(50, 58, 'Unit 9 Tamar Business Park, Saltash PL12 6LX   tel 01752 555 0155', { size: 8.5 });
      p.text(545, 40, 'DESPATCH NOTE', { font: 'serif-bold', size: 14, align: 'right' });
      p.text(50, 92, 'DELIVER TO', { size: 7.5 }).text(300, 92, 'INVOICE TO', { size: 7.5 });
      p.lines(50, 104, ['Yealm Boat Hire', 'The Old Slipway', 'Noss Mayo PL8 1EW']);
      p.lines(300, 104, ['Yealm Leisure Group plc', '40 Armada Way', 'Plymouth PL1 1LD']);
      p.text(50, 162, 'Despatch note')
        .text(130, 162, 'DN 60277', { font: 'mono-bold' })
        .text(215, 162, 'Despatched')
        .text(280, 162, '27/03/2026', { font: 'mono-bold' })
        .text(365, 162, 'Your ref.')
        .text(420, 162, 'YBH-PO-318', { font: 'mono-bold' });
      p.text(50, 180, 'Via')
        .text(130, 180, 'Moorland Couriers', { font: 'mono-bold' })
        .text(300, 180, 'Consignment')
        .text(365, 180, 'MC 7720 4418 GB', { font: 'mono-bold' });
      p.rule(50, 200, 545);
      p.table(
        50,
        206,
        [
          ['Stock code', 90],
          ['Description', 230],
          ['Ord', 50, 'right'],
          ['Sent', 50, 'right'],
          ['To follow', 75, 'right'],
        ],
        [
          ['LJ-150-A', 'Lifejacket 150N automatic, adult', '20', '20', '-'],
          ['', 'Serial nos 88140 to 88159', '', '', ''],
          ['RP-08-W', 'Polyester braid 8 mm white, 100 m reel', '4', '3', '1'],
          ['FN-F2', 'Fender F2 navy', '12', '12', '-'],
        ],
        { rules: 'none' },
      );
      p.rule(50, 320, 545);
      p.text(50, 330, '5 parcels, 61 kg');
      p.prose(
        50,
        350,
        480,
        'Shortages or damage must be reported within 3 days of receipt. Goods remain our property until paid for in full.',
        {
          size: 8,
        },
      );
      p.text(50, 400, 'Received in good order')
        .rule(160, 411, 330)
        .text(350, 400, 'Date')
        .rule(380, 411, 480);
    },
    { fontSize: 10, font: 'serif' },
  );
