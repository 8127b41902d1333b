import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 35, 'Cleeve Hill Brewery Ltd', { font: 'sans-bold', size: 14 }).text(
        380,
        38,
        'Delivery note',
        { align: 'right', size: 12 },
      );
      p.text(40, 54, 'Postlip Lane, Winchcombe GL54 5XX', { size: 8.5 });
      p.boxes(40, 72, [
        [
          ['Delivery note no.', 'CH/20771', 90],
          ['Date', '12/12/2025', 80],
          ['Your order no.', 'PO 118', 80],
          ['Van / driver', 'Dave P.', 90],
        ],
      ]);
      p.text(40, 112, 'Customer: The Plough Inn, Prestbury').text(40, 127, 'Casks and boxes: 7');
      p.table(
        40,
        150,
        [
          ['Product', 170],
          ['Gyle no.', 60],
          ['Ordered', 55, 'right'],
          ['Delivered', 55, 'right'],
        ],
        [
          ['Cloud Bitter 4.0%, firkin', 'G2511', '3', '3'],
          ['Winter Porter 5.2%, firkin', 'G2508', '2', '1'],
          ['Scarp Lager, 24 x 330 ml', 'G2499', '3', '3'],
        ],
        { rules: 'grid' },
      );
      p.text(40, 262, 'Received by:')
        .text(110, 258, 'Tom Airey', { font: 'serif-italic', size: 14 })
        .text(230, 262, 'Empties collected: 4');
    },
    { size: [420, 298], fontSize: 9.5 },
  );
