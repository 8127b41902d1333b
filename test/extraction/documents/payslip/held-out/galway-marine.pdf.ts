import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(40, 40, 515, 300);
      p.text(52, 52, 'Galway Marine Survey Teoranta', { font: 'serif-bold', size: 13 }).text(
        543,
        54,
        'Payslip – week 31, 2025',
        { align: 'right' },
      );
      p.rule(40, 74, 555);
      p.pairs(
        52,
        82,
        [
          ['Name', 'Niamh Costello'],
          ['Staff no.', 'GM-52'],
          ['PPS number', '1234567T'],
          ['Paid on', '1 August 2025'],
        ],
        { to: 130 },
      );
      p.text(300, 82, 'Pay', { font: 'serif-bold' });
      p.pairs(
        300,
        98,
        [
          ['Basic', '€812.00'],
          ['Sea allowance', '€120.00'],
          ['Gross', '€932.00'],
        ],
        { end: 540 },
      );
      p.text(300, 160, 'Deductions', { font: 'serif-bold' });
      p.pairs(
        300,
        176,
        [
          ['PAYE', '€118.47'],
          ['PRSI', '€39.14'],
          ['USC', '€17.86'],
          ['Total deductions', '€175.47'],
        ],
        { end: 540 },
      );
      p.rule(295, 240, 545);
      p.text(300, 248, 'Net pay', { font: 'serif-bold', size: 13 }).text(540, 248, '€756.53', {
        font: 'serif-bold',
        size: 13,
        align: 'right',
      });
      p.text(52, 310, 'Paid by credit transfer to IE29 AIBK 9311 5212 3456 78');
    },
    { font: 'serif', fontSize: 10.5 },
  );
