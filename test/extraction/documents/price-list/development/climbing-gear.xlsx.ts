import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Ropes: [
      ['Cragside Wholesale', '', '', ''],
      ['Trade prices in GBP excluding VAT, valid from 1 October 2025', '', '', ''],
      ['', '', '', ''],
      ['SKU', 'Product name', 'Trade price', 'Qty on hand'],
      ['CR-9560', 'Single rope 9.5 mm, 60 m', 92.5, 14],
      ['CR-9580', 'Single rope 9.5 mm, 80 m', 121, 3],
      ['CR-8060', 'Half rope 8.0 mm, 60 m', 84.75, 22],
    ],
    Hardware: [
      ['SKU', 'Product name', 'Trade price', 'Qty on hand'],
      ['CH-QD12', 'Quickdraw 12 cm', 8.4, 260],
      ['CH-HMS', 'HMS screwgate carabiner', 6.95, 118],
      ['CH-BD1', 'Belay device, two slots', 13.2, ''],
    ],
  });
