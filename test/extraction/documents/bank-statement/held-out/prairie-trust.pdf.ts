import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 40, 'PRAIRIE TRUST', { size: 18, font: 'sans-bold' }).text(50, 62, 'Member FDIC', { size: 8 });
    p.lines(50, 95, ['ELLEN J HARTWIG', '908 COTTONWOOD LN', 'SALINA KS 67401']);
    p.text(340, 95, 'Simple Checking', { font: 'sans-bold', size: 12 });
    p.text(340, 112, 'Account number ending in 7731').text(340, 126, 'September 9 through October 8, 2025');
    p.text(50, 165, 'Account summary', { font: 'sans-bold', size: 12 });
    p.pairs(
      50,
      185,
      [
        ['Beginning balance on September 9', '$2,014.66'],
        ['Deposits and additions', '1,880.25'],
        ['Withdrawals and subtractions', '-1,302.40'],
        ['Ending balance on October 8', '$2,592.51'],
      ],
      { end: 330, leading: 1.5 },
    );
    const columns: ['Date' | 'Description' | 'Amount', number, 'left' | 'right'][] = [
      ['Date', 60, 'left'],
      ['Description', 330, 'left'],
      ['Amount', 105, 'right'],
    ];
    p.text(50, 265, 'Deposits and additions', { font: 'sans-bold' });
    const y = p.table(
      50,
      282,
      columns,
      [
        ['09/15', 'Payroll Salina Unified Schools', '1,830.25'],
        ['09/30', 'Mobile deposit', '50.00'],
        ['', 'Total deposits and additions', '$1,880.25'],
      ],
      {},
    );
    p.text(50, y + 18, 'Withdrawals and subtractions', { font: 'sans-bold' });
    p.table(
      50,
      y + 35,
      columns,
      [
        ['09/11', 'Westar electric autopay', '-96.40'],
        ['09/18', 'Check 1187', '-850.00'],
        ['10/02', 'Dillons #44 purchase', '-156.00'],
        ['10/06', 'ATM withdrawal Ohio St', '-200.00'],
        ['', 'Total withdrawals and subtractions', '-$1,302.40'],
      ],
      {},
    );
  });
