import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Mietvertrag über Wohnraum' },
    {
      table: [
        ['Vermieter', 'Wohnungsgenossenschaft Elbtal eG, Kai 9, 01662 Meißen'],
        ['Mieter', 'Sofia Marquardt'],
      ],
    },
    { heading: '§ 1 Mieträume' },
    'Vermietet wird die Wohnung Dresdner Straße 71, 01662 Meißen, 3. Obergeschoss rechts, bestehend aus 3 Zimmern, Küche, Bad und Keller. Die Wohnfläche beträgt 72,5 m². Mitvermietet ist der Stellplatz Nr. 14.',
    { heading: '§ 2 Mietzeit' },
    'Das Mietverhältnis beginnt am 01.12.2025 und läuft auf unbestimmte Zeit. Die Kündigungsfrist beträgt 3 Monate.',
    { heading: '§ 3 Miete' },
    {
      table: [
        ['Grundmiete (monatlich)', '489,00 €'],
        ['Vorauszahlung Betriebskosten', '138,00 €'],
        ['Stellplatz', '25,00 €'],
        ['Gesamtmiete', '652,00 €'],
      ],
    },
    'Die Miete ist bis zum dritten Werktag eines Monats auf das Konto DE44 5001 0517 5407 3249 31 zu zahlen.',
    { heading: '§ 4 Kaution' },
    'Der Mieter leistet eine Kaution in Höhe von 1.467,00 €.',
    { heading: '§ 5 Tierhaltung' },
    'Die Haltung von Hunden und Katzen ist mit Zustimmung des Vermieters gestattet.',
    'Meißen, den 03.11.2025',
  ]);
