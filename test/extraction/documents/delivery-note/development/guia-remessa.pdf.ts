import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 42, 'Azulejos Coimbra, Lda', { size: 14, font: 'sans-bold' });
      p.text(45, 60, 'Rua da Olaria 7, 3025-001 Coimbra', { size: 9 });
      p.text(550, 42, 'Guia de remessa GR 2025/1190', { size: 12, align: 'right' });
      p.pairs(
        45,
        90,
        [
          ['Data:', '11/09/2025'],
          ['Encomenda:', 'EC-4471'],
          ['Data de entrega:', '12/09/2025'],
          ['Transportador:', 'Mondego Cargas'],
        ],
        { to: 140, leading: 1.5 },
      );
      p.pairs(
        330,
        90,
        [
          ['Destinatário:', 'Construções Lousã, S.A.'],
          ['Local de descarga:', 'Obra da Rua Nova, Lousã'],
          ['Volumes:', '6'],
          ['Peso bruto:', '1.980 kg'],
        ],
        { to: 425, leading: 1.5 },
      );
      p.table(
        45,
        180,
        [
          ['Código', 75],
          ['Designação', 240],
          ['Encomendado', 75, 'right'],
          ['Entregue', 60, 'right'],
          ['Lote', 55],
        ],
        [
          ['AZ-1515B', 'Azulejo 15x15 branco brilhante, caixa 1 m²', '60', '60', '25081'],
          ['AZ-1515A', 'Azulejo 15x15 azul cobalto, caixa 1 m²', '20', '18', '25077'],
          ['RD-1507', 'Rodapé 15x7 branco, caixa 50', '8', '8', '25060'],
        ],
        { rules: 'rows', size: 9.5 },
      );
      p.text(45, 330, 'Recebido por:').text(115, 326, 'Manuel Serra', { font: 'serif-italic', size: 14 });
    },
    { fontSize: 10 },
  );
