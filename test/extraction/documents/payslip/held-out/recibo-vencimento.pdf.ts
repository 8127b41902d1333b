import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Cerâmicas Ria, S.A.', { size: 13, font: 'sans-bold' }).text(
        550,
        40,
        'RECIBO DE VENCIMENTO',
        { size: 12, align: 'right' },
      );
      p.text(45, 57, 'Zona Industrial, lote 8, 3800 Aveiro – NIPC 500 774 219', { size: 8 });
      p.pairs(
        45,
        85,
        [
          ['Nome', 'Duarte Melo'],
          ['N.º mecanográfico', '217'],
          ['Categoria', 'Chefe de armazém'],
          ['N.º Segurança Social', '11 234 567 890'],
        ],
        { to: 150 },
      );
      p.pairs(
        340,
        85,
        [
          ['Período', 'Fevereiro de 2025'],
          ['Data do pagamento', '27-02-2025'],
          ['Dias úteis', '20'],
          ['Vencimento base', '1.420,00'],
        ],
        { to: 445 },
      );
      p.table(
        45,
        160,
        [
          ['Cód.', 40],
          ['Descrição', 225],
          ['Quant.', 60, 'right'],
          ['Abonos', 90, 'right'],
          ['Descontos', 90, 'right'],
        ],
        [
          ['R01', 'Vencimento', '30', '1.420,00', ''],
          ['R08', 'Diuturnidades', '', '62,50', ''],
          ['R21', 'Subsídio de alimentação', '20', '120,00', ''],
          ['D01', 'Segurança Social 11%', '', '', '163,08'],
          ['D02', 'IRS retido', '', '', '181,00'],
          ['', 'Totais', '', '1.602,50', '344,08'],
        ],
        { rules: 'grid' },
      );
      p.text(360, 300, 'Total líquido', { font: 'sans-bold' }).text(550, 300, '1.258,42 €', {
        font: 'sans-bold',
        align: 'right',
      });
      p.text(45, 330, 'Transferido para PT50 0033 0000 4567 8901 2343 7');
    },
    { fontSize: 9.5 },
  );
