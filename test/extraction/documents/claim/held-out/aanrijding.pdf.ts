import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 42, 'Delta Verzekeringen', { size: 15, font: 'sans-bold' }).text(
        545,
        45,
        'Schadeaangifte motorrijtuigen',
        { align: 'right', size: 12 },
      );
      const section = (y: number, title: string) =>
        p.box(50, y, 495, 15, '#d9e8f5').text(55, y + 3, title, { font: 'sans-bold', size: 9 });
      section(75, 'Verzekeringsnemer');
      p.text(55, 98, 'Naam')
        .text(150, 98, 'Pieter van Houten')
        .text(330, 98, 'Polisnummer')
        .text(420, 98, 'M-5582.019');
      p.text(55, 116, 'Kenteken')
        .text(150, 116, 'X-481-KB')
        .text(330, 116, 'Eigen risico')
        .text(420, 116, '€ 135,-');
      section(140, 'De aanrijding');
      p.text(55, 163, 'Datum en tijd').text(150, 163, '14-10-2025 om 08.25 uur');
      p.text(55, 181, 'Plaats').text(150, 181, 'kruising Stationsweg/Lange Vliet, Gouda');
      p.text(55, 199, 'Oorzaak')
        .tick(150, 200, 'aanrijding', true)
        .tick(230, 200, 'brand', false)
        .tick(285, 200, 'diefstal', false)
        .tick(345, 200, 'storm', false)
        .tick(400, 200, 'anders', false);
      p.text(55, 217, 'Geschatte schade').text(150, 217, '€ 3.475,00');
      section(241, 'Tegenpartij');
      p.text(55, 264, 'Naam')
        .text(150, 264, 'Samira Benali')
        .text(330, 264, 'Telefoon')
        .text(420, 264, '06 5550 1822');
      p.text(55, 282, 'Verzekerd bij').text(150, 282, 'Waalborg');
      section(306, 'Politie');
      p.text(55, 329, 'Is er proces-verbaal opgemaakt?')
        .tick(220, 330, 'ja', true)
        .tick(260, 330, 'nee', false)
        .text(330, 329, 'Nummer')
        .text(420, 329, 'PL1500-2025-3381');
      p.text(50, 400, 'Gouda, 15 oktober 2025').text(330, 398, 'P. van Houten', {
        font: 'serif-italic',
        size: 14,
      });
      p.text(50, 430, 'Uitkeren op rekening NL12 SNSB 0123 4567 89');
    },
    { fontSize: 10 },
  );
