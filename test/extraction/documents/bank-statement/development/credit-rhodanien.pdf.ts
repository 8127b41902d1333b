import { pdf } from '../../../render/paper';

const operations: [string, string, string, string][] = [
  ['01/06', 'PRLV EDF PARTICULIERS', '87,40', ''],
  ['02/06', 'CB PHARMACIE DES ALPES 31/05', '23,15', ''],
  ['04/06', 'VIR RECU MUTUELLE SEREINE', '', '46,00'],
  ['05/06', 'CB SNCF CONNECT', '112,00', ''],
  ['06/06', 'CHEQUE 0041188', '350,00', ''],
  ['10/06', 'PRLV LOYER AGENCE BELLECOUR', '742,50', ''],
  ['12/06', 'CB MARCHE SAINT ANTOINE', '38,72', ''],
  ['13/06', 'RETRAIT DAB LYON PART DIEU', '80,00', ''],
  ['16/06', 'VIR RECU CPAM RHONE', '', '18,50'],
  ['18/06', 'CB LIBRAIRIE DU PONT', '27,90', ''],
  ['20/06', 'PRLV ASSURANCE HABITATION', '19,83', ''],
  ['25/06', 'VIR RECU SALAIRE ATELIERS PERRACHE', '', '2 187,66'],
  ['27/06', 'CB STATION TOTAL BRON', '61,04', ''],
  ['30/06', 'COTISATION CARTE', '3,75', ''],
];

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'CRÉDIT RHODANIEN', { size: 15, font: 'sans-bold' });
      p.text(45, 60, 'RELEVÉ DE COMPTE n° 6', { size: 11 });
      p.text(550, 40, 'M. BASTIEN ROUX', { align: 'right' });
      p.text(550, 54, '8 montée de la Grande Côte, 69001 LYON', { align: 'right' });
      p.text(45, 95, 'Titulaire du compte : M. Bastien Roux');
      p.text(45, 109, 'IBAN : FR76 3000 6000 0112 3456 7890 189     BIC : AGRIFRPP');
      p.text(45, 123, 'Période du 01/06/2025 au 30/06/2025');
      p.text(45, 150, 'Solde créditeur au 31/05/2025', { font: 'sans-bold' }).text(550, 150, '1 204,18 EUR', {
        font: 'sans-bold',
        align: 'right',
      });
      const columns: [string, number, 'left' | 'right'][] = [
        ['Date', 50, 'left'],
        ['Nature de l\u2019opération', 285, 'left'],
        ['Débit', 85, 'right'],
        ['Crédit', 85, 'right'],
      ];
      const y = p.table(45, 172, columns, operations, { rules: 'none', size: 9, pad: 16, bottom: 790 });
      p.text(45, y + 14, 'Total des opérations')
        .text(465, y + 14, '1 546,29', { align: 'right' })
        .text(550, y + 14, '2 252,16', { align: 'right' });
      p.text(45, y + 34, 'Solde créditeur au 30/06/2025', { font: 'sans-bold' }).text(
        550,
        y + 34,
        '1 910,05 EUR',
        { font: 'sans-bold', align: 'right' },
      );
    },
    { fontSize: 9.5 },
  );
