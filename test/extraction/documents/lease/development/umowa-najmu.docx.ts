import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'UMOWA NAJMU LOKALU MIESZKALNEGO' },
    'zawarta w Poznaniu dnia 27 października 2025 r. pomiędzy:',
    '**Barbarą Majchrzak**, zamieszkałą w Poznaniu, ul. Grunwaldzka 201/4, zwaną dalej **Wynajmującym**,',
    'a **Jakubem Stelmachem**, zamieszkałym w Koninie, ul. Polna 3, zwanym dalej **Najemcą**.',
    '§ 1. Przedmiotem najmu jest lokal położony w Poznaniu przy ul. Ratajczaka 36/12, składający się z 2 pokoi, kuchni i łazienki, o powierzchni 46,8 m².',
    '§ 2. Umowa zostaje zawarta na czas oznaczony od 1 listopada 2025 r. do 31 października 2026 r.',
    '§ 3. Każda ze stron może wypowiedzieć umowę z zachowaniem dwumiesięcznego okresu wypowiedzenia.',
    '§ 4.',
    {
      table: [
        ['Czynsz najmu (miesięcznie)', '2 300,00 zł'],
        ['Zaliczka na media', '420,00 zł'],
        ['Kaucja', '4 600,00 zł'],
        ['Termin płatności', 'do 10. dnia miesiąca'],
        ['Rachunek bankowy', 'PL61 1090 1014 0000 0712 1981 2874'],
        ['Miejsce postojowe', 'nr 44, poziom -1'],
      ],
    },
    '§ 5. Najemca może trzymać w lokalu zwierzęta domowe.',
    'Wynajmujący: B. Majchrzak\tNajemca: J. Stelmach',
  ]);
