import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'ZAMÓWIENIE NR ZM/2025/11/064' },
    'Gdynia, dnia 20 listopada 2025 r.',
    {
      table: [
        ['ZAMAWIAJĄCY', 'WYKONAWCA / DOSTAWCA'],
        [
          'Stocznia Jachtowa Orłowo Sp. z o.o., ul. Portowa 8, 81-350 Gdynia, NIP 677-231-94-89',
          'Hurtownia Lakierów Bursztyn S.A., ul. Kolejowa 31, 80-864 Gdańsk, NIP 525-108-37-47',
        ],
      ],
    },
    'Osoba do kontaktu: Agnieszka Wrona, tel. 58 555 01 66, a.wrona@jachtyorlowo.example',
    'Zamawiamy następujące materiały:',
    {
      table: [
        ['Lp.', 'Indeks', 'Nazwa towaru', 'Ilość', 'J.m.', 'Cena netto', 'Wartość netto'],
        ['1', 'LK-2201', 'Lakier jachtowy bezbarwny 5 l', '8', 'szt.', '312,00', '2 496,00'],
        ['2', 'PD-0417', 'Podkład epoksydowy, składnik A+B', '30', 'kg', '58,40', '1 752,00'],
        ['3', 'PS-240', 'Papier ścierny P240, rolka 50 m', '4', 'rol.', '119,50', '478,00'],
        ['', '', 'Razem', '', '', '', '4 726,00'],
      ],
    },
    'Termin realizacji: do 5 grudnia 2025 r.',
    'Warunki dostawy: DAP Gdynia',
    'Warunki płatności: przelew 21 dni od daty otrzymania faktury',
    'Ceny w PLN bez podatku VAT. Prosimy o powołanie się na numer zamówienia na fakturze.',
    'Zatwierdził: Roman Kuczkowski, dyrektor ds. zakupów',
  ]);
