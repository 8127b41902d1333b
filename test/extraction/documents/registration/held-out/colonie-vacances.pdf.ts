import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'Colonie « Les Marmottes » – été 2026', { size: 16, font: 'sans-bold' });
      p.text(50, 62, 'Fiche d\u2019inscription – à retourner avant le 15 avril 2026', { size: 9 });
      p.box(45, 85, 250, 190).text(52, 91, 'L\u2019ENFANT', { font: 'sans-bold', size: 9 });
      p.pairs(
        52,
        110,
        [
          ['Nom', 'BOUVIER'],
          ['Prénom', 'Léo'],
          ['Né(e) le', '21/03/2015'],
          ['Sexe', 'garçon'],
          ['Adresse', '31 chemin des Vignes'],
          ['Code postal', '38530'],
          ['Commune', 'Pontcharra'],
        ],
        { to: 125, leading: 2.1, label: { color: '#666666', size: 9 } },
      );
      p.box(300, 85, 250, 190).text(307, 91, 'LES PARENTS', { font: 'sans-bold', size: 9 });
      p.pairs(
        307,
        110,
        [
          ['Courriel', 'famille.bouvier@example.fr'],
          ['Tél. portable', '06 55 50 31 47'],
          ['Personne à prévenir', ''],
          ['en cas d\u2019urgence', 'Mme Colette Bouvier'],
          ['Son téléphone', '04 76 55 51 20'],
        ],
        { to: 405, leading: 2.1, label: { color: '#666666', size: 9 } },
      );
      p.box(45, 285, 505, 95).text(52, 291, 'LE SÉJOUR', { font: 'sans-bold', size: 9 });
      p.tick(60, 312, 'Séjour A, du 6 au 19 juillet 2026 : 612 €', false);
      p.tick(60, 332, 'Séjour B, du 20 juillet au 2 août 2026 : 640 €', true);
      p.tick(60, 352, 'Séjour C, du 3 au 16 août 2026 : 612 €', false);
      p.text(50, 400, 'Droit à l\u2019image : j\u2019autorise la publication de photos de mon enfant');
      p.tick(400, 401, 'oui', true).tick(450, 401, 'non', false);
      p.text(50, 425, 'Je souhaite recevoir la lettre d\u2019information de l\u2019association');
      p.tick(400, 426, 'oui', false).tick(450, 426, 'non', true);
      p.text(50, 480, 'Fait à Pontcharra, le 28 février 2026').text(350, 476, 'C. Bouvier', {
        font: 'serif-italic',
        size: 15,
      });
    },
    { fontSize: 10 },
  );
