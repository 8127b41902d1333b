import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    {
      table: [
        [
          'Imprimerie du Lavoir\n3 impasse du Lavoir, 21000 Dijon\nTél. 03 80 55 50 14\ndevis@imprimerielavoir.example',
          'Doit :\nAssociation Les Amis du Canal\nMme Renée Petitjean\n12 quai Nicolas Rolin\n21000 Dijon',
        ],
      ],
    },
    'Dijon, le 5 novembre 2025',
    { heading: 'Facture n° 2025-11-007' },
    'Objet : brochure de la saison 2026 (votre bon pour accord du 20 octobre 2025)',
    {
      table: [
        ['Prestation', 'Quantité', 'Prix unitaire', 'Total'],
        ['Mise en page, 24 pages', '1', '320,00 €', '320,00 €'],
        ['Impression quadri, papier recyclé 135 g', '800', '1,15 €', '920,00 €'],
        ['Façonnage, deux points métal', '800', '0,12 €', '96,00 €'],
        ['Livraison Dijon', 'offerte', '', '0,00 €'],
      ],
    },
    'Montant net à régler : **1 336,00 €**',
    'TVA non applicable, art. 293 B du CGI.',
    'À régler au plus tard le 5 décembre 2025 par chèque ou virement (IBAN FR76 1027 8025 0100 0201 2345 696).',
    'SIRET 412 776 902 00018',
  ]);
