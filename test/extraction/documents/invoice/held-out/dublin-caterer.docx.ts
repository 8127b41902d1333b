import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Liffey Table Catering' },
    '14 Meath Street, Dublin 8 | hello@liffeytable.example | 01 555 0177 | VAT no. IE6388047V',
    '**INVOICE**',
    {
      table: [
        ['Invoice for', 'Number', 'Date', 'Payable by'],
        ['Grangegorman Arts Trust', 'LT-0619', '19 June 2025', '3 July 2025'],
      ],
    },
    'Event: summer exhibition opening, 14 June 2025, 85 guests',
    {
      table: [
        ['What', 'How many', 'Each (€)', 'Amount (€)'],
        ['Canapé menu B', '85', '16.50', '1,402.50'],
        ['Elderflower cordial, jug', '12', '9.00', '108.00'],
        ['Serving staff, hours', '18', '21.00', '378.00'],
        ['', '', 'Net', '1,888.50'],
        ['', '', 'VAT 13.5%', '254.95'],
        ['', '', 'To pay', '2,143.45'],
      ],
    },
    'Bank: IE29 AIBK 9311 5212 3456 78, BIC AIBKIE2D. Thank you for having us.',
  ]);
