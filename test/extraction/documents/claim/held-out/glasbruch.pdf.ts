import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'Isar Allgemeine', { size: 16, font: 'sans-bold', color: '#7c2d12' }).text(
        545,
        44,
        'Schadenmeldung Kasko',
        { size: 13, align: 'right' },
      );
      p.boxes(
        50,
        80,
        [
          [
            ['Vertragsnummer', 'KF 7714-2208', 165],
            ['Schaden-Nr.', '25-KF-90117', 165],
            ['Amtliches Kennzeichen', 'M-HX 4408', 165],
          ],
          [
            ['Versicherte Person', 'Agnes Obermaier', 250],
            ['Telefon', '089 5550 1177', 245],
          ],
          [
            ['Tag des Schadens', '09.07.2025', 125],
            ['Uhrzeit', '16:40', 90],
            ['Ort des Schadens', 'A 8, Ausfahrt Holzkirchen', 280],
          ],
          [
            ['Reparaturkosten laut Werkstatt', '1.275,00 EUR', 165],
            ['Selbstbeteiligung', '150,00 EUR', 165],
            ['Gemeldet am', '10.07.2025', 165],
          ],
        ],
        { height: 34 },
      );
      p.text(50, 235, 'Schadenart:')
        .tick(130, 236, 'Brand', false)
        .tick(190, 236, 'Diebstahl', false)
        .tick(265, 236, 'Hagel/Sturm', true)
        .tick(350, 236, 'Zusammenstoß', false)
        .tick(440, 236, 'Sonstiges', false);
      p.text(50, 260, 'Polizei verständigt:')
        .tick(150, 261, 'Nein', true)
        .tick(200, 261, 'Ja, Tagebuchnummer', false)
        .rule(320, 271, 480);
      p.text(50, 290, 'Was ist passiert?', { font: 'sans-bold' });
      p.prose(
        50,
        306,
        490,
        'Schweres Gewitter mit Hagel, Körner bis vier Zentimeter. Frontscheibe gesprungen, Dellen auf Dach und Haube.',
      );
      p.text(50, 360, 'Auszahlung an: DE02 1203 0000 0000 2020 51');
    },
    { fontSize: 10 },
  );
