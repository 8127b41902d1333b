import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 45, 'Käsehof Unterallgäu', { size: 22, font: 'serif-bold', align: 'center' });
      p.text(298, 74, 'Preisliste für Wiederverkäufer, gültig ab 1. März 2025', {
        align: 'center',
        size: 12,
      });
      p.text(298, 92, 'Alle Preise in EUR zuzüglich der gesetzlichen Mehrwertsteuer', {
        align: 'center',
        size: 9,
      });
      const columns: [string, number, 'left' | 'right'][] = [
        ['Nr.', 50, 'left'],
        ['Sorte', 230, 'left'],
        ['Gebinde', 110, 'left'],
        ['Preis', 80, 'right'],
      ];
      p.text(62, 125, 'Hartkäse', { font: 'serif-bold', size: 12 });
      const y = p.table(
        62,
        142,
        columns,
        [
          ['101', 'Bergkäse, 6 Monate', 'Laib ca. 6 kg', '12,90'],
          ['102', 'Bergkäse, 12 Monate', 'Laib ca. 6 kg', '15,40'],
          ['110', 'Emmentaler', 'Viertel ca. 18 kg', '10,80'],
        ],
        { rules: 'none', font: 'serif', headFont: 'serif-italic' },
      );
      p.text(62, y + 14, 'Weichkäse und Butter', { font: 'serif-bold', size: 12 });
      p.table(
        62,
        y + 31,
        columns,
        [
          ['201', 'Rotschmierkäse', 'Karton 8 x 200 g', '19,20'],
          ['205', 'Camembert mit Pfeffer', 'Karton 6 x 250 g', '17,50'],
          ['310', 'Fassbutter', 'Rolle 250 g', '2,35'],
          ['311', 'Fassbutter, gesalzen', 'Rolle 250 g', 'auf Anfrage'],
        ],
        { rules: 'none', font: 'serif', headFont: 'serif-italic' },
      );
      p.text(
        298,
        760,
        'Käsehof Unterallgäu eG, Molkereiweg 3, 87719 Mindelheim, Bestellung bis Dienstag 12 Uhr unter 08261 555 040',
        { size: 8, align: 'center' },
      );
    },
    { font: 'serif', fontSize: 10.5 },
  );
