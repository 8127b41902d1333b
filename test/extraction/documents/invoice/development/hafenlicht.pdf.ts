import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(545, 45, 'Hafenlicht Elektrotechnik GmbH', { font: 'sans-bold', size: 14, align: 'right' });
    p.text(60, 130, 'Hafenlicht Elektrotechnik GmbH · Speicherstraße 18 · 28195 Bremen', { size: 7 });
    p.lines(60, 145, ['Bäckerei Lüders & Söhne OHG', 'Frau Anke Lüders', 'Am Deich 7', '27568 Bremerhaven'], {
      size: 11,
    });
    p.pairs(
      360,
      145,
      [
        ['Rechnungsnummer:', 'RE-2025-0317'],
        ['Rechnungsdatum:', '07.04.2025'],
        ['Leistungsdatum:', '31.03.2025'],
        ['Kundennummer:', '20488'],
        ['Ihre Bestellung:', '4500-117'],
      ],
      { to: 460 },
    );
    p.text(60, 250, 'Rechnung', { font: 'sans-bold', size: 16 });
    p.prose(
      60,
      278,
      480,
      'Sehr geehrte Frau Lüders,\n\nfür die ausgeführten Arbeiten in Ihrer Filiale Hafenstraße berechnen wir wie folgt:',
    );
    const y = p.table(
      60,
      325,
      [
        ['Pos.', 32],
        ['Bezeichnung', 210],
        ['Menge', 50, 'right'],
        ['Einheit', 48],
        ['Einzelpreis', 70, 'right'],
        ['Gesamt', 75, 'right'],
      ],
      [
        [
          '1',
          'LED-Deckenleuchte 36 W, neutralweiß, inkl. Montagezubehör und Entsorgung der Altleuchte',
          '8',
          'Stk.',
          '89,90',
          '719,20',
        ],
        ['2', 'Mantelleitung NYM-J 3x1,5', '45', 'm', '1,85', '83,25'],
        ['3', 'Arbeitszeit Elektromonteur', '6,5', 'Std.', '62,00', '403,00'],
        ['4', 'Anfahrt pauschal', '1', 'psch.', '48,00', '48,00'],
      ],
      { rules: 'grid', size: 9.5 },
    );
    p.pairs(
      330,
      y + 12,
      [
        ['Nettobetrag', '1.253,45 €'],
        ['zzgl. 19 % MwSt.', '238,16 €'],
        ['Rechnungsbetrag', '1.491,61 €'],
      ],
      { end: 545, leading: 1.6 },
    );
    p.prose(
      60,
      y + 85,
      480,
      'Bitte überweisen Sie den Rechnungsbetrag bis zum 21.04.2025 ohne Abzug auf das unten genannte Konto.',
    );
    p.rule(60, 770, 545);
    p.lines(
      60,
      776,
      ['Hafenlicht Elektrotechnik GmbH', 'Speicherstraße 18, 28195 Bremen', 'Tel. 0421 5550-180'],
      { size: 7.5 },
    );
    p.lines(235, 776, ['Sparkasse Bremen', 'IBAN DE02 1203 0000 0000 2020 51', 'BIC BYLADEM1001'], {
      size: 7.5,
    });
    p.lines(410, 776, ['USt-IdNr. DE136695976', 'HRB 28114, Amtsgericht Bremen', 'info@hafenlicht.example'], {
      size: 7.5,
    });
  });
