import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Yann KERBRAT**',
    '17 venelle du Port, 29900 Concarneau',
    'Tél. : 06 55 50 78 11\tCourriel : yann.kerbrat@example.fr',
    '36 ans, né le 30/10/1989, nationalité française, permis B et A2',
    { heading: 'Parcours' },
    {
      table: [
        ['Dates', 'Poste', 'Entreprise'],
        ['2022 – 2026', 'Chef de rang', 'Restaurant La Coquille, Concarneau'],
        ['2017 – 2022', 'Serveur', 'Hôtel de la Plage, Névez'],
        ['2012 – 2017', 'Commis de salle', 'Le Bistrot des Halles, Quimper'],
      ],
    },
    { heading: 'Savoir-faire' },
    'Service au guéridon, sommellerie, encaissement, hygiène HACCP',
    { heading: 'Langues parlées' },
    'breton (bilingue), anglais (B2), allemand (notions)',
    { heading: 'Diplômes' },
    'CAP Restaurant, Lycée hôtelier de Dinard, 2012',
  ]);
