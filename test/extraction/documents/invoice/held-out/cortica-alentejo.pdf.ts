import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.lines(
        45,
        40,
        [
          'Cortiça do Alentejo, Unipessoal Lda',
          'Estrada Nacional 4, km 121',
          '7100-300 Estremoz',
          'Contribuinte n.º 509442013',
        ],
        { size: 9 },
      );
      p.text(550, 40, 'FATURA FT 2025/418', { font: 'sans-bold', size: 13, align: 'right' });
      p.text(550, 58, 'Original', { align: 'right', size: 8 });
      p.box(320, 80, 230, 70);
      p.lines(328, 88, ['Exmo.(s) Sr.(s)', 'Vinhos da Serra, S.A.', 'Quinta do Ribeiro', '6270-401 Seia']);
      p.table(
        45,
        170,
        [
          ['V/ N.º Contrib.', 90],
          ['Requisição', 90],
          ['Moeda', 50],
          ['Data', 75],
          ['Vencimento', 80],
          ['Condição de pagamento', 120],
        ],
        [['502881664', 'REQ-3309', 'EUR', '2025-06-18', '2025-08-17', '60 dias']],
        { rules: 'grid', size: 8.5, headFill: '#eeeeee' },
      );
      p.table(
        45,
        225,
        [
          ['Artigo', 60],
          ['Descrição', 195],
          ['Qtd.', 50, 'right'],
          ['Un.', 30],
          ['Pr. Unitário', 60, 'right'],
          ['Desc.', 40, 'right'],
          ['IVA', 30, 'right'],
          ['Valor', 60, 'right'],
        ],
        [
          ['RN4524', 'Rolha natural 45x24, classe extra', '5.000', 'UN', '0,32', '', '23', '1.600,00'],
          ['RN4524B', 'Rolha natural 45x24, classe 1', '8.000', 'UN', '0,21', '5,0', '23', '1.596,00'],
          ['RC4424', 'Rolha técnica 44x24', '12.000', 'UN', '0,09', '', '23', '1.080,00'],
          ['GRAV', 'Gravação a fogo', '25', 'MIL', '6,50', '', '23', '162,50'],
        ],
        { rules: 'grid', size: 8.5, pad: 5 },
      );
      p.boxes(45, 480, [
        [
          ['Mercadoria/Serviços', '4.522,50', 110],
          ['Desconto comercial', '84,00', 100],
        ],
        [
          ['Incidência', '4.438,50', 110],
          ['IVA 23%', '1.020,86', 100],
        ],
      ]);
      p.box(400, 480, 150, 60, '#eeeeee')
        .text(408, 488, 'Total a pagar', { size: 9 })
        .text(542, 508, '5.459,36 EUR', { size: 15, font: 'sans-bold', align: 'right' });
      p.text(
        45,
        575,
        'Pagamento por transferência: NIB/IBAN PT50 0035 0651 0000 0045 1230 7  SWIFT CGDIPTPL',
        { size: 9 },
      );
      p.text(
        45,
        800,
        'k4Ge-Processado por programa certificado n.º 2211/AT    geral@corticalentejo.example    +351 268 555 012',
        { size: 7 },
      );
    },
    { fontSize: 10 },
  );
