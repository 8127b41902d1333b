import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 40, 'COMUNE DI CORTEBIANCA', { align: 'center', size: 12, font: 'serif-bold' });
      p.text(298, 56, 'Biblioteca civica "Ada Negri"', { align: 'center', size: 11 });
      p.text(298, 84, 'DOMANDA DI ISCRIZIONE AL PRESTITO', { align: 'center', size: 13, font: 'serif-bold' });
      const write = { font: 'mono', size: 10.5 } as const;
      const blank = (x: number, y: number, to: number) => p.rule(x, y + 11, to, y + 11, 0.4);
      p.text(50, 125, 'Il/La sottoscritto/a  cognome')
        .text(190, 124, 'MORETTI', write)
        .text(330, 125, 'nome')
        .text(362, 124, 'SILVIA', write);
      blank(186, 125, 325);
      blank(358, 125, 545);
      p.text(50, 150, 'nato/a il')
        .text(95, 149, '15/12/2001', write)
        .text(190, 150, 'a')
        .text(202, 149, 'Lodi', write);
      blank(92, 150, 185);
      blank(200, 150, 330);
      p.text(50, 175, 'residente in via')
        .text(125, 174, 'dei Tigli 22', write)
        .text(270, 175, 'CAP')
        .text(297, 174, '26812', write)
        .text(350, 175, 'città')
        .text(376, 174, 'Cortebianca', write);
      blank(122, 175, 265);
      blank(294, 175, 345);
      blank(373, 175, 545);
      p.text(50, 200, 'telefono')
        .text(98, 199, '', write)
        .text(270, 200, 'e-mail')
        .text(305, 199, 'silvia.m@example.it', write);
      blank(92, 200, 265);
      blank(302, 200, 545);
      p.text(50, 235, 'CHIEDE').text(50, 253, 'di essere iscritto/a come:');
      p.tick(190, 254, 'Adulto', false)
        .tick(260, 254, 'Studente', true)
        .tick(340, 254, 'Ragazzo (fino a 14 anni)', false);
      p.prose(
        50,
        285,
        495,
        'Dichiara di aver preso visione del regolamento approvato il 3 maggio 2019 e di accettarlo. L\u2019iscrizione è gratuita. In caso di smarrimento della tessera il duplicato costa 5,00 euro.',
      );
      p.text(50, 335, 'Desidera ricevere la newsletter della biblioteca:')
        .tick(290, 336, 'sì', false)
        .tick(330, 336, 'no', false);
      p.text(50, 400, 'Cortebianca, lì')
        .text(130, 399, '07/10/2025', write)
        .text(330, 400, 'Firma')
        .text(370, 396, 'Silvia Moretti', { font: 'serif-italic', size: 14 });
    },
    { font: 'serif', fontSize: 10.5 },
  );
