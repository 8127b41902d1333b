import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Chorale Les Voix du Lac** – association loi 1901',
    { heading: 'Bulletin d\u2019adhésion – saison 2025-2026' },
    'Nom : **BERTHOLET**\tPrénom : **Mathilde**',
    'Civilité : ☒ Mme  ☐ M.\tNée le : 30 novembre 1972',
    'Adresse : 7 chemin des Pêcheurs',
    'Code postal : 74410\tVille : Saint-Jorioz',
    'Tél. : 06 39 98 01 45\tCourriel : mathilde.bertholet@example.fr',
    'Personne à prévenir en cas d\u2019accident : Luc Bertholet, 06 39 98 01 77',
    '**Cotisation annuelle** (cocher la case correspondante)',
    {
      table: [
        ['☐', 'Tarif plein', '140 €'],
        ['☒', 'Tarif couple', '230 €'],
        ['☐', 'Étudiant, demandeur d\u2019emploi', '70 €'],
      ],
    },
    'Règlement : ☐ espèces  ☒ chèque à l\u2019ordre de « Les Voix du Lac »',
    'Droit à l\u2019image : ☐ j\u2019autorise  ☒ je n\u2019autorise pas l\u2019association à publier des photos où je figure.',
    'Je souhaite recevoir la lettre d\u2019information : ☒ oui  ☐ non',
    'Les répétitions reprennent le mardi 9 septembre 2025 à 20 h, salle des fêtes.',
    'Fait à Saint-Jorioz, le 02/09/2025\tSignature : M. Bertholet',
  ]);
