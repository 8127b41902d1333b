import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Recibo: [
      ['Padaria Central de Évora, Lda.', '', '', 'RECIBO DE VENCIMENTO'],
      ['Rua da República 30, 7000-656 Évora', '', '', 'NIPC 509182739'],
      ['', '', '', ''],
      ['Nome', 'Rui Miguel Calado', 'N.º mecanográfico', '0032'],
      ['Categoria', 'Padeiro de 1.ª', 'NIF', '219347085'],
      ['Mês', 'Janeiro de 2026', 'N.º Seg. Social', '11204487315'],
      ['Data de pagamento', '30/01/2026', 'Dias úteis', 21],
      ['', '', '', ''],
      ['Cód.', 'Descrição', 'Abonos', 'Descontos'],
      ['001', 'Vencimento base', 1020, ''],
      ['014', 'Trabalho noturno', 178.5, ''],
      ['022', 'Subsídio de alimentação', 126, ''],
      ['501', 'Segurança Social 11%', '', 131.84],
      ['502', 'IRS', '', 58],
      ['', 'Totais', 1324.5, 189.84],
      ['', '', '', ''],
      ['', '', 'Líquido a receber', 1134.66],
      ['Forma de pagamento', 'Transferência bancária', 'IBAN', 'PT23 0033 0000 4550 1234 5677 4'],
    ],
  });
