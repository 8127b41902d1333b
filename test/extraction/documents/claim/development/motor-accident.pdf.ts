import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(40, 36, 'Brightwell Insurance', { size: 16, font: 'sans-bold' });
    p.text(555, 40, 'MOTOR ACCIDENT REPORT', { size: 12, align: 'right', font: 'sans-bold' });
    const bar = (y: number, text: string) => {
      p.box(40, y, 515, 16, '#444444');
      p.text(46, y + 3.5, text, { color: '#ffffff', size: 9, font: 'sans-bold' });
    };
    bar(62, '1. Policy');
    p.boxes(40, 78, [
      [
        ['Policy number', 'BW-M-4471920', 170],
        ['Policyholder', 'Daniel Ashworth', 200],
        ['Claim reference', 'CL/25/88013', 145],
      ],
      [
        ['Vehicle registration mark', 'YK19 TRN', 170],
        ['Make and model', 'Skoda Octavia', 200],
        ['Excess', '£250', 145],
      ],
    ]);
    bar(146, '2. The accident');
    p.boxes(40, 162, [
      [
        ['Date of accident', '04/12/2025', 130],
        ['Time', '17:35', 80],
        ['Location', 'A65 roundabout, Skipton', 305],
      ],
      [
        ['Weather', 'Rain, dark', 130],
        ['Speed', '20 mph', 80],
        ['Estimated cost of repair to your vehicle', '£1,640.00', 305],
      ],
    ]);
    p.text(46, 230, 'Type of loss:', { size: 9 });
    p.tick(120, 231, 'Collision', true)
      .tick(190, 231, 'Fire', false)
      .tick(235, 231, 'Theft', false)
      .tick(290, 231, 'Other', false);
    bar(250, '3. The other driver');
    p.boxes(40, 266, [
      [
        ['Name', 'Karen Whitfield', 190],
        ['Telephone', '07700 900812', 130],
        ['Registration', 'BD14 KLO', 90],
        ['Insurer', 'Dalesway Mutual', 105],
      ],
    ]);
    bar(306, '4. Police and witnesses');
    p.text(46, 330, 'Did the police attend or were they told?')
      .tick(250, 331, 'Yes', true)
      .tick(300, 331, 'No', false);
    p.text(370, 330, 'Reference').text(430, 330, 'NYP-04122025-0377');
    p.text(46, 350, 'Witness: Peter Lamb, 12 Raikes Road, Skipton, 01756 555 0181');
    bar(372, '5. What happened');
    p.prose(
      46,
      394,
      500,
      'I was waiting to enter the roundabout when the other car ran into the back of mine. Its driver said her foot had slipped from the pedal. There were no injuries. My daughter Ruth was in the car with me.',
    );
    p.text(46, 480, 'Signature').text(110, 476, 'D Ashworth', { font: 'serif-italic', size: 15 });
    p.text(330, 480, 'Date completed').text(415, 480, '05/12/2025');
  });
