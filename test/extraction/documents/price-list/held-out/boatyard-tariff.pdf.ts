import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(0, 0, 595, 70, '#143d59').text(40, 25, 'Brazen Island Boatyard', {
        size: 22,
        color: '#ffffff',
        font: 'serif-bold',
      });
      p.text(40, 90, 'Chandlery price list, spring 2026', { size: 14, font: 'serif-bold' });
      p.text(
        40,
        110,
        'Valid 1 February 2026 to 31 May 2026. All prices in pounds sterling and include VAT at 20%.',
        { size: 9 },
      );
      p.table(
        40,
        140,
        [
          ['Product', 250],
          ['Sold by', 90],
          ['Order code', 85],
          ['Price', 85, 'right'],
        ],
        [
          ['Antifouling paint, red', '2.5 litre tin', 'AF-R25', '£89.95'],
          ['Antifouling paint, navy', '2.5 litre tin', 'AF-N25', '£89.95'],
          ['Hull cleaner', '1 litre', 'HC-1', '£14.50'],
          ['Three-strand mooring line, 14 mm, navy, spliced eye at one end', '10 m', 'ML-14', '£36.00'],
          ['Shackle, galvanised, 10 mm', 'each', 'SH-10G', '£3.25'],
          ['Zinc anode, pear', 'pair', 'ZA-P', '£22.40'],
          ['Fender, size 3, white', 'each', 'FE-3W', 'POA'],
        ],
        { zebra: '#eef3f7', rules: 'none', font: 'serif', headFont: 'serif-bold', size: 11 },
      );
    },
    { font: 'serif' },
  );
