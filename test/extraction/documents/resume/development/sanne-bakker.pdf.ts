import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Sanne Bakker', { size: 22, font: 'sans-bold', color: '#0f766e' });
      p.text(50, 74, 'Basisschoolleerkracht');
      p.pairs(
        330,
        45,
        [
          ['Adres', 'Wilgenweg 7, Deventer'],
          ['Telefoon', '06 5550 1173'],
          ['E-mail', 's.bakker@example.nl'],
          ['Geboren', '30 april 1995'],
          ['Rijbewijs', 'B'],
        ],
        { to: 390, size: 9 },
      );
      const block = (y: number, title: string) =>
        p.text(50, y, title, { font: 'sans-bold', size: 12, color: '#0f766e' }).rule(50, y + 16, 545);
      block(130, 'Werkervaring');
      const job = (y: number, period: string, title: string, employer: string) =>
        p
          .text(50, y, period)
          .text(160, y, title, { font: 'sans-bold' })
          .text(160, y + 14, employer);
      job(155, '2021 – heden', 'Leerkracht groep 5', 'Basisschool De Regenboog, Deventer');
      job(190, '2018 – 2021', 'Leerkracht groep 3', 'Montessorischool Zutphen');
      job(225, '2016 – 2018', 'Onderwijsassistent', 'Basisschool Het Palet');
      block(270, 'Opleiding');
      p.text(50, 295, '2014 – 2018').text(160, 295, 'Pabo, Saxion Hogeschool');
      block(325, 'Vaardigheden');
      for (const [i, skill] of [
        'Klassenmanagement',
        'Rekendidactiek',
        'Digibord',
        'Oudergesprekken',
      ].entries()) {
        p.text(50, 350 + i * 15, '\u2022').text(62, 350 + i * 15, skill);
      }
      block(425, 'Talen');
      p.text(50, 450, 'Nederlands (moedertaal), Engels (goed), Duits (redelijk)');
    },
    { fontSize: 10 },
  );
