import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(300, 36, 'SEGUROS LEVANTE', { size: 16, font: 'serif-bold', align: 'center' });
      p.text(300, 58, 'PARTE DE SINIESTRO – AUTOMÓVILES', { size: 12, align: 'center' });
      p.table(
        50,
        90,
        [
          ['', 175],
          ['', 325],
        ],
        [
          ['Póliza n.º', 'AU-3300-559018'],
          ['Tomador del seguro', 'Rosa Llorens Martí'],
          ['Matrícula', '7741 KZP'],
          ['Fecha y hora del siniestro', '22/09/2025, 18:45'],
          ['Lugar', 'Carretera CV-35, Llíria'],
          ['Tipo de siniestro', '[ ] Colisión   [ ] Incendio   [ ] Robo   [X] Tormenta o granizo'],
          ['Descripción de los daños', 'Abolladuras en capó, techo y maletero; luna delantera rota.'],
          ['Valoración provisional', '2.860,50 EUR'],
          ['Franquicia', '300 EUR'],
          ['¿Hay contrario?', 'No'],
          ['¿Intervino la policía o la Guardia Civil?', 'No'],
          ['Taller elegido', 'Chapa y Pintura Turia, tel. 962 555 071'],
        ],
        { rules: 'grid', font: 'serif', size: 11, pad: 6 },
      );
      p.text(50, 440, 'En Llíria, a 24 de septiembre de 2025').text(330, 436, 'Rosa Llorens', {
        font: 'serif-italic',
        size: 15,
      });
      p.text(50, 470, 'Indemnización por transferencia al IBAN ES60 0049 1500 0512 3456 7892');
      p.text(50, 800, 'Espacio reservado para la compañía. N.º de siniestro: ______________', { size: 8 });
    },
    { font: 'serif', fontSize: 11 },
  );
