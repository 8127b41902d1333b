import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 45, 'Eaux de la Loire', { size: 19, font: 'sans-bold', color: '#0369a1' });
      p.text(550, 45, 'FACTURE D\u2019EAU', { size: 13, align: 'right' });
      p.text(550, 63, 'n° 2025-0088712 du 18/07/2025', { align: 'right' });
      p.lines(330, 100, ['M. Gérard Lefort', '22 rue des Lilas', '49400 Saumur']);
      p.pairs(
        45,
        100,
        [
          ['Référence client', '0471 228'],
          ['N° de compteur', 'D17FA 004431'],
          ['Période', 'du 12/01/2025 au 11/07/2025'],
          ['Date limite de paiement', '08/08/2025'],
        ],
        { to: 165, leading: 1.6 },
      );
      p.table(
        45,
        190,
        [
          ['Ancien index', 100, 'right'],
          ['Nouvel index', 100, 'right'],
          ['Consommation (m³)', 120, 'right'],
        ],
        [['1 204', '1 251', '47']],
        { rules: 'grid' },
      );
      p.table(
        45,
        250,
        [
          ['Détail', 260],
          ['Quantité', 70, 'right'],
          ['Prix unitaire HT', 90, 'right'],
          ['Montant HT', 85, 'right'],
        ],
        [
          ['Abonnement eau', '1', '21,40', '21,40'],
          ['Consommation eau potable', '47', '1,3200', '62,04'],
          ['Collecte et traitement des eaux usées', '47', '1,6500', '77,55'],
        ],
        { rules: 'rows' },
      );
      p.pairs(
        330,
        350,
        [
          ['Total HT', '160,99 €'],
          ['TVA', '12,34 €'],
          ['Net à payer', '173,33 €'],
        ],
        { end: 550, leading: 1.6, label: { font: 'sans-bold' } },
      );
      p.text(45, 430, 'À compter du 1er septembre, votre mensualité passe à 29,00 €.');
    },
    { fontSize: 10 },
  );
