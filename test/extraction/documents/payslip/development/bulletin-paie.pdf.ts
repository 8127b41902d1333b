import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(297, 30, 'BULLETIN DE PAIE', { size: 14, font: 'sans-bold', align: 'center' });
      p.text(297, 48, 'Période du 01/10/2025 au 31/10/2025     Paiement le 31/10/2025 par virement', {
        align: 'center',
      });
      p.box(30, 64, 255, 76);
      p.lines(
        36,
        70,
        [
          'SARL Imprimerie Vauban',
          '8 rue du Rempart – 59800 Lille',
          'SIRET 812 345 676 00021     APE 1812Z',
          'Urssaf 317 000001548',
          'Convention collective : Imprimerie de labeur',
        ],
        { size: 8 },
      );
      p.box(310, 64, 255, 76);
      p.lines(
        316,
        70,
        [
          'Madame Élodie Marchand',
          '15 rue Solférino – 59000 Lille',
          'Matricule : 00087',
          'N° de sécurité sociale : 2 88 04 59 350 112 47',
          'Emploi : Conductrice offset     Entrée : 03/02/2014',
        ],
        { size: 8 },
      );
      p.table(
        30,
        154,
        [
          ['Rubrique', 195],
          ['Base', 60, 'right'],
          ['Taux', 50, 'right'],
          ['À payer', 70, 'right'],
          ['À déduire', 70, 'right'],
          ['Charges patronales', 90, 'right'],
        ],
        [
          ['Salaire de base', '151,67', '14,2000', '2 153,71', '', ''],
          ['Heures supplémentaires 25 %', '6,00', '17,7500', '106,50', '', ''],
          ['Prime d\u2019équipe', '', '', '85,00', '', ''],
          ['SALAIRE BRUT', '', '', '2 345,21', '', ''],
          ['Santé – complémentaire', '', '', '', '24,80', '24,80'],
          ['Retraite – sécurité sociale plafonnée', '2 345,21', '6,9000', '', '161,82', '200,52'],
          ['Retraite complémentaire T1', '2 345,21', '4,0100', '', '94,04', '141,18'],
          ['CSG déductible de l\u2019impôt', '2 304,17', '6,8000', '', '156,68', ''],
          ['CSG/CRDS non déductible', '2 304,17', '2,9000', '', '66,82', ''],
          ['NET À PAYER AVANT IMPÔT', '', '', '1 841,05', '', ''],
          ['Impôt sur le revenu prélevé à la source', '1 932,67', '4,20', '', '81,17', ''],
          ['Titres-restaurant', '18', '4,0000', '', '72,00', ''],
        ],
        { rules: 'grid', pad: 2.5, headFill: '#e5e5e5' },
      );
      p.box(310, 400, 255, 30).text(318, 409, 'NET PAYÉ EN EUROS', { font: 'sans-bold', size: 11 });
      p.text(555, 409, '1 687,88', { font: 'sans-bold', size: 12, align: 'right' });
      p.table(
        30,
        450,
        [
          ['', 90],
          ['Brut', 80, 'right'],
          ['Net imposable', 90, 'right'],
          ['Impôt', 80, 'right'],
          ['Congés acquis', 90, 'right'],
          ['Congés pris', 90, 'right'],
        ],
        [
          ['Mois', '2 345,21', '1 932,67', '81,17', '2,50', '0,00'],
          ['Cumul annuel', '22 884,90', '18 871,30', '792,59', '25,00', '20,00'],
        ],
        { rules: 'grid' },
      );
      p.text(
        30,
        520,
        'Dans votre intérêt, et pour faire valoir vos droits, conservez ce bulletin sans limitation de durée.',
        { size: 7 },
      );
    },
    { fontSize: 8.5 },
  );
