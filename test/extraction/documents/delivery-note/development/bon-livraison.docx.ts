import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'BON DE LIVRAISON' },
    {
      table: [
        ['Pépinières du Val Fleuri', 'BL n° 25-11-0482'],
        ['La Grande Pièce, 37190 Azay-le-Rideau', 'Date : 13/11/2025'],
        ['Tél. 02 47 55 01 31', 'Votre commande : CF-20871 du 28/10/2025'],
      ],
    },
    '**Livré à :** Ville de Tours – Service des espaces verts, 24 avenue de la République, 37000 Tours',
    '**Livraison prévue le :** vendredi 14 novembre 2025, avant 11 h',
    '**Transporteur :** nos soins',
    {
      table: [
        ['Réf.', 'Désignation', 'Qté commandée', 'Qté livrée', 'N° de lot'],
        ['QUE-ROB-14', 'Quercus robur 14/16 motte', '20', '20', 'P24-118'],
        ['TIL-COR-14', 'Tilia cordata 14/16 motte', '12', '9', 'P24-121'],
        ['LAV-ANG-C3', 'Lavandula angustifolia, conteneur 3 L', '150', '150', 'P25-007'],
      ],
    },
    'Reliquat : 3 Tilia cordata, livraison début décembre.',
    'Nombre de palettes : 7 – Poids brut total : 2 340 kg',
    'Marchandise reçue en bon état. Nom et signature du réceptionnaire : K. Lemoine',
  ]);
