import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Zakład Mięsny Podlasie Sp. z o.o.**, ul. Rzeźnicka 8, 18-400 Łomża',
    { heading: 'Odcinek listy płac – listopad 2025' },
    'Pracownik: Kamil Borowski',
    'Numer ewidencyjny: 00712',
    'PESEL: 88020312345',
    'Data wypłaty: 28.11.2025',
    {
      table: [
        ['Składnik', 'Kwota'],
        ['Wynagrodzenie zasadnicze', '6 200,00'],
        ['Dodatek nocny', '180,40'],
        ['Składki ZUS pracownika', '874,75'],
        ['Składka zdrowotna', '495,51'],
        ['Zaliczka na podatek', '344,00'],
      ],
    },
    'Razem brutto: 6 380,40 zł',
    'Do wypłaty: 4 666,14 zł',
    'Przelew na rachunek PL61 1090 1014 0000 0712 1981 2874',
  ]);
