import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(60, 40, 'Rijnbank', { size: 24, font: 'serif-bold', color: '#003b71' });
    p.text(60, 80, 'Rekeningafschrift', { size: 13 });
    const above = (x: number, label: string, value: string) =>
      p.text(x, 110, label, { size: 8 }).text(x, 122, value, { font: 'sans-bold', size: 9 });
    above(60, 'Rekeninghouder', 'Stichting Molen De Hoop');
    above(220, 'Rekeningnummer', 'NL39 RABO 0300 0652 64');
    above(370, 'Periode', '01-02-2025 t/m 28-02-2025');
    above(505, 'Volgnr.', '2');
    p.pairs(
      60,
      155,
      [
        ['Beginsaldo 01-02-2025', '€ 8.032,11'],
        ['Totaal af', '€ 1.310,60'],
        ['Totaal bij', '€ 745,00'],
        ['Eindsaldo 28-02-2025', '€ 7.466,51'],
      ],
      { end: 300, leading: 1.5 },
    );
    p.table(
      60,
      240,
      [
        ['Datum', 60],
        ['Naam / omschrijving', 275],
        ['Af', 70, 'right'],
        ['Bij', 70, 'right'],
      ],
      [
        ['03-02', 'Waternet termijn februari', '21,60', ''],
        ['10-02', 'Donatie familie Smit', '', '250,00'],
        ['14-02', 'Houtzagerij Nagel factuur 25-0031 eiken planken', '1.289,00', ''],
        ['24-02', 'Gemeente Zaanstad subsidie 1e kwartaal', '', '495,00'],
      ],
      { rules: 'rows' },
    );
    p.text(60, 790, 'Uw tegoed valt onder de Nederlandse depositogarantie tot € 100.000.', { size: 7 });
  });
