import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Drukkerij aan de Maas B.V.**',
    'Maasboulevard 210, 5911 JT Venlo, telefoon 077 555 0140, administratie@drukkerijmaas.example',
    'Muziekvereniging Concordia, p/a Kerkplein 6, 5961 GC Horst',
    {
      table: [
        ['FACTUUR', '25.1107'],
        ['Factuurdatum', '3 december 2025'],
        ['Uiterste betaaldatum', '17 december 2025'],
        ['Uw bestelling', 'per e-mail van 18 november'],
      ],
    },
    {
      table: [
        ['Aantal', 'Omschrijving', 'Stukprijs', 'Bedrag'],
        ['500', 'Programmaboekje kerstconcert, 16 pagina\u2019s', '€ 0,94', '€ 470,00'],
        ['120', 'Affiche A2, full colour', '€ 2,30', '€ 276,00'],
        ['1', 'Opmaak en correcties', '€ 85,00', '€ 85,00'],
      ],
    },
    'Subtotaal: € 831,00',
    '9% btw: € 74,79',
    'Totaalbedrag: € 905,79',
    'Graag betalen op NL20 INGB 0001 2345 67 (BIC INGBNL2A). Btw-nr. NL803214567B01.',
  ]);
