import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 34, 'Vesterhav Forsikring', { size: 14, font: 'serif-bold' });
      p.text(555, 36, 'SKADEANMELDELSE – BRAND, VAND, STORM', { align: 'right', font: 'sans-bold' });
      p.boxes(
        40,
        66,
        [
          [
            ['Policenummer', '6620-418 337', 175],
            ['Skadenummer (udfyldes af selskabet)', '', 170],
            ['Anmeldt den', '02.02.2026', 170],
          ],
          [
            ['Forsikringstagerens navn', 'Birthe Møllegaard', 345],
            ['Telefon', '97 55 01 23', 170],
          ],
          [
            ['Skadedato', '31.01.2026', 115],
            ['Klokken', '18.15', 60],
            ['Skadested', 'Fyrvej 22, 7680 Thyborøn', 340],
          ],
        ],
        { height: 32, value: { font: 'mono', size: 10 } },
      );
      p.text(40, 176, 'Skadens årsag (sæt kryds)', { font: 'sans-bold' });
      p.tick(40, 194, 'Brand', true).tick(120, 194, 'Vand', false).tick(200, 194, 'Storm', false);
      p.tick(280, 194, 'Tyveri', false).tick(360, 194, 'Andet', false);
      p.text(40, 220, 'Hvad skete der?', { font: 'sans-bold' });
      p.prose(
        40,
        236,
        515,
        'Gnister fra brændeovnen antændte tæppet foran ovnen. Ilden blev slukket med pulverslukker, men tæppe, gulv og en lænestol er brændt, og der er sod i hele stuen.',
        { font: 'mono', size: 9.5 },
      );
      p.boxes(
        40,
        290,
        [
          [
            ['Anslået skadebeløb kr.', '38.500', 175],
            ['Selvrisiko kr.', '2.750', 170],
            ['Konto til udbetaling (IBAN)', 'DK50 0040 0440 1162 43', 170],
          ],
        ],
        { height: 32, value: { font: 'mono', size: 10 } },
      );
      p.text(40, 336, 'Er politiet underrettet?').tick(170, 336, 'Ja', false).tick(210, 336, 'Nej', true);
      p.text(260, 336, 'Politiets journalnr. ...............................');
      p.text(
        40,
        356,
        'Har andre ansvaret for skaden? Navn og selskab: ...................................................',
      );
      p.text(40, 396, 'Underskrift').text(110, 392, 'Birthe Møllegaard', { font: 'serif-italic', size: 14 });
    },
    { fontSize: 9 },
  );
