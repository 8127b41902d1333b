import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'Kindertagesstätte Sonnenhügel', { size: 15, font: 'sans-bold' });
      p.text(50, 60, 'Anmeldebogen – bitte in Druckbuchstaben ausfüllen', { size: 9 });
      p.text(50, 90, '1  Angaben zum Kind', { font: 'sans-bold' });
      p.boxes(
        50,
        106,
        [
          [
            ['Familienname', 'Yildiz', 165],
            ['Vorname', 'Emre', 165],
            ['geboren am', '19.10.2022', 165],
          ],
          [
            ['Straße und Hausnummer', 'Amselweg 31', 250],
            ['Postleitzahl', '34131', 85],
            ['Wohnort', 'Kassel', 160],
          ],
        ],
        { height: 32, value: { font: 'mono', size: 11 } },
      );
      p.text(50, 182, 'Geschlecht')
        .tick(120, 183, 'weiblich', false)
        .tick(190, 183, 'männlich', true)
        .tick(265, 183, 'divers', false);
      p.text(50, 212, '2  Erziehungsberechtigte und Notfall', { font: 'sans-bold' });
      p.boxes(
        50,
        228,
        [
          [
            ['Telefonnummer', '0561 555 0139', 200],
            ['E-Mail-Adresse', 'familie.yildiz@example.de', 295],
          ],
          [
            ['Im Notfall zu verständigen', 'Hatice Demir (Großmutter)', 300],
            ['unter Telefonnummer', '0177 5550 214', 195],
          ],
        ],
        { height: 32, value: { font: 'mono', size: 11 } },
      );
      p.text(50, 306, '3  Betreuung', { font: 'sans-bold' });
      p.tick(60, 328, 'Halbtags bis 12.30 Uhr, 95,00 € im Monat', false);
      p.tick(60, 346, 'Zwei Drittel bis 14.30 Uhr, 140,00 € im Monat', true);
      p.tick(60, 364, 'Ganztags bis 16.30 Uhr, 190,00 € im Monat', false);
      p.text(50, 392, 'Aufnahme gewünscht zum')
        .text(185, 391, '01.08.2026', { font: 'mono' })
        .rule(182, 404, 270);
      p.tick(50, 425, 'Mit der Veröffentlichung von Fotos bin ich einverstanden.', false);
      p.tick(50, 443, 'Bitte senden Sie mir den Elternrundbrief (Newsletter) zu.', true);
      p.text(50, 500, 'Kassel, 15.01.2026').rule(50, 514, 200).text(50, 517, 'Ort, Datum', { size: 7 });
      p.text(300, 496, 'S. Yildiz', { font: 'serif-italic', size: 15 })
        .rule(295, 514, 460)
        .text(295, 517, 'Unterschrift', { size: 7 });
    },
    { fontSize: 10 },
  );
