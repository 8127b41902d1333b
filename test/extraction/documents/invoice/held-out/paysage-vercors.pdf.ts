import { type Column, pdf } from '../../../render/paper';

const columns: Column[] = [
  ['N°', 30],
  ['Nature des travaux', 245],
  ['Unité', 45, 'center'],
  ['Quantité', 55, 'right'],
  ['P.U. € HT', 60, 'right'],
  ['Total € HT', 70, 'right'],
];

const works: [string, string, string, string, string][] = [
  ['Débroussaillage du terrain, évacuation comprise', 'm²', '640', '1,20', '768,00'],
  ['Décapage de la terre végétale sur 20 cm', 'm³', '85', '9,40', '799,00'],
  ['Mur en pierre sèche, hauteur 1,20 m', 'ml', '22', '185,00', '4 070,00'],
  ['Escalier en grès, marche de 1 m', 'u', '9', '148,00', '1 332,00'],
  ['Plantation de charmes, force 60/80', 'u', '120', '4,35', '522,00'],
  ['Paillage en copeaux', 'm³', '12', '46,00', '552,00'],
  ['Gazon rustique, semis et roulage', 'm²', '480', '2,10', '1 008,00'],
  ['Arrosage automatique, réseau goutte à goutte', 'ml', '150', '6,80', '1 020,00'],
];

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'PAYSAGES DU VERCORS', { size: 15, font: 'sans-bold', color: '#166534' });
      p.lines(
        45,
        60,
        [
          'Route de la Gorge, 26420 La Chapelle',
          'Tél. 04 75 55 50 88 – contact@paysagesvercors.example',
          'N° TVA intracommunautaire FR61538117204',
        ],
        { size: 8.5 },
      );
      p.lines(
        330,
        110,
        ['SCI Les Terrasses', 'Monsieur Alain Rocher', '14 chemin du Moulin', '26000 Valence'],
        { size: 11 },
      );
      p.text(45, 190, 'Facture n° PV-25-118', { size: 13, font: 'sans-bold' }).text(
        45,
        208,
        'Date : 30/06/2025     Échéance : 30/07/2025     Devis accepté : D-25-044',
      );
      const y = p.table(
        45,
        235,
        columns,
        works.map((work, i) => [String(i + 1), ...work]),
        { rules: 'rows', pad: 20, bottom: 780, top: 70, size: 9.5 },
      );
      p.pairs(
        340,
        y + 20,
        [
          ['Montant HT', '10 071,00 €'],
          ['TVA 10 %', '1 007,10 €'],
          ['Montant TTC', '11 078,10 €'],
          ['Acompte versé', '-3 000,00 €'],
          ['Reste à payer', '8 078,10 €'],
        ],
        { end: 550, leading: 1.6 },
      );
      p.text(45, y + 130, 'IBAN FR76 3000 6000 0112 3456 7890 189');
    },
    { fontSize: 10 },
  );
