import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Mutua Alcarria – Declaración de siniestro de comercio' },
    'Número de póliza: CO-771.204',
    'Asegurado: Librería Babel S.L.',
    'Fecha del siniestro: 19 de octubre de 2025',
    'Hora aproximada: 02:30',
    'Lugar: Calle Mayor 60, Guadalajara',
    'Causa del siniestro: robo con fuerza',
    'Importe estimado: 3.120,00 €',
    'Franquicia aplicable: 200,00 €',
    'Denuncia ante la policía: sí, atestado 4471/25',
    'Fecha de la declaración: 20/10/2025',
    'Cuenta para el pago: ES91 2100 0418 4502 0005 1332',
    'Relato: forzaron la persiana y se llevaron la caja registradora, dos ordenadores y varios libros antiguos.',
  ]);
