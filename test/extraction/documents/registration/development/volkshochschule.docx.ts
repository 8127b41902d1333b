import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Anmeldung zum Kurs' },
    'Volkshochschule Fläming, Bahnhofstraße 20, 14823 Niemegk · Telefon 033843 555-0 · info@vhs-flaeming.example',
    {
      table: [
        ['Name, Vorname', 'Zielinski, Barbara'],
        ['Straße, Hausnummer', 'Feldweg 9'],
        ['PLZ / Ort', '14806 Bad Belzig'],
        ['Geburtsdatum', '02.06.1961'],
        ['Geschlecht', '☒ weiblich  ☐ männlich  ☐ divers'],
        ['E-Mail', 'b.zielinski@example.de'],
        ['Telefon (tagsüber)', '033841 555 120'],
        ['Kurs', 'K25-4410 Aquarellmalerei für Anfänger'],
        ['Kursbeginn', '18.09.2025'],
        ['Kursgebühr', '84,00 €'],
      ],
    },
    '☒ Ich möchte den Newsletter der Volkshochschule erhalten.',
    '☐ Ich bin damit einverstanden, dass Fotos aus dem Kurs veröffentlicht werden.',
    'Die Anmeldung ist verbindlich. Abmeldungen sind bis 10.09.2025 kostenfrei.',
    'Datum: 01.08.2025    Unterschrift: B. Zielinski',
  ]);
