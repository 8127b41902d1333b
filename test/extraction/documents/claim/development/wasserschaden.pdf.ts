import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 40, 'Nordsee Versicherung a. G.', { font: 'sans-bold', size: 13 });
    p.text(50, 62, 'Schadenanzeige zur Wohngebäudeversicherung', { size: 15 });
    p.text(50, 84, 'Bitte vollständig ausfüllen und innerhalb einer Woche zurücksenden.', { size: 8 });
    const label = { font: 'sans-bold', size: 9 } as const;
    p.pairs(
      50,
      115,
      [
        ['Versicherungsschein-Nr.', 'WG 55.104.771-8'],
        ['Schadennummer (falls bekannt)', ''],
        ['Versicherungsnehmer', 'Ulrike Petersen'],
        ['Anschrift', 'Mühlenstieg 4, 25840 Friedrichstadt'],
        ['Schadentag', '17.01.2025'],
        ['Uhrzeit', 'gegen 06:30 Uhr'],
        ['Schadenort', 'Mühlenstieg 4, Keller und Flur im Erdgeschoss'],
      ],
      { to: 240, leading: 2.1, label },
    );
    for (let i = 0; i < 7; i++) p.rule(238, 128 + i * 21, 545, 128 + i * 21, 0.3);
    p.text(50, 280, 'Ursache des Schadens', label);
    p.tick(50, 300, 'Feuer', false)
      .tick(130, 300, 'Leitungswasser', true)
      .tick(240, 300, 'Sturm / Hagel', false);
    p.tick(340, 300, 'Einbruchdiebstahl', false).tick(460, 300, 'Sonstiges', false);
    p.text(50, 330, 'Schilderung', label);
    p.prose(
      50,
      346,
      495,
      'In der Nacht ist an der Verschraubung der Waschmaschine ein Eckventil gebrochen. Das Wasser stand am Morgen etwa vier Zentimeter hoch. Der Installateur kam am 18.01.2025 und hat das Ventil ersetzt.',
    );
    p.text(50, 410, 'Voraussichtliche Schadenhöhe', label).text(240, 410, 'ca. 3.800 EUR');
    p.text(50, 432, 'Vereinbarte Selbstbeteiligung', label).text(240, 432, '250 EUR');
    p.text(50, 454, 'Wurde die Polizei informiert?', label)
      .tick(240, 455, 'ja', false)
      .tick(290, 455, 'nein', true);
    p.text(50, 476, 'Aktenzeichen der Polizei', label).rule(238, 488, 545, 488, 0.3);
    p.text(50, 498, 'Entschädigung bitte auf IBAN', label).text(240, 498, 'DE75 5121 0800 1245 1261 99');
    p.text(50, 560, 'Friedrichstadt, den 20.01.2025').text(330, 558, 'U. Petersen', {
      font: 'serif-italic',
      size: 14,
    });
    p.rule(50, 575, 200).rule(325, 575, 500);
    p.text(50, 578, 'Ort, Datum', { size: 7 }).text(325, 578, 'Unterschrift', { size: 7 });
  });
