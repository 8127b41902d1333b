import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(30, 30, 535, 330);
      p.text(40, 40, 'Pennine Foods Ltd', { font: 'sans-bold', size: 12 });
      p.text(555, 40, 'PAY ADVICE', { font: 'sans-bold', size: 12, align: 'right' });
      p.boxes(30, 62, [
        [
          ['Employee No.', '0317', 80],
          ['Employee name', 'Mr D Okafor', 155],
          ['Pay date', '31/07/2025', 90],
          ['Tax period', 'Month 4', 70],
          ['Tax code', '1257L', 60],
          ['NI number', 'QQ 12 34 56 C', 80],
        ],
      ]);
      p.table(
        30,
        92,
        [
          ['Payments', 115],
          ['Units', 45, 'right'],
          ['Rate', 50, 'right'],
          ['Amount', 68, 'right'],
        ],
        [
          ['Basic pay', '151.67', '14.60', '2,214.38'],
          ['Overtime x 1.5', '8.00', '21.90', '175.20'],
          ['Cold store allowance', '', '', '60.00'],
        ],
        { rules: 'none' },
      );
      p.rule(308, 92, 308, 290);
      p.table(
        312,
        92,
        [
          ['Deductions', 150],
          ['Amount', 95, 'right'],
        ],
        [
          ['Income tax (PAYE)', '280.40'],
          ['National Insurance', '112.17'],
          ['Pension (employee 5%)', '122.48'],
          ['Union subscription', '16.00'],
        ],
        { rules: 'none' },
      );
      p.boxes(30, 290, [
        [
          ['Total gross pay', '2,449.58', 134],
          ['Total deductions', '531.05', 134],
          ['Gross to date', '9,712.40', 133],
          ['NET PAY', '1,918.53', 134],
        ],
      ]);
      p.text(40, 335, 'Paid by BACS transfer. Employer pension contribution this month 73.49', { size: 8 });
    },
    { fontSize: 9 },
  );
