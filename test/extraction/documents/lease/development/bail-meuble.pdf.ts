import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(297, 50, 'CONTRAT DE LOCATION', { size: 15, font: 'serif-bold', align: 'center' });
      p.text(297, 70, 'Logement meublé à usage de résidence principale', { align: 'center' });
      const head = (y: number, text: string) => p.text(60, y, text, { font: 'serif-bold', size: 11 });
      head(105, 'I. Désignation des parties');
      let y = p.prose(
        60,
        124,
        475,
        'Le présent contrat est conclu entre Mme Odile Ravel, demeurant 3 impasse des Tilleuls, 38000 Grenoble, ci-après « le bailleur », et M. Yanis Haddad, né le 17 mai 1999 à Saint-Étienne, ci-après « le locataire ».',
      );
      head(y + 10, 'II. Objet du contrat');
      y = p.prose(
        60,
        y + 28,
        475,
        'Adresse du logement : 41 cours Berriat, 38000 Grenoble, 3e étage. Surface habitable : 27,5 m². Nombre de pièces principales : 1. Le logement est loué sans place de stationnement.',
      );
      head(y + 10, 'III. Date de prise d\u2019effet et durée');
      y = p.prose(
        60,
        y + 28,
        475,
        'Le bail prend effet le 1er septembre 2025 pour une durée d\u2019un an. Il se termine donc le 31 août 2026, sauf reconduction tacite. Le locataire peut donner congé à tout moment avec un préavis d\u2019un mois.',
      );
      head(y + 10, 'IV. Conditions financières');
      y = p.pairs(
        75,
        y + 28,
        [
          ['Loyer mensuel hors charges', '495,00 €'],
          ['Forfait de charges', '45,00 €'],
          ['Total mensuel', '540,00 €'],
          ['Dépôt de garantie', '990,00 €'],
        ],
        { end: 400, leading: 1.5 },
      );
      y = p.prose(
        60,
        y + 6,
        475,
        'Le loyer est payable d\u2019avance le 5 de chaque mois par virement sur le compte FR76 3000 6000 0112 3456 7890 189.',
      );
      head(y + 10, 'V. Clauses particulières');
      y = p.prose(
        60,
        y + 28,
        475,
        'Les animaux familiers sont admis à condition qu\u2019ils ne causent aucun dégât à l\u2019immeuble ni trouble de jouissance aux voisins.',
      );
      p.text(60, y + 20, 'Fait à Grenoble, le 22 août 2025, en deux exemplaires originaux.');
      p.text(90, y + 50, 'Le bailleur').text(370, y + 50, 'Le locataire');
    },
    { fontSize: 10.5, font: 'serif' },
  );
