import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 55, 'CONTRATTO DI LOCAZIONE', { size: 14, font: 'serif-bold', align: 'center' });
      let y = 90;
      const say = (text: string) => {
        y = p.prose(65, y, 465, text) + 8;
      };
      say(
        'Tra la signora Ornella Giusti (locatrice) e il signor Pavel Hron (conduttore) si conviene quanto segue.',
      );
      say(
        '1. La locatrice concede in locazione l\u2019appartamento posto in Lucca, Via Fillungo 77, di 3 vani e della superficie di 70 mq.',
      );
      say(
        '2. La locazione ha inizio il 1° ottobre 2025 e scade il 30 settembre 2029. Il conduttore può recedere con un preavviso di 6 mesi.',
      );
      say('3. Il canone è di € 710,00 al mese, da versare sul conto IT60 X054 2811 1010 0000 0123 456.');
      say('4. A garanzia il conduttore versa un deposito di € 1.420,00.');
      say('5. Nell\u2019appartamento non possono essere tenuti animali.');
      say('Lucca, 15 settembre 2025');
    },
    { font: 'serif', fontSize: 11.5 },
  );
