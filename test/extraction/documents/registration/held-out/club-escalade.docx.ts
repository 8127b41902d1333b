import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Club d\u2019escalade Vertige – bulletin d\u2019adhésion' },
    'Nom : Traoré',
    'Prénom : Mariam',
    'Date de naissance : 11 novembre 1998          Sexe : F',
    'Adresse : 6 allée des Frênes',
    'Code postal : 35000          Ville : Rennes          Pays : France',
    'Portable : 06 55 50 44 19          Mail : m.traore@example.fr',
    'Contact en cas d\u2019accident : Issa Traoré          Téléphone : 06 55 50 44 20',
    'Formule choisie : Année complète, créneau du jeudi',
    'Début : 04/09/2025          Cotisation : 215 €',
    'Lettre d\u2019information du club : ☒ oui ☐ non',
    'Droit à l\u2019image (photos) : ☐ oui ☒ non',
    'Date : 28/08/2025          Signature : M. Traoré',
  ]);
