import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 55, 'CONTRAT DE LOCATION – LOCAUX NUS', { size: 14, font: 'serif-bold', align: 'center' });
      let y = 95;
      const say = (text: string, style = {}) => {
        y = p.prose(65, y, 465, text, style) + 8;
      };
      say(
        'Entre les soussignés : M. Alain Le Roux, demeurant 5 rue Thiers à Auray, ci-après le bailleur, et Mme Inès Haddad, ci-après le locataire, il a été convenu ce qui suit.',
      );
      say('I. Désignation des locaux', { font: 'serif-bold' });
      say(
        'Appartement de type T2 situé 18 rue de la Fontaine, 56000 Vannes, deuxième étage, d\u2019une surface habitable de 46,80 m², comprenant deux pièces principales. Emplacement de stationnement n° 7 au sous-sol.',
      );
      say('II. Durée', { font: 'serif-bold' });
      say(
        'Le contrat est conclu pour trois ans. Il prend effet le 15 janvier 2026 et expire le 14 janvier 2029. Le locataire peut donner congé à tout moment avec un préavis d\u2019un mois.',
      );
      say('III. Conditions financières', { font: 'serif-bold' });
      say(
        'Loyer mensuel hors charges : 640,00 €. Provision pour charges : 55,00 €. Dépôt de garantie : 640,00 €. Le loyer est payable d\u2019avance le 5 de chaque mois.',
      );
      say('IV. Divers', { font: 'serif-bold' });
      say('Les animaux familiers sont admis, à l\u2019exception des chiens de première catégorie.');
      say('Fait à Vannes en deux exemplaires, le 22 décembre 2025.');
    },
    { font: 'serif', fontSize: 11 },
  );
