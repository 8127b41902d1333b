import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 45, 'EnerCoast', { size: 22, font: 'sans-bold', color: '#1d7a46' });
    p.text(545, 50, 'Your electricity bill', { size: 14, align: 'right' });
    p.lines(50, 110, ['Mr Alan Petrie', '3 Harbour View', 'Oban PA34 4XX']);
    p.pairs(
      340,
      95,
      [
        ['Account number', '8812 0047 31'],
        ['Bill number', 'E-0091772'],
        ['Bill date', '2 December 2025'],
        ['Bill period', '1 Sep 2025 – 30 Nov 2025'],
      ],
      { end: 545 },
    );
    p.box(50, 185, 495, 60, '#e6f3ea');
    p.text(62, 197, 'Please pay', { size: 11 }).text(62, 214, '£214.62', { size: 20, font: 'sans-bold' });
    p.text(250, 197, 'by').text(250, 214, '19 December 2025', { size: 14, font: 'sans-bold' });
    p.text(50, 270, 'How we worked it out', { font: 'sans-bold', size: 12 });
    p.pairs(
      50,
      292,
      [
        ['Balance from your last bill', '£188.20'],
        ['You paid on 15 September 2025, thank you', '-£188.20'],
        ['Electricity used: 702 kWh at 24.86p', '£174.52'],
        ['Standing charge: 91 days at 32.84p', '£29.88'],
        ['VAT at 5%', '£10.22'],
        ['Total', '£214.62'],
      ],
      { end: 545, leading: 1.7 },
    );
    p.text(50, 415, 'Your meter readings', { font: 'sans-bold', size: 12 });
    p.table(
      50,
      435,
      [
        ['Meter', 100],
        ['Previous (1 Sep)', 110, 'right'],
        ['Latest (30 Nov)', 110, 'right'],
        ['Units used (kWh)', 110, 'right'],
      ],
      [['L77A 10293', '18455 (actual)', '19157 (estimated)', '702']],
      {},
    );
    p.text(50, 500, 'Supply number (MPAN): 18 0012 3456 789');
  });
