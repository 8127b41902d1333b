import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(45, 40, 'Cantina Sociale Montelupo s.c.a.', { size: 14, font: 'serif-bold' });
      p.text(45, 58, 'Strada del Vino 12, 12060 Verduno (CN) – P. IVA 00187340047', { size: 8.5 });
      p.text(550, 40, 'DOCUMENTO DI TRASPORTO', { size: 12, font: 'serif-bold', align: 'right' });
      p.text(550, 58, 'N. 812 del 03/04/2025', { align: 'right' });
      p.text(45, 90, 'Mittente').text(300, 90, 'Destinatario');
      p.lines(45, 104, ['Cantina Sociale Montelupo s.c.a.', 'Verduno (CN)'], { font: 'serif-bold' });
      p.lines(300, 104, ['Enoteca Porta Nuova di L. Ferri', 'Corso Vittorio 7, 10128 Torino'], {
        font: 'serif-bold',
      });
      p.pairs(
        45,
        150,
        [
          ['Rif. ordine cliente', '27/M'],
          ['Causale del trasporto', 'Vendita'],
          ['Vettore', 'Langhe Express s.r.l.'],
          ['Numero colli', '9'],
          ['Peso lordo kg', '121,4'],
          ['Data consegna', '04/04/2025'],
        ],
        { to: 165, leading: 1.5 },
      );
      p.table(
        45,
        260,
        [
          ['Codice', 65],
          ['Descrizione dei beni', 250],
          ['U.M.', 40, 'center'],
          ['Quantità', 65, 'right'],
          ['Lotto', 85],
        ],
        [
          ['BA21', 'Barolo DOCG 2021, cartone da 6', 'CT', '3', 'L21-044'],
          ['DO23', 'Dolcetto d\u2019Alba 2023, cartone da 6', 'CT', '4', 'L23-102'],
          ['GR', 'Grappa di Nebbiolo 50 cl, cartone da 6', 'CT', '2', 'LG-17'],
        ],
        { rules: 'grid', font: 'serif', headFont: 'serif-bold' },
      );
      p.text(45, 400, 'Firma del conducente').text(300, 400, 'Firma del destinatario');
      p.text(305, 416, 'Luisa Ferri', { font: 'serif-italic', size: 14 });
    },
    { font: 'serif', fontSize: 10.5 },
  );
