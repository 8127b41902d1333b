import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'ORDER', { size: 24, font: 'sans-bold', color: '#444444' });
      p.text(50, 78, 'Kielder Observatory Trust, Black Fell, Kielder NE48 1XX');
      p.box(380, 40, 175, 66);
      p.pairs(
        390,
        48,
        [
          ['Order no.', 'KOT-0455'],
          ['Date', '21 Jan 2026'],
          ['Needed by', '20 Feb 2026'],
          ['Raised by', 'Joe Hindmarsh'],
        ],
        { to: 460, size: 9 },
      );
      p.text(50, 125, 'To: Polaris Optics Ltd, 3 Science Park, Durham DH1 5XX');
      p.text(
        50,
        143,
        'Payment: 30 days from invoice    Delivery: carriage paid to site    Contact: joe@kielderobs.example',
      );
      p.table(
        50,
        175,
        [
          ['Qty', 45, 'right'],
          ['Unit', 45],
          ['Cat. no.', 80],
          ['Item', 190],
          ['Price GBP', 70, 'right'],
          ['Total GBP', 75, 'right'],
        ],
        [
          ['2', 'pc', 'EP-25W', 'Wide eyepiece 25 mm, 2 inch', '189.00', '378.00'],
          ['1', 'pc', 'FL-OIII', 'Oxygen III filter', '142.50', '142.50'],
          ['6', 'box', 'LR-RED', 'Red lamp cells, box of 10', '11.75', '70.50'],
        ],
        { rules: 'grid', headFill: '#eeeeee' },
      );
      p.text(450, 290, 'Order value').text(552, 290, '591.00', { align: 'right', font: 'sans-bold' });
    },
    { fontSize: 10 },
  );
