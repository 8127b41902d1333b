import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Order: [
      ['Hollin Primary School', '', '', '', ''],
      ['Purchase order', 'HPS-0092', '', '', ''],
      ['Date', '2025-10-14', '', '', ''],
      ['Supplier', 'Lantern Books Ltd', '', '', ''],
      ['Contact', 'Mrs J Pryor', '', '', ''],
      ['Required by', '2025-11-03', '', '', ''],
      ['', '', '', '', ''],
      ['ISBN', 'Title', 'Copies', 'Price each (GBP)', 'Cost'],
      ['9780000001016', 'Rivers of the North', 6, 7.99, 47.94],
      ['9780000002020', 'How Bridges Stand Up', 4, 12.5, 50],
      ['9780000003034', 'The Night Ferry', 15, 6.99, 104.85],
      ['9780000004048', 'A First Book of Weather', 8, 8.25, 66],
      ['', '', '', '', ''],
      ['', 'Total', 33, '', 268.79],
    ],
  });
