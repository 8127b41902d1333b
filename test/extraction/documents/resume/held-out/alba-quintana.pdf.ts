import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 40, 'ALBA QUINTANA RÍOS', { size: 20, align: 'center' });
      p.text(298, 66, 'Enfermera de urgencias', { align: 'center', color: '#555555' });
      p.rule(60, 86, 535);
      const left = (y: number, title: string) =>
        p.text(60, y, title, { font: 'sans-bold', color: '#7a1f3d' });
      left(100, 'Datos personales');
      p.pairs(
        200,
        100,
        [
          ['Fecha de nacimiento', '19 de enero de 1988'],
          ['Nacionalidad', 'española'],
          ['Domicilio', 'Avenida de Portugal 10, Logroño'],
          ['Móvil', '655 550 188'],
          ['Correo', 'alba.quintana@example.es'],
          ['Permiso de conducir', 'B'],
        ],
        { to: 330 },
      );
      left(205, 'Trayectoria');
      const job = (y: number, line: string, text: string) => {
        p.text(200, y, line, { font: 'sans-bold' });
        p.prose(200, y + 14, 335, text, { size: 9 });
      };
      job(
        205,
        'Hospital San Millán – Enfermera de urgencias (2017–2025)',
        'Triaje, atención al paciente crítico y formación de residentes.',
      );
      job(255, 'Centro de Salud Rioja Alta – Enfermera (2013–2017)', 'Consultas de crónicos y vacunación.');
      job(300, 'Clínica Los Manzanos – Auxiliar (2011–2013)', 'Planta de cirugía.');
      left(350, 'Estudios');
      p.text(200, 350, 'Grado en Enfermería, Universidad de La Rioja, 2011');
      left(380, 'Competencias');
      p.text(200, 380, 'Soporte vital avanzado · Triaje Manchester · Ecografía básica · Docencia');
      left(410, 'Idiomas');
      p.table(
        200,
        405,
        [
          ['Español', 110],
          ['nativo', 100],
        ],
        [
          ['Inglés', 'B2'],
          ['Portugués', 'A2'],
        ],
        { rules: 'none', headFont: 'sans', pad: 3 },
      );
    },
    { fontSize: 10 },
  );
