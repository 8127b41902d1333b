import { pdf } from '../../../render/paper';
import { photo } from '../../../render/photo';

export default () =>
  photo(
    pdf(
      p => {
        p.text(110, 18, 'BUURTSUPER DE HOEK', { size: 13, font: 'mono-bold', align: 'center' });
        p.lines(110, 38, ['Kerkstraat 2', '1234 AB Weesp', '0294-555012'], { align: 'center' });
        const y = p.pairs(
          16,
          92,
          [
            ['OMSCHRIJVING', 'BEDRAG'],
            ['HALFVOLLE MELK', '1,29'],
            ['YOGHURT NATUREL', '1,78'],
            ['  2 X 0,89', ''],
            ['BRUIN BROOD HEEL', '2,49'],
            ['KIPFILET 412 G', '5,35'],
            ['STATIEGELD', '0,25'],
            ['BONUS KIPFILET', '-1,00'],
          ],
          { end: 204, leading: 1.45 },
        );
        p.rule(16, y + 2, 204);
        p.pairs(
          16,
          y + 8,
          [
            ['SUBTOTAAL', '10,16'],
            ['TOTAAL', '10,16'],
            ['PIN', '10,16'],
          ],
          { end: 204, leading: 1.5 },
        );
        p.text(16, y + 60, 'BTW 9%  OVER 9,09   0,82');
        p.text(16, y + 82, '18-10-2025  12:06  KASSA 2  BON 5567');
        p.text(110, y + 108, 'TOT ZIENS!', { align: 'center' });
      },
      { font: 'mono-bold', fontSize: 9, size: [220, 350] },
    ),
    { degrees: 0.6, seed: 18, specks: 60 },
  );
