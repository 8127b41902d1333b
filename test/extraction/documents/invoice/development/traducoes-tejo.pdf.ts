import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(60, 60, 'Traduções Tejo', { size: 17, font: 'serif-bold' });
      p.text(60, 84, 'Beatriz Nogueira, tradutora – Rua da Bica 15, 3.º, 1200-054 Lisboa');
      p.text(60, 98, 'NIF 218 440 907    beatriz@tejo.example    Tlm. 910 555 027');
      p.rule(60, 118, 535);
      p.text(60, 130, 'Fatura-recibo n.º 27', { size: 13, font: 'serif-bold' });
      p.text(535, 132, 'Lisboa, 14 de julho de 2025', { align: 'right' });
      p.pairs(
        60,
        165,
        [
          ['Adquirente:', 'Editora Maré Alta, Lda'],
          ['NIF do adquirente:', '503 118 274'],
          ['Morada:', 'Avenida da Liberdade 200, 1250-147 Lisboa'],
          ['Encomenda:', 'EMA-2025-19'],
        ],
        { to: 165, leading: 1.6 },
      );
      const y = p.table(
        60,
        260,
        [
          ['Serviço prestado', 250],
          ['Palavras', 70, 'right'],
          ['Preço', 70, 'right'],
          ['Total', 85, 'right'],
        ],
        [
          ['Tradução de romance, do inglês, capítulos 1 a 8', '38400', '0,045 €', '1.728,00 €'],
          ['Revisão de provas', '38400', '0,010 €', '384,00 €'],
        ],
        { rules: 'grid', font: 'serif', headFont: 'serif-bold' },
      );
      p.pairs(
        335,
        y + 20,
        [
          ['Valor base', '2.112,00 €'],
          ['IVA (23%)', '485,76 €'],
          ['Retenção na fonte (23%)', '-485,76 €'],
          ['Importância recebida', '2.112,00 €'],
        ],
        { end: 535, leading: 1.6 },
      );
    },
    { font: 'serif', fontSize: 10.5 },
  );
