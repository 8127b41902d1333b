import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 60, 'CONTRATO DE ARRENDAMIENTO DE VIVIENDA', {
        size: 13,
        font: 'serif-bold',
        align: 'center',
      });
      let y = 95;
      const say = (text: string) => {
        y = p.prose(70, y, 455, text) + 8;
      };
      say('En Zaragoza, a 27 de agosto de 2025');
      say('REUNIDOS');
      say(
        'De una parte, D. Andrés Lafuente Gil, como arrendador, y de otra, D.ª Noelia Prat Soler, como arrendataria.',
      );
      say('ACUERDAN');
      say(
        'Primero. Objeto. El arrendador cede en arrendamiento la vivienda sita en la calle San Jorge 14, 3.º A, 50001 Zaragoza, de 78 metros cuadrados y 3 habitaciones, con la plaza de garaje número 22.',
      );
      say(
        'Segundo. Duración. El contrato comienza el 1 de septiembre de 2025 y termina el 31 de agosto de 2026, prorrogable conforme a la ley. Para no renovarlo hay que avisar con 2 meses de antelación.',
      );
      say(
        'Tercero. Renta. La renta es de 690 euros mensuales, que se ingresarán en los siete primeros días de cada mes en la cuenta ES54 2085 0001 5303 0000 1234.',
      );
      say('Cuarto. Fianza. La arrendataria entrega en este acto 690 euros en concepto de fianza.');
      say('Quinto. No se admiten animales en la vivienda salvo autorización por escrito.');
      p.text(90, y + 30, 'El arrendador').text(360, y + 30, 'La arrendataria');
    },
    { font: 'serif', fontSize: 11 },
  );
