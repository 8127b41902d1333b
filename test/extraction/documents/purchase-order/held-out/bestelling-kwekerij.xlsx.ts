import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Bestelling: [
      ['INKOOPORDER', 'IO-25-0771', '', '', '', ''],
      ['Besteldatum', '02-04-2025', '', 'Leverdatum', '11-04-2025', ''],
      ['Besteller', 'Kwekerij Zonneveld B.V.', '', 'Leverancier', 'Potgrond Westland B.V.', ''],
      ['Inkoper', 'Wim Hoek', '', 'Leveranciersnr.', '40117', ''],
      ['Betaling', '30 dagen netto', '', 'Valuta', 'EUR', ''],
      ['', '', '', '', '', ''],
      ['Artikelnr.', 'Omschrijving', 'Aantal', 'Eenheid', 'Prijs', 'Bedrag'],
      ['PG-70', 'Potgrond 70 liter', 180, 'zak', 6.35, 1143],
      ['KP-13', 'Kweekpot 13 cm, zwart', 5000, 'stuk', 0.07, 350],
      ['ST-09', 'Steeketiket 9 cm', 5000, 'stuk', 0.015, 75],
      ['', '', '', '', 'Totaal', 1568],
    ],
  });
