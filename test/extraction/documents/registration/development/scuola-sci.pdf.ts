import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(297, 30, 'SCI CLUB MONTE ROTONDO A.S.D.', { size: 14, font: 'sans-bold', align: 'center' });
      p.text(297, 50, 'DOMANDA DI ISCRIZIONE – STAGIONE 2025/2026', { align: 'center', font: 'sans-bold' });
      p.text(40, 78, 'Il/La sottoscritto/a');
      p.table(
        40,
        94,
        [
          ['', 150],
          ['', 365],
        ],
        [
          ['COGNOME', 'GHIRARDI'],
          ['NOME', 'Davide'],
          ['NATO/A IL', '08.12.2001'],
          ['SESSO', 'M'],
          ['RESIDENTE IN (via e n.)', 'Via Monte Rosa 23'],
          ['CAP E COMUNE', '23100 Sondrio (SO)'],
          ['CELLULARE', '347 555 0128'],
          ['E-MAIL', 'd.ghirardi@example.it'],
        ],
        { rules: 'grid', pad: 3.5 },
      );
      p.text(40, 258, 'chiede di essere iscritto/a al seguente corso:');
      p.table(
        40,
        276,
        [
          ['Scelta', 45, 'center'],
          ['Corso', 220],
          ['Inizio', 90],
          ['Quota', 80, 'right'],
        ],
        [
          ['', 'Sci alpino – principianti', '10/01/2026', '€ 190,00'],
          ['', 'Sci alpino – avanzati', '10/01/2026', '€ 210,00'],
          ['X', 'Scialpinismo SA1', '17/01/2026', '€ 260,00'],
        ],
        { rules: 'grid' },
      );
      p.text(40, 372, 'In caso di emergenza avvisare: Paola Ghirardi (madre), tel. 0342 555 077');
      p.text(40, 400, 'Consenso alla pubblicazione di foto e video sui canali del club:')
        .tick(330, 400, 'do il consenso', false)
        .tick(430, 400, 'nego il consenso', true);
      p.text(40, 420, 'Invio della newsletter:').tick(330, 420, 'sì', true).tick(430, 420, 'no', false);
      p.text(40, 460, 'Luogo e data').text(110, 456, 'Sondrio, 28/11/2025', {
        font: 'serif-italic',
        size: 13,
      });
      p.rule(105, 472, 270);
      p.text(310, 460, 'Firma').text(345, 456, 'Davide Ghirardi', { font: 'serif-italic', size: 13 });
      p.text(
        40,
        500,
        'Da restituire entro il 15 dicembre 2025. Informativa privacy ai sensi del Reg. UE 2016/679 sul retro.',
        { size: 7.5 },
      );
    },
    { fontSize: 9.5 },
  );
