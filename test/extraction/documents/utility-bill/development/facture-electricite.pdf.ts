import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 36, 'Clarté Énergie', { size: 18, font: 'sans-bold', color: '#1d4ed8' });
      p.lines(
        40,
        70,
        [
          'Vos références',
          'M. Karim Benslimane',
          'Compte client : 6 004 117 835',
          'Point de livraison (PDL) : 14 528 330 071 946',
          'Numéro de compteur : 041 866 203 117',
        ],
        { size: 9 },
      );
      p.lines(340, 90, ['M. KARIM BENSLIMANE', '9 ALLEE DES CERISIERS', '69120 VAULX-EN-VELIN'], {
        size: 11,
      });
      p.text(40, 160, 'Facture du 3 décembre 2025', { size: 14, font: 'sans-bold' });
      p.text(40, 180, 'n° 10 188 402 556');
      p.box(40, 205, 515, 50, '#dbeafe');
      p.text(52, 213, 'Montant total TTC à payer', { font: 'sans-bold' });
      p.text(545, 211, '96,47 €', { size: 16, font: 'sans-bold', align: 'right' });
      p.text(52, 234, 'Prélevé le 18 décembre 2025 sur votre compte bancaire');
      p.text(40, 276, 'Le détail de votre facture', { font: 'sans-bold' });
      p.pairs(
        40,
        296,
        [
          ['Abonnement du 03/12/2025 au 02/02/2026', '27,62 €'],
          ['Consommation du 04/10/2025 au 02/12/2025', '46,11 €'],
          ['Taxes et contributions', '8,82 €'],
          ['Total hors TVA', '82,55 €'],
          ['TVA', '13,92 €'],
        ],
        { end: 555, leading: 1.7 },
      );
      p.table(
        40,
        400,
        [
          ['Relevés en kWh', 175],
          ['Index début', 85, 'right'],
          ['Index fin', 85, 'right'],
          ['Consommation', 85, 'right'],
          ['Prix HT (€/kWh)', 85, 'right'],
        ],
        [['Tarif base, relevé réel Linky', '11 482', '11 774', '292', '0,1579']],
        { rules: 'grid' },
      );
      p.text(
        40,
        460,
        'Prochaine facture vers le 3 février 2026. Service client : 09 70 55 01 40 (appel non surtaxé).',
        { size: 8 },
      );
    },
    { fontSize: 10 },
  );
