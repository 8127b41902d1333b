import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Hotel Miradouro do Douro', { size: 14, font: 'sans-bold' });
      p.text(50, 63, 'Departamento de Compras · compras@miradourodouro.example · 254 555 010', { size: 8 });
      p.text(545, 45, 'NOTA DE ENCOMENDA', { size: 14, align: 'right' });
      p.text(545, 65, 'N.º NE-2025/302', { align: 'right', font: 'sans-bold' });
      p.boxes(
        50,
        90,
        [
          [
            ['Fornecedor', 'Têxteis Guimarães, S.A.', 200],
            ['N.º de fornecedor', 'F-0091', 95],
            ['Data', '20/01/2025', 95],
            ['Data de entrega', '14/02/2025', 105],
          ],
          [
            ['Contacto', 'Helena Vasconcelos', 200],
            ['Moeda', 'EUR', 95],
            ['Condições de pagamento', '30 dias', 95],
            ['Condições de entrega', 'DAP Peso da Régua', 105],
          ],
        ],
        { height: 34 },
      );
      const y = p.table(
        50,
        180,
        [
          ['Ref.', 65],
          ['Designação', 200],
          ['Quant.', 50, 'right'],
          ['Un.', 35, 'center'],
          ['Preço unit.', 70, 'right'],
          ['Total', 75, 'right'],
        ],
        [
          ['TB-5090', 'Toalha de banho 50x90, branca', '200', 'un', '4,10', '820,00'],
          ['TB-1015', 'Toalha de banho 100x150, branca', '120', 'un', '8,35', '1.002,00'],
          ['RP-01', 'Roupão, tamanho único', '40', 'un', '19,90', '796,00'],
        ],
        { rules: 'grid', headFill: '#e7eef0' },
      );
      p.text(400, y + 14, 'Total da encomenda').text(545, y + 14, '2.618,00', {
        align: 'right',
        font: 'sans-bold',
      });
      p.text(50, y + 60, 'Agradecemos que indiquem o número da encomenda na fatura e na guia de remessa.', {
        size: 9,
      });
    },
    { fontSize: 9.5 },
  );
