import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'brightflame', { size: 26, font: 'sans-bold', color: '#c2410c' });
      p.lines(50, 92, ['Mrs P Achterley', '6 Foundry Row', 'DARLINGTON', 'DL1 4QF']);
      p.text(360, 92, 'Your gas bill', { size: 18, font: 'sans-bold' });
      p.lines(360, 118, [
        'Account number: 8500 1177 204',
        'Bill date: 4 December 2025',
        'Bill number: BF-2219047',
        'Bill period: 2 Sep 2025 - 1 Dec 2025',
      ]);
      p.text(50, 190, 'What happened in this period', { size: 13, font: 'sans-bold', color: '#c2410c' });
      p.pairs(
        50,
        214,
        [
          ['Balance on your last bill', '£12.40 in credit'],
          ['Payments you made', '£141.00'],
          ['Gas used', '£151.83'],
          ['Standing charge (91 days at 31.43p)', '£28.60'],
          ['VAT at 5%', '£9.02'],
          ['Your new balance', '£36.05 in debit'],
        ],
        { end: 330, leading: 1.7 },
      );
      p.box(360, 205, 190, 105, '#fff7ed');
      p.lines(372, 215, ['Please pay', ''], { font: 'sans-bold' });
      p.text(372, 232, '£36.05', { size: 24, font: 'sans-bold' });
      p.text(372, 264, 'by 19 December 2025');
      p.text(372, 284, 'at brightflame.example/pay', { size: 8 });
      p.text(50, 345, 'How we worked out your gas use', { size: 13, font: 'sans-bold', color: '#c2410c' });
      p.table(
        50,
        366,
        [
          ['Meter serial no.', 100],
          ['2 Sep 2025', 80, 'right'],
          ['1 Dec 2025', 80, 'right'],
          ['Units (m³)', 70, 'right'],
          ['Calorific value', 80, 'right'],
          ['kWh', 80, 'right'],
        ],
        [['G4A 0071 8832', '7715 A', '7939 C', '224', '39.4', '2,507']],
        { rules: 'rows' },
      );
      p.text(
        50,
        412,
        'A = we read your meter   C = you gave us the reading   2,507 kWh at 6.056p = £151.83',
        {
          size: 8,
        },
      );
      p.text(50, 440, 'Meter Point Reference Number (MPRN): 7448 2201 09', { font: 'sans-bold' });
      p.prose(
        50,
        470,
        500,
        'From January we suggest that you pay £62.00 each month by Direct Debit: it is our estimate for the next 12 months. Smell gas? Call 0800 555 0199, day or night.',
      );
    },
    { fontSize: 10 },
  );
