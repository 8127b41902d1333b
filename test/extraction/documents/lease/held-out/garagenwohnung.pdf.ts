import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 55, 'Mietvertrag', { size: 17, font: 'serif-bold' });
      let y = 90;
      const say = (text: string) => {
        y = p.prose(60, y, 475, text) + 8;
      };
      say(
        'zwischen Herrn Gerold Aumann, Talweg 9, 79104 Freiburg (Vermieter) und Frau Lin Hagedorn (Mieterin).',
      );
      say(
        '1. Mietsache: Wohnung im Erdgeschoss des Hauses Sternwaldstraße 22, 79102 Freiburg, 2 Zimmer, Küche, Bad, zusammen 48 m². Ein Stellplatz gehört nicht dazu.',
      );
      say(
        '2. Mietbeginn ist der 01.02.2026. Der Vertrag wird auf unbestimmte Zeit geschlossen; die Mieterin kann mit einer Frist von 3 Monaten kündigen.',
      );
      say(
        '3. Die monatliche Kaltmiete beträgt 620,00 EUR, die Nebenkostenvorauszahlung 110,00 EUR. Zahlbar bis zum 3. eines Monats auf DE91 1000 0000 0123 4567 89.',
      );
      say('4. Mietsicherheit: 1.860,00 EUR in drei gleichen Raten.');
      say('5. Das Halten von Hunden ist nicht erlaubt, Kleintiere sind gestattet.');
      say('Freiburg, 7. Januar 2026');
    },
    { font: 'serif', fontSize: 11 },
  );
