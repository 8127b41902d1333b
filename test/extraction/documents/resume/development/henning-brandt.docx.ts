import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Lebenslauf' },
    {
      table: [
        ['Name', 'Henning Brandt'],
        ['Geburtsdatum', '23.08.1985 in Rostock'],
        ['Anschrift', 'Kröpeliner Straße 40, 18055 Rostock'],
        ['Telefon', '0381 555 0172'],
        ['E-Mail', 'h.brandt@example.de'],
        ['Staatsangehörigkeit', 'deutsch'],
        ['Führerschein', 'Klasse B, C1E'],
      ],
    },
    { heading: 'Berufserfahrung' },
    {
      table: [
        ['Zeitraum', 'Tätigkeit', 'Arbeitgeber'],
        ['seit 05/2018', 'Werkstattleiter', 'Ostsee Bootsservice GmbH'],
        ['08/2010 – 04/2018', 'Bootsbauer', 'Werft Warnemünde KG'],
        ['09/2007 – 07/2010', 'Auszubildender Bootsbauer', 'Werft Warnemünde KG'],
      ],
    },
    { heading: 'Kenntnisse' },
    '**EDV:** MS Office, SolidWorks',
    '**Sprachen:** Deutsch (Muttersprache), Englisch (gut), Dänisch (Grundkenntnisse)',
    'Rostock, den 12.01.2026',
  ]);
