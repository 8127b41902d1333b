import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 48, 'aare gartenbau ag', { size: 19, font: 'serif-italic', color: '#2c6e2f' });
      p.lines(60, 74, ['Uferweg 33, 3013 Bern', '031 555 01 90, buero@aaregarten.example'], { size: 8.5 });
      p.lines(350, 120, ['Stiftung Wohnen im Alter', 'Frau B. Nydegger', 'Rosenweg 5', '3098 Köniz'], {
        size: 11,
      });
      p.text(60, 205, 'Bern, 31. Oktober 2025');
      p.text(60, 240, 'Rechnung Nr. 25-1140 / Herbstschnitt Parkanlage', { size: 13, font: 'serif-bold' });
      p.prose(
        60,
        265,
        480,
        'Sehr geehrte Frau Nydegger\n\nWir danken für Ihren Auftrag und erlauben uns, Ihnen folgende Leistungen zu verrechnen:',
      );
      const y = p.table(
        60,
        320,
        [
          ['Leistung', 240],
          ['Anzahl', 60, 'right'],
          ['', 40],
          ['Ansatz', 65, 'right'],
          ['CHF', 75, 'right'],
        ],
        [
          ['Hecken schneiden, zwei Mann', '14.5', 'h', '92.00', "1'334.00"],
          ['Rasen vertikutieren und nachsäen', '860', 'm²', '1.35', "1'161.00"],
          ['Abfuhr Grüngut', '3', 'm³', '58.00', '174.00'],
          ['Kleinmaterial', '', '', '', '45.50'],
        ],
        { rules: 'head', font: 'serif', headFont: 'serif-bold' },
      );
      p.pairs(
        300,
        y + 10,
        [
          ['Zwischentotal', "2'714.50"],
          ['MWST 8.1 %', '219.87'],
          ['Rundung', '-0.02'],
          ['Total CHF', "2'934.35"],
        ],
        { end: 537, leading: 1.6 },
      );
      p.text(60, y + 110, 'Zahlbar innert 30 Tagen rein netto. MWST-Nr. CHE-112.387.552 MWST');
      p.rule(0, 640, 595, 640, 0.4);
      p.text(60, 655, 'Zahlteil', { font: 'sans-bold', size: 11 });
      p.lines(
        200,
        655,
        ['Konto / Zahlbar an', 'CH93 0076 2011 6238 5295 7', 'Aare Gartenbau AG', 'Uferweg 33', '3013 Bern'],
        { font: 'sans', size: 8 },
      );
      p.lines(200, 725, ['Referenz', '21 00000 00003 13947 14300 09017'], { font: 'sans', size: 8 });
      p.lines(60, 680, ['Währung   Betrag', 'CHF         2 934.35'], { font: 'sans', size: 8 });
      p.lines(400, 655, ['Zahlbar durch', 'Stiftung Wohnen im Alter', 'Rosenweg 5', '3098 Köniz'], {
        font: 'sans',
        size: 8,
      });
    },
    { font: 'serif', fontSize: 10.5 },
  );
