import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Cidrerie du Bocage', { size: 16, font: 'serif-bold' }).text(
        545,
        48,
        'BON DE LIVRAISON',
        { align: 'right', size: 13 },
      );
      p.text(50, 66, 'La Haie Bergerie, 61700 Domfront', { size: 9 });
      p.pairs(
        50,
        100,
        [
          ['Numéro', 'BL 25-0733'],
          ['Date', '23/05/2025'],
          ['Commande', 'tél. du 20/05'],
          ['Expédié par', 'Transports Lemoine'],
          ['Colis', '1 palette'],
          ['Poids', '486 kg'],
        ],
        { to: 130, leading: 1.5 },
      );
      p.text(320, 100, 'Livré à', { font: 'serif-bold' }).lines(320, 114, [
        'Cave des Remparts',
        '2 place Saint-Julien',
        '53000 Laval',
      ]);
      p.table(
        50,
        215,
        [
          ['Quantité', 65, 'right'],
          ['Produit', 270],
          ['N° de lot', 90],
        ],
        [
          ['36', 'Cidre brut fermier, 75 cl, carton de 6', 'CB2412'],
          ['12', 'Poiré Domfront, 75 cl, carton de 6', 'PD2410'],
          ['6', 'Jus de pomme, 1 l, carton de 12', 'JP2501'],
        ],
        { rules: 'rows', font: 'serif', headFont: 'serif-bold' },
      );
      p.text(50, 340, 'Réceptionné par (nom et signature)').text(250, 335, 'Hervé Plessis', {
        font: 'serif-italic',
        size: 15,
      });
    },
    { font: 'serif', fontSize: 10.5 },
  );
