import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Klub Szachowy „Hetman” w Toruniu**',
    { heading: 'Deklaracja członkowska' },
    'Imię: Zuzanna',
    'Nazwisko: Krajewska',
    'Data urodzenia: 8 lipca 2009 r.',
    'Płeć: kobieta',
    'Ulica i numer: ul. Szewska 3/7',
    'Kod pocztowy i miejscowość: 87-100 Toruń',
    'E-mail: z.krajewska@example.pl',
    'Numer telefonu: 600 555 017',
    { heading: 'Członkostwo' },
    'Rodzaj członkostwa: juniorskie',
    'Członkostwo od: 1 września 2025 r.',
    'Składka roczna: 120,00 zł',
    'Zgoda na publikację wizerunku: TAK',
    'Zgoda na otrzymywanie newslettera: NIE',
    'Toruń, 25.08.2025 r.                    podpis: Zuzanna Krajewska, Ewa Krajewska (matka)',
  ]);
