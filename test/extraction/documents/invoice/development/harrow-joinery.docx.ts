import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Harrow & Daughters Joinery**',
    'Unit 6, Station Yard, Ludlow SY8 2PL',
    '01584 555 0119 · office@harrowjoinery.example · VAT Reg. No. GB 823 4471 92',
    { heading: 'Invoice' },
    '**Invoice no.**\tHJ/1182',
    '**Date**\t3rd October 2025',
    '**Payment due**\t2nd November 2025',
    'To: Clun Valley Village Hall Committee, The Old School, Clun SY7 8JA',
    'Work at the village hall between 8 and 26 September 2025, as quoted on 14 July 2025:',
    {
      table: [
        ['Description', 'Quantity', 'Unit price', 'VAT', 'Net amount'],
        ['Oak entrance doors, pair, made and hung', '1', '£2,480.00', '20%', '£2,480.00'],
        ['Sash windows, repaired and draught-proofed', '7', '£315.00', '20%', '£2,205.00'],
        ['Ramp and handrail for disabled access (zero-rated)', '1', '£960.00', '0%', '£960.00'],
      ],
    },
    'Net total\t£5,645.00',
    'VAT\t£937.00',
    'Invoice total\t£6,582.00',
    'Less deposit received 1 August 2025\t£1,500.00',
    '**Now due\t£5,082.00**',
    'Please pay by bank transfer to Harrow & Daughters Joinery, sort code 20-48-11, account 70335512, quoting the invoice number.',
  ]);
