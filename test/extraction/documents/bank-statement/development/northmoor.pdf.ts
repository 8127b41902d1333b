import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'NORTHMOOR BANK', { size: 17, font: 'serif-bold' });
      p.text(545, 44, 'Your current account statement', { align: 'right' });
      p.lines(50, 90, ['MISS GRACE OLADIPO', 'FLAT 4, 12 QUEEN STREET', 'HARROGATE', 'HG1 9XX']);
      p.boxes(
        310,
        85,
        [
          [
            ['Account name', 'Miss Grace Oladipo', 140],
            ['Sheet number', '117', 95],
          ],
          [
            ['Account number', '40718826', 140],
            ['Sort code', '20-91-33', 95],
          ],
          [['Statement period', '1 November 2025 to 30 November 2025', 235]],
        ],
        { height: 28 },
      );
      p.pairs(
        50,
        195,
        [
          ['Opening balance', '£612.40'],
          ['Payments in', '£1,987.55'],
          ['Payments out', '£1,463.18'],
          ['Closing balance', '£1,136.77'],
        ],
        { to: 170, font: 'serif-bold' },
      );
      p.text(310, 195, 'Arranged overdraft limit').text(545, 195, '£500.00', { align: 'right' });
      p.table(
        50,
        275,
        [
          ['Date', 60],
          ['Description', 205],
          ['Money out', 75, 'right'],
          ['Money in', 75, 'right'],
          ['Balance', 80, 'right'],
        ],
        [
          ['1 Nov', 'Balance brought forward', '', '', '612.40'],
          ['3 Nov', 'Direct debit  HARROGATE COUNCIL', '148.00', '', '464.40'],
          ['7 Nov', 'Card purchase  GREENLEAF GROCERS', '63.18', '', '401.22'],
          ['14 Nov', 'Cash machine  KINGS ROAD', '60.00', '', '341.22'],
          ['21 Nov', 'Standing order  H BENTLEY RENT', '850.00', '', '-508.78'],
          ['25 Nov', 'Faster payment  N TOWERS LTD SALARY', '', '1,962.55', '1,453.77'],
          ['27 Nov', 'Transfer to savings  REF NOV', '342.00', '', '1,111.77'],
          ['28 Nov', 'Refund  BOOTHS BOOKS', '', '25.00', '1,136.77'],
          ['30 Nov', 'Balance carried forward', '', '', '1,136.77'],
        ],
        { rules: 'rows', font: 'serif', headFont: 'serif-bold' },
      );
      p.prose(
        50,
        770,
        495,
        'Northmoor Bank plc. Registered office: 1 Moor Square, Leeds. Interest rate on unarranged overdrafts 39.9% EAR variable.',
        { size: 7 },
      );
    },
    { font: 'serif', fontSize: 10 },
  );
