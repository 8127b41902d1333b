import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 40, 'COMPANHIA DE SEGUROS ATLÂNTIDA', { size: 13, font: 'sans-bold', align: 'center' });
      p.text(298, 60, 'Participação de sinistro – multirriscos habitação', { align: 'center', size: 11 });
      const row = (y: number, label: string, value: string) =>
        p
          .text(55, y, label)
          .text(235, y, value, { font: 'mono' })
          .rule(232, y + 12, 545, y + 12, 0.3);
      row(95, 'Apólice n.º', 'MH-0081-554402');
      row(117, 'Tomador do seguro', 'Fernando Azevedo');
      row(139, 'Data da ocorrência', '28/12/2025');
      row(161, 'Hora', '04:15');
      row(183, 'Local da ocorrência', 'Rua do Castelo 9, Viana do Castelo');
      row(205, 'Estimativa dos prejuízos', '5.240,00 EUR');
      row(227, 'Franquia', '500,00 EUR');
      row(249, 'N.º do processo de sinistro', '');
      p.text(55, 280, 'Causa:')
        .tick(110, 281, 'Incêndio', false)
        .tick(190, 281, 'Inundação', false)
        .tick(275, 281, 'Roubo', false)
        .tick(340, 281, 'Tempestade', true)
        .tick(430, 281, 'Outra', false);
      p.text(55, 310, 'Houve participação às autoridades?')
        .tick(235, 311, 'Sim', true)
        .tick(285, 311, 'Não', false)
        .text(340, 310, 'Auto n.º')
        .text(390, 310, '1187/2025', { font: 'mono' });
      p.text(55, 340, 'Descrição:');
      p.prose(
        55,
        356,
        490,
        'O vento arrancou parte do telhado e a chuva entrou no sótão e em dois quartos. Os bombeiros colocaram uma lona no dia 29/12/2025.',
      );
      p.text(55, 420, 'IBAN para indemnização:').text(235, 420, 'PT50 0002 0123 1234 5678 9015 4', {
        font: 'mono',
      });
      p.text(55, 470, 'Data: 02/01/2026')
        .text(300, 470, 'Assinatura:')
        .text(365, 465, 'F. Azevedo', { font: 'serif-italic', size: 15 });
    },
    { fontSize: 10.5 },
  );
