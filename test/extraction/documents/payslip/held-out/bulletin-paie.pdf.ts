import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 32, 'BULLETIN DE PAIE', { size: 14, font: 'sans-bold', align: 'center' });
      p.lines(
        40,
        60,
        ['ATELIERS PERRACHE SAS', '18 cours de Verdun, 69002 Lyon', 'SIRET 440 118 207 00031 – APE 3109B'],
        { size: 9 },
      );
      p.text(555, 60, 'Période : novembre 2025', { align: 'right', font: 'sans-bold' }).text(
        555,
        75,
        'Paiement le 28/11/2025 par virement',
        { align: 'right', size: 9 },
      );
      p.box(310, 100, 245, 62).lines(
        318,
        107,
        ['M. Bastien ROUX', '8 montée de la Grande Côte', '69001 LYON'],
        { size: 10 },
      );
      p.lines(
        40,
        105,
        [
          'Matricule : 00226',
          'N° de sécurité sociale : 1 91 05 69 123 456 78',
          'Emploi : ébéniste, coefficient 215',
        ],
        { size: 9 },
      );
      const y = p.table(
        40,
        175,
        [
          ['Rubrique', 200],
          ['Base', 70, 'right'],
          ['Taux', 60, 'right'],
          ['Gains', 90, 'right'],
          ['Retenues', 95, 'right'],
        ],
        [
          ['Salaire de base', '151,67', '17,20', '2 608,72', ''],
          ['Heures supplémentaires 25 %', '6,00', '21,50', '129,00', ''],
          ['Prime d\u2019ancienneté', '', '', '78,26', ''],
          ['SALAIRE BRUT', '', '', '2 815,98', ''],
          ['Santé – complémentaire', '2 815,98', '0,65', '', '18,30'],
          ['Retraite – sécurité sociale plafonnée', '2 815,98', '6,90', '', '194,30'],
          ['Retraite complémentaire', '2 815,98', '4,01', '', '112,92'],
          ['CSG déductible', '2 766,70', '6,80', '', '188,14'],
          ['CSG/CRDS non déductible', '2 766,70', '2,90', '', '80,23'],
          ['TOTAL COTISATIONS', '', '', '', '593,89'],
          ['Net à payer avant impôt', '', '', '2 222,09', ''],
          ['Impôt sur le revenu prélevé à la source', '2 302,32', '2,10', '', '48,35'],
        ],
        { rules: 'grid', size: 8.5 },
      );
      p.box(340, y + 12, 215, 24)
        .text(348, y + 19, 'NET À PAYER', { font: 'sans-bold' })
        .text(548, y + 19, '2 173,74 €', { font: 'sans-bold', align: 'right', size: 12 });
      p.text(40, y + 50, 'Dans votre intérêt, conservez ce bulletin sans limitation de durée.', { size: 7 });
    },
    { fontSize: 10 },
  );
