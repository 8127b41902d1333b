import { type Column, pdf } from '../../../render/paper';

/** Code, description, pieces, price; the amounts follow. */
const goods: [string, string, number, number][] = [
  ['PV6060GR', 'Gres porcellanato 60x60 grigio fumo', 84, 21.5],
  ['PV6060BI', 'Gres porcellanato 60x60 bianco calce', 42, 21.5],
  ['PV3060GR', 'Gres porcellanato 30x60 grigio fumo', 36, 19.8],
  ['BT060GR', 'Battiscopa 60 cm grigio fumo', 110, 3.4],
  ['MS1010A', 'Mosaico su rete 30x30, tessera 1x1, azzurro', 24, 12.9],
  ['MS1010V', 'Mosaico su rete 30x30, tessera 1x1, verde bottiglia, lotto 2024/B', 24, 12.9],
  ['RV2040B', 'Rivestimento 20x40 bianco lucido', 150, 7.6],
  ['RV2040S', 'Rivestimento 20x40 sabbia opaco', 90, 7.9],
  ['LS020B', 'Listello 2x20 bianco', 200, 1.15],
  ['AN010', 'Angolo esterno alluminio 2,5 m', 18, 8.25],
  ['CL25GR', 'Collante per gres, sacco 25 kg', 60, 11.4],
  ['CL25BI', 'Collante bianco, sacco 25 kg', 20, 12.1],
  ['ST05GR', 'Stucco grigio, secchio 5 kg', 30, 9.7],
  ['ST05BI', 'Stucco bianco, secchio 5 kg', 12, 9.7],
  ['CR2MM', 'Crocette 2 mm, busta da 500', 25, 2.3],
  ['PR01', 'Profilo di dilatazione, 2,7 m', 15, 14.6],
  ['DT01', 'Detergente dopo posa, 5 l', 10, 18.9],
  ['TR01', 'Trasporto su bancali', 1, 185],
];

const shown = (amount: number): string =>
  amount.toLocaleString('it-IT', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: 'always',
  });

export default () =>
  pdf(
    p => {
      const head = (page: number) => {
        p.text(40, 34, 'CERAMICHE VALDARNO S.P.A.', { font: 'serif-bold', size: 14 });
        p.lines(
          40,
          52,
          ['Via Fiorentina 210 – 52025 Montevarchi (AR)', 'P. IVA IT01652340512 – Tel. 055 555 0166'],
          { size: 8 },
        );
        p.boxes(320, 34, [
          [
            ['Fattura n.', '1187/A', 75],
            ['del', '28/08/2025', 85],
            ['Pag.', `${page} di 2`, 70],
          ],
        ]);
      };
      head(1);
      p.box(320, 75, 230, 66);
      p.text(326, 79, 'Spett.le', { size: 8 });
      p.lines(326, 91, [
        'EDIL CASENTINO S.N.C. di Bruni & C.',
        'Via Roma 8',
        '52011 Bibbiena (AR)',
        'P. IVA 02113470514',
      ]);
      p.pairs(
        40,
        95,
        [
          ['Vs. ordine', '88/25 del 19/08/2025'],
          ['Pagamento', 'Bonifico bancario 60 gg f.m.'],
          ['Scadenza', '31/10/2025'],
        ],
        { to: 110, size: 9 },
      );
      const columns: Column[] = [
        ['Codice', 62],
        ['Descrizione', 218],
        ['U.M.', 32],
        ['Q.tà', 48, 'right'],
        ['Prezzo unit.', 70, 'right'],
        ['Importo €', 80, 'right'],
      ];
      const rows = goods.map(([code, name, pieces, price]) => [
        code,
        name,
        name.includes('kg') || code === 'TR01' ? 'NR' : 'PZ',
        String(pieces),
        shown(price),
        shown(pieces * price),
      ]);
      const first = rows.slice(0, 12);
      const carried = goods.slice(0, 12).reduce((sum, [, , pieces, price]) => sum + pieces * price, 0);
      const style = { rules: 'grid', size: 9, font: 'serif', headFont: 'serif-bold', pad: 5 } as const;
      const y = p.table(40, 165, columns, [...first, ['', 'A riportare', '', '', '', shown(carried)]], style);
      p.text(550, y + 10, 'segue', { size: 8, align: 'right' });
      p.page();
      head(2);
      p.table(40, 90, columns, [['', 'Riporto', '', '', '', shown(carried)], ...rows.slice(12)], style);
      const net = goods.reduce((sum, [, , pieces, price]) => sum + pieces * price, 0);
      p.boxes(
        40,
        330,
        [
          [
            ['Imponibile', shown(net), 130],
            ['Aliquota', '22%', 70],
            ['Imposta', shown(net * 0.22), 130],
            ['Totale fattura', `€ ${shown(net * 1.22)}`, 180],
          ],
        ],
        { height: 34 },
      );
      p.text(40, 380, 'Banca d\u2019appoggio: Banca del Valdarno – IBAN IT60 X054 2811 1010 0000 0123 456', {
        size: 9,
      });
    },
    { font: 'serif' },
  );
