import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(60, 45, 'MAIRIE DE SAINT-BRIEUC-DES-IFFS', { font: 'sans-bold', size: 12 });
    p.text(60, 61, '2 place de l\u2019Église, 35630');
    p.text(535, 45, 'BON DE COMMANDE', { font: 'sans-bold', size: 14, align: 'right' });
    p.table(
      60,
      95,
      [
        ['N° de commande', 110],
        ['Date', 85],
        ['N° fournisseur', 95],
        ['Suivi par', 90],
        ['Livraison souhaitée le', 95],
      ],
      [['2025-0187', '22/04/2025', 'F0318', 'Mme Le Goff', '06/05/2025']],
      { rules: 'grid', size: 8.5 },
    );
    p.text(60, 160, 'Fournisseur :', { font: 'sans-bold' });
    p.lines(60, 175, ['SARL Bretagne Mobilier', 'ZA du Placis', '35830 Betton']);
    p.text(320, 160, 'Lieu de livraison :', { font: 'sans-bold' });
    p.lines(320, 175, ['École Jules Verne', '14 rue du Stade', '35630 Saint-Brieuc-des-Iffs']);
    p.table(
      60,
      250,
      [
        ['Désignation', 245],
        ['Quantité', 55, 'right'],
        ['Prix unitaire HT', 85, 'right'],
        ['Total HT', 90, 'right'],
      ],
      [
        ['Table maternelle, hauteur réglable, plateau hêtre', '8', '129,00', '1 032,00'],
        ['Chaise maternelle empilable T2', '24', '31,50', '756,00'],
        ['Meuble à casiers, 16 cases', '2', '248,00', '496,00'],
        ['', '', 'Total HT', '2 284,00'],
        ['', '', 'TVA 20 %', '456,80'],
        ['', '', 'Total TTC', '2 740,80'],
      ],
      { rules: 'grid', size: 9.5 },
    );
    p.text(60, 420, 'Conditions de règlement : mandat administratif à 30 jours');
    p.text(60, 450, 'Le maire, Yves Carfantan');
  });
