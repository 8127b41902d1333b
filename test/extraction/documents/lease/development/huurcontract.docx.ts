import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Huurovereenkomst woonruimte' },
    'Verhuurder: Woonstichting Zeeland, Markt 4, 4331 LJ Middelburg',
    'Huurder: Ruben de Klerk',
    '**Artikel 1. Het gehuurde**',
    'Adres: Vlasmarkt 19 B, 4331 PC Middelburg. Het gehuurde heeft een oppervlakte van 61 m² en telt 3 kamers. Bij het gehuurde hoort geen parkeerplaats.',
    '**Artikel 2. Duur**',
    'De huur gaat in op 1 mei 2025 en geldt voor onbepaalde tijd. De opzegtermijn voor de huurder bedraagt 1 maand.',
    '**Artikel 3. Betaling**',
    {
      table: [
        ['Kale huur per maand', '€ 742,50'],
        ['Servicekosten per maand', '€ 38,00'],
        ['Waarborgsom', '€ 1.485,00'],
        ['Rekeningnummer', 'NL02 ABNA 0123 4567 89'],
      ],
    },
    '**Artikel 4. Huisdieren**',
    'Het houden van huisdieren is niet toegestaan.',
    'Aldus overeengekomen en getekend te Middelburg op 8 april 2025',
  ]);
