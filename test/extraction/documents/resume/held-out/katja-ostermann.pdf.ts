import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 50, 'Katja Ostermann', { size: 20 });
      p.text(60, 76, 'Buchbinderin', { color: '#666666' });
      p.lines(400, 50, ['Lange Reihe 14', '20099 Hamburg', '040 5550 1133', 'katja.ostermann@example.de'], {
        size: 9,
      });
      p.text(60, 120, 'PERSÖNLICHES', { font: 'sans-bold' });
      p.text(60, 137, 'geboren am 09.05.1994 in Lübeck, Staatsangehörigkeit: deutsch');
      p.text(60, 167, 'BERUF', { font: 'sans-bold' });
      p.pairs(
        60,
        184,
        [
          ['07/2021 – heute', 'Buchbinderin, Werkstatt Alsterpapier'],
          ['09/2017 – 06/2021', 'Gesellin, Buchbinderei Friedrichs'],
          ['08/2014 – 08/2017', 'Auszubildende, Staatsarchiv Schwerin'],
        ],
        { to: 190, leading: 1.6 },
      );
      p.text(60, 255, 'FÄHIGKEITEN', { font: 'sans-bold' });
      p.lines(60, 272, ['– Handeinband', '– Papierrestaurierung', '– Prägedruck']);
      p.text(60, 335, 'SPRACHEN', { font: 'sans-bold' });
      p.lines(60, 352, ['Deutsch – Muttersprache', 'Englisch – fließend', 'Schwedisch – Grundkenntnisse']);
    },
    { fontSize: 10 },
  );
