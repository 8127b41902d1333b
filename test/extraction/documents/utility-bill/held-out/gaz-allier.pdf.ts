import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 40, 'Énergies de l\u2019Allier', { size: 17, font: 'serif-bold' });
      p.text(50, 70, 'Votre facture de gaz n° G25-40177').text(50, 84, 'émise le 8 avril 2025');
      p.text(330, 70, 'Mme Lucienne Arnaud').text(330, 84, '9 rue des Forges, 03100 Montluçon');
      p.pairs(
        50,
        120,
        [
          ['Votre référence client', '6 071 442'],
          ['Point de livraison (PCE)', '19384755201144'],
          ['Compteur n°', '8842107'],
          ['Période de consommation', '08/02/2025 - 07/04/2025'],
        ],
        { to: 210, leading: 1.6 },
      );
      p.table(
        50,
        210,
        [
          ['Index de début', 110, 'right'],
          ['Index de fin', 110, 'right'],
          ['Consommation (kWh)', 130, 'right'],
        ],
        [['3 318', '3 602', '3 181']],
        { rules: 'head', font: 'serif', headFont: 'serif-italic' },
      );
      p.pairs(
        50,
        275,
        [
          ['Abonnement HT', '38,20 €'],
          ['Consommation HT', '262,43 €'],
          ['Taxes et contributions', '31,77 €'],
          ['TVA', '58,11 €'],
          ['Total TTC à payer', '390,51 €'],
        ],
        { end: 400, leading: 1.6 },
      );
      p.text(50, 390, 'Prélèvement automatique le 24/04/2025 sur votre compte.');
    },
    { font: 'serif', fontSize: 10.5 },
  );
