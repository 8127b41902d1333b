import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 40, 'VIGNOBLES CORBIN', { font: 'serif-bold', size: 20, align: 'center' });
      p.text(298, 64, 'Propriétaires récoltants – 33330 Saint-Émilion – contact@corbin.example', {
        align: 'center',
        size: 9,
      });
      p.boxes(50, 95, [
        [
          ['FACTURE N°', 'FA25-00981', 110],
          ['DATE', '12/02/2025', 90],
          ['CODE CLIENT', 'C00412', 90],
          ['ÉCHÉANCE', '14/03/2025', 90],
          ['RÈGLEMENT', 'Virement', 115],
        ],
      ]);
      p.lines(
        320,
        150,
        ['RESTAURANT LE MASCARET', 'SARL Duval et fils', '16 quai des Chartrons', '33000 BORDEAUX'],
        { size: 11 },
      );
      p.text(320, 215, 'TVA : FR40303265045', { size: 9 });
      const y = p.table(
        50,
        245,
        [
          ['Réf.', 55],
          ['Désignation', 205],
          ['Qté', 45, 'right'],
          ['P.U. HT', 65, 'right'],
          ['Remise', 50, 'right'],
          ['Montant HT', 75, 'right'],
        ],
        [
          ['SE19', 'Saint-Émilion Grand Cru 2019, 75 cl', '60', '18,50', '10 %', '999,00'],
          ['SE20M', 'Saint-Émilion Grand Cru 2020, magnum', '12', '39,00', '', '468,00'],
          ['BX22', 'Bordeaux rouge 2022, 75 cl', '120', '6,20', '5 %', '706,80'],
          ['PORT', 'Participation aux frais de port', '1', '32,00', '', '32,00'],
        ],
        { rules: 'none', font: 'serif', headFont: 'serif-bold' },
      );
      p.rule(50, y + 4, 545);
      p.boxes(50, 560, [
        [
          ['Base HT', '2 205,80', 80],
          ['Taux TVA', '20,00 %', 70],
          ['Montant TVA', '441,16', 80],
        ],
      ]);
      p.pairs(
        370,
        560,
        [
          ['Total HT', '2 205,80 €'],
          ['Total TVA', '441,16 €'],
          ['NET À PAYER', '2 646,96 €'],
        ],
        { end: 545, leading: 1.6, size: 11 },
      );
      p.lines(
        50,
        650,
        [
          'Domiciliation : Crédit Agricole Aquitaine – IBAN FR14 2004 1010 0505 0001 3M02 606 – BIC AGRIFRPP833',
          'Pas d\u2019escompte pour paiement anticipé. Pénalités de retard : trois fois le taux légal. Indemnité forfaitaire : 40 €.',
          'EARL Vignobles Corbin au capital de 150 000 € – SIRET 404 833 048 00022 – N° TVA FR83404833048',
        ],
        { size: 8 },
      );
    },
    { font: 'serif' },
  );
