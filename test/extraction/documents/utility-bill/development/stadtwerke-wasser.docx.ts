import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Stadtwerke Lauenfels**',
    'Am Wasserturm 1, 98123 Lauenfels',
    'Frau Gerda Heinze, Obere Gasse 14, 98123 Lauenfels',
    { heading: 'Jahresabrechnung Trinkwasser und Abwasser 2025' },
    {
      table: [
        ['Kundennummer', '100 4471', 'Rechnungsnummer', 'VR-2025-20981'],
        ['Zählernummer', '7WA-331902', 'Rechnungsdatum', '14.01.2026'],
        ['Abrechnungszeitraum', '01.01.2025 – 31.12.2025', 'Verbrauchsstelle', 'Obere Gasse 14'],
      ],
    },
    {
      table: [
        ['Zählerstand alt', 'Zählerstand neu', 'Verbrauch m³'],
        ['412', '498', '86'],
      ],
    },
    {
      table: [
        ['Position', 'Menge', 'Preis', 'Betrag'],
        ['Trinkwasser', '86 m³', '2,10 €', '180,60 €'],
        ['Grundpreis Wasser', '12 Monate', '6,50 €', '78,00 €'],
        ['Umsatzsteuer 7 %', '', '', '18,10 €'],
        ['Abwasser', '86 m³', '3,05 €', '262,30 €'],
        ['Gesamtkosten', '', '', '539,00 €'],
        ['abzüglich geleisteter Abschläge', '', '', '-480,00 €'],
        ['Nachzahlung', '', '', '59,00 €'],
      ],
    },
    'Die Nachzahlung buchen wir am 02.02.2026 von Ihrem Konto ab. Ihr neuer monatlicher Abschlag beträgt 45,00 €, erstmals fällig am 15.02.2026.',
  ]);
