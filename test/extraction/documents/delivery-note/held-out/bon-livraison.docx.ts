import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**BOIS & CHARPENTES DU MORVAN**\tZA des Fontaines, 58120 Château-Chinon',
    { heading: 'Bon de livraison n° 4471' },
    {
      table: [
        ['Date d\u2019émission', 'Livré le', 'Votre commande', 'Transporteur', 'Nb de colis', 'Poids brut'],
        ['10/03/2025', '12/03/2025', 'CDE-0117', 'Transports Guyot', '4', '1 260 kg'],
      ],
    },
    'Destinataire : Menuiserie Poirier, 3 rue du Four, 71400 Autun',
    {
      table: [
        ['Réf.', 'Désignation', 'Qté commandée', 'Qté livrée', 'Reste à livrer'],
        ['CH-2050', 'Chevron chêne 50 x 80, 4 m', '60', '60', '0'],
        ['LI-2740', 'Liteau sapin 27 x 40, 4 m', '200', '150', '50'],
        ['PA-OSB18', 'Panneau OSB 18 mm', '24', '24', '0'],
      ],
    },
    'Réserves éventuelles : deux panneaux avec un coin abîmé',
    'Reçu par : J. Poirier          Signature :',
  ]);
