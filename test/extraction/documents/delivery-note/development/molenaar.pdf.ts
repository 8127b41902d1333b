import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 50, 'PAKBON', { size: 20, font: 'sans-bold' });
    p.lines(380, 50, ['Molenaar Tuinmaterialen B.V.', 'Waalkade 31', '4001 AB Tiel', 'T 0344 555 019'], {
      size: 9,
    });
    p.text(50, 110, 'Afleveradres', { font: 'sans-bold', size: 9 });
    p.lines(50, 124, ['Hoveniersbedrijf De Groot', 't.a.v. magazijn', 'Lindelaan 88', '6711 KL Ede']);
    p.pairs(
      330,
      110,
      [
        ['Pakbonnummer', 'PB250611'],
        ['Datum', '26-05-2025'],
        ['Uw bestelling', 'DG/2025/044'],
        ['Verwachte levering', '28-05-2025'],
        ['Vervoerder', 'Rivierenland Transport'],
        ['Aantal colli', '3'],
        ['Gewicht', '412,5 kg'],
      ],
      { to: 440, leading: 1.5 },
    );
    p.table(
      50,
      250,
      [
        ['Artikel', 70],
        ['Omschrijving', 240],
        ['Besteld', 60, 'right'],
        ['Geleverd', 60, 'right'],
        ['Nalevering', 65, 'right'],
      ],
      [
        ['TR-6080', 'Terrastegel 60 x 80 antraciet', '40', '40', '0'],
        ['OB-100', 'Opsluitband 100 x 20 x 6 cm', '25', '20', '5'],
        ['VZ-25', 'Voegzand, zak 25 kg', '10', '10', '0'],
        ['GD-1', 'Gronddoek per meter', '50', '50', '0'],
      ],
      { rules: 'head' },
    );
    p.text(50, 420, 'Voor ontvangst (naam en handtekening):').rule(240, 432, 420);
    p.text(50, 800, 'Reclames binnen 48 uur na ontvangst. KvK 11055501', { size: 7 });
  });
