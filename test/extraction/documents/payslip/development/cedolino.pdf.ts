import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.boxes(
        40,
        40,
        [
          [
            ['DITTA', 'Officine Brembate S.p.A.', 220],
            ['MESE RETRIBUITO', 'Maggio 2025', 120],
            ['DATA PAGAMENTO', '10/06/2025', 175],
          ],
          [
            ['COD. DIPENDENTE', '000338', 100],
            ['COGNOME E NOME', 'COLOMBO MATTEO', 240],
            ['CODICE FISCALE', 'CLMMTT84B12A794R', 175],
          ],
          [
            ['QUALIFICA', 'Operaio 5° livello', 220],
            ['ASSUNTO IL', '03/09/2012', 120],
            ['MATRICOLA INPS', '1204471883', 175],
          ],
        ],
        { height: 32 },
      );
      p.table(
        40,
        150,
        [
          ['Cod.', 45],
          ['Voce', 215],
          ['Ore/GG', 60, 'right'],
          ['Trattenute', 95, 'right'],
          ['Competenze', 100, 'right'],
        ],
        [
          ['0001', 'Retribuzione ordinaria', '168,00', '', '2.016,00'],
          ['0110', 'Straordinario 25%', '10,00', '', '150,00'],
          ['0300', 'Indennità turno', '', '', '48,30'],
          ['7010', 'Contributi INPS 9,19%', '', '203,49', ''],
          ['7200', 'IRPEF netta', '', '271,64', ''],
          ['7310', 'Addizionale regionale', '', '22,10', ''],
        ],
        { rules: 'none', pad: 3 },
      );
      p.boxes(
        40,
        330,
        [
          [
            ['TOTALE COMPETENZE', '2.214,30', 170],
            ['TOTALE TRATTENUTE', '497,23', 170],
            ['NETTO IN BUSTA', '1.717,07', 175],
          ],
        ],
        { height: 36, value: { font: 'sans-bold', size: 12 } },
      );
      p.text(40, 385, 'Accredito su c/c IT98 Y036 0901 6001 0012 3456 789 presso Banca Popolare di Brembate');
    },
    { fontSize: 9.5 },
  );
