import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'FENLAND MUTUAL', { size: 15, font: 'sans-bold' }).text(50, 64, 'Household claim form', {
        size: 11,
      });
      p.table(
        50,
        95,
        [
          ['Policy', 110],
          ['Claim ref.', 110],
          ['Insured', 160],
          ['Notified', 115],
        ],
        [['FM/HH/300418', 'C-77120', 'Mrs Joan Tebbutt', '9 Feb 2026']],
        { rules: 'grid' },
      );
      p.pairs(
        50,
        160,
        [
          ['When did it happen?', '7 February 2026, about 5.40 am'],
          ['Where did it happen?', '18 Drove Road, March PE15 8XX'],
          ['What caused it?', 'Water from a burst pipe in the loft'],
          ['Were the police told?', 'No'],
          ['What will it cost to put right?', '£2,900 (builder\u2019s estimate)'],
          ['Policy excess', '£100'],
          ['Anyone else at fault?', 'No'],
        ],
        { to: 240, leading: 1.9, label: { font: 'sans-bold' } },
      );
      p.prose(
        50,
        320,
        490,
        'I found water coming through the kitchen ceiling when I got up. My neighbour turned it off at the street. Damp carpets were lifted on 8 February.',
      );
      p.text(50, 390, 'J. Tebbutt', { font: 'serif-italic', size: 15 }).rule(50, 408, 200);
    },
    { fontSize: 10 },
  );
