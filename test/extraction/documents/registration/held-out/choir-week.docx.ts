import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Ambleside Choir Week 2026 – booking form' },
    'Please return to the secretary by 30 April 2026.',
    {
      table: [
        ['Given name', 'Rosalind', 'Family name', 'Achebe'],
        ['Born on', '6 Dec 1958', 'Sex', 'F'],
        ['Address', '41 Kirk Wynd', 'Town', 'Kirkcaldy'],
        ['Postcode', 'KY1 1XX', 'Country', 'Scotland'],
        ['Phone', '01592 555 0129', 'Email', 'rosalind.achebe@example.scot'],
        ['In an emergency call', 'Femi Achebe', 'on', '07700 900377'],
      ],
    },
    'Ticket: full board, shared room',
    'Arriving: 8 August 2026',
    'Price: £485.00, of which £100.00 is payable now',
    'Keep me informed by the newsletter:  Yes [x]   No [ ]',
    'Photographs of me may be used in publicity:  Yes [ ]   No [x]',
    'Signature: R. Achebe                    Date: 2 March 2026',
  ]);
