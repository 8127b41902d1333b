import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(40, 36, 'Quesería Valle de Arán', { size: 15, font: 'sans-bold' }).text(
        380,
        38,
        'ALBARÁN 25/00912',
        { size: 12, font: 'sans-bold', align: 'right' },
      );
      p.text(40, 58, 'Camino del Molino s/n, 25530 Vielha').text(380, 58, 'Fecha: 04-12-2025', {
        align: 'right',
      });
      p.rule(40, 76, 380);
      p.text(40, 84, 'Entregar a: Gourmet Passeig, Rambla Ferran 12, 25007 Lleida')
        .text(40, 100, 'S/ pedido: WEB-5530')
        .text(40, 116, 'Agencia: Frío Express   Expedición 7712004   Bultos: 2   Peso: 31,8 kg');
      p.table(
        40,
        145,
        [
          ['Cant.', 45, 'right'],
          ['Producto', 165],
          ['Lote', 70],
          ['Caducidad', 65],
        ],
        [
          ['12', 'Queso tierno de cabra 700 g', 'L2511A', '15/02/2026'],
          ['8', 'Queso curado de oveja 1,5 kg', 'L2409C', '30/06/2026'],
          ['20', 'Mató 400 g', 'L2512', '18/12/2025'],
        ],
        { rules: 'grid' },
      );
      p.text(40, 260, 'Conforme el cliente:').text(140, 257, 'Núria S.', { font: 'serif-italic', size: 13 });
    },
    { size: [420, 298], fontSize: 9 },
  );
