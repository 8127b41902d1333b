import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Rietdekkersbedrijf Posthuma', { size: 16, font: 'serif-bold' });
      p.text(50, 66, 'Lytsewei 4 · 9041 BA Berltsum · 0518 555 027 · info@posthumariet.example', { size: 9 });
      p.lines(50, 110, ['Aan', 'VvE Zathehof', 't.a.v. het bestuur', 'Zathehof 1-12', '8911 CX Leeuwarden']);
      const meta = (y: number, label: string, value: string) =>
        p.text(350, y, label, { font: 'serif-italic' }).text(455, y, value);
      meta(110, 'Factuur', '2025-088');
      meta(125, 'Datum', '7 juli 2025');
      meta(140, 'Vervaldatum', '6 augustus 2025');
      meta(155, 'Uw kenmerk', 'dak blok B');
      meta(170, 'Debiteurnr.', '10442');
      p.text(50, 210, 'Betreft: onderhoud rieten kap, offerte van 2 mei 2025', { font: 'serif-bold' });
      const y = p.table(
        50,
        235,
        [
          ['Werkzaamheden', 260],
          ['Hoeveelheid', 75, 'right'],
          ['Tarief', 70, 'right'],
          ['Totaal', 85, 'right'],
        ],
        [
          ['Riet afborstelen en bijstoppen, m²', '140', '€ 11,50', '€ 1.610,00'],
          ['Nok vernieuwen, strekkende meter', '18', '€ 64,00', '€ 1.152,00'],
          ['Steiger huren, week', '2', '€ 245,00', '€ 490,00'],
        ],
        { rules: 'none', font: 'serif', headFont: 'serif-bold' },
      );
      p.rule(50, y + 5, 540);
      p.pairs(
        340,
        y + 14,
        [
          ['Totaal exclusief btw', '€ 3.252,00'],
          ['Btw 21%', '€ 682,92'],
          ['Te betalen', '€ 3.934,92'],
        ],
        { end: 537, leading: 1.6 },
      );
      p.prose(
        50,
        700,
        490,
        'Wij verzoeken u het bedrag binnen dertig dagen over te maken op NL91 ABNA 0417 1643 00 onder vermelding van het factuurnummer. Btw-nummer NL001234567B21, KvK 01088123.',
        { size: 9 },
      );
    },
    { font: 'serif', fontSize: 10.5 },
  );
