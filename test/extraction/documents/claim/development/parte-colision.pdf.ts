import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(297, 34, 'PARTE DE SINIESTRO – AUTOMÓVILES', { size: 14, font: 'sans-bold', align: 'center' });
      p.text(297, 54, 'Mutua Sierra Norte, S.A. de Seguros', { align: 'center', color: '#444444' });
      p.text(40, 78, 'A rellenar por la compañía:  Nº de siniestro', { size: 8 })
        .text(220, 76, 'SN-25/11827')
        .text(330, 78, 'Tramitador', { size: 8 })
        .text(380, 76, 'B. Arce');
      const bar = (y: number, text: string) =>
        p.box(40, y, 515, 15, '#d9d9d9').text(45, y + 3, text, { font: 'sans-bold', size: 9 });
      const blank = (x: number, y: number, label: string, from: number, to: number, value: string) =>
        p
          .text(x, y, label, { size: 8.5 })
          .text(from + 3, y - 2, value, { font: 'serif-italic', size: 12 })
          .rule(from, y + 11, to);
      bar(96, '1. Asegurado');
      blank(45, 122, 'Nombre y apellidos:', 130, 345, 'Inés Barrientos Lago');
      blank(355, 122, 'N.I.F.:', 385, 550, '47192835D');
      blank(45, 144, 'Póliza nº:', 90, 210, '0-7743-15520');
      blank(220, 144, 'Teléfono:', 262, 390, '655 550 118');
      blank(400, 144, 'Matrícula:', 445, 550, '4417 LKD');
      bar(168, '2. El accidente');
      blank(45, 194, 'Fecha:', 75, 180, '22 / 08 / 2025');
      blank(190, 194, 'Hora:', 215, 290, '8:35');
      blank(300, 194, 'Lugar:', 330, 550, 'Glorieta de la Paz, Ávila');
      p.text(45, 220, '¿Intervino la policía?').tick(140, 220, 'SÍ', true).tick(180, 220, 'NO', false);
      blank(240, 220, 'Nº de atestado:', 310, 430, 'PL-2025-883');
      p.text(45, 244, 'Causa:')
        .tick(80, 244, 'Colisión', true)
        .tick(150, 244, 'Robo', false)
        .tick(205, 244, 'Incendio', false)
        .tick(275, 244, 'Agua', false)
        .tick(325, 244, 'Tormenta', false)
        .tick(395, 244, 'Otra', false);
      bar(268, '3. Vehículo contrario');
      blank(45, 294, 'Conductor:', 95, 300, 'Óscar Pardo Ruiz');
      blank(310, 294, 'Matrícula:', 355, 440, '9082 HGT');
      blank(45, 316, 'Compañía:', 95, 300, 'Seguros Calatrava');
      blank(310, 316, 'Tel.:', 335, 440, '677 550 904');
      bar(340, '4. Daños');
      p.prose(
        45,
        362,
        500,
        'Golpe lateral en puerta y aleta traseras derechas al incorporarme a la glorieta; el otro vehículo no cedió el paso. No hubo heridos.',
        { font: 'serif-italic', size: 12 },
      );
      blank(45, 410, 'Importe estimado (€):', 140, 250, '1.640');
      blank(260, 410, 'Franquicia (€):', 325, 420, '');
      blank(45, 434, 'Cuenta para el abono (IBAN):', 170, 420, 'ES91 2100 0418 4502 0005 1332');
      p.text(45, 480, 'En Ávila, a 25 de agosto de 2025').text(380, 480, 'Firma del asegurado');
    },
    { fontSize: 9.5 },
  );
