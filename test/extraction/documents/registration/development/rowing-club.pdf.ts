import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.text(50, 45, 'Tarn River Rowing Club', { font: 'serif-bold', size: 18 });
    p.text(50, 68, 'Membership application', { size: 13 });
    p.text(545, 48, 'Office use: ____________', { size: 8, align: 'right' });
    p.boxes(
      50,
      100,
      [
        [
          ['First name(s)', 'Priya Anand', 165],
          ['Surname', 'Ramanathan', 165],
          ['Date of birth (DD/MM/YYYY)', '09/11/1993', 165],
        ],
        [
          ['House number and street', '17 Barrow Lane', 250],
          ['Town', 'Aldbeck', 145],
          ['Postcode', 'AB7 4QT', 100],
        ],
        [
          ['E-mail', 'priya.r@example.org', 250],
          ['Mobile', '07700 900451', 245],
        ],
        [
          ['Emergency contact: name', 'Suresh Ramanathan', 250],
          ['Emergency contact: telephone', '01539 555 0188', 245],
        ],
      ],
      { value: { font: 'mono', size: 11 } },
    );
    p.text(50, 240, 'Gender', { font: 'sans-bold' });
    p.tick(120, 241, 'female', true)
      .tick(190, 241, 'male', false)
      .tick(250, 241, 'other / prefer not to say', false);
    p.text(50, 270, 'Membership', { font: 'sans-bold' });
    p.tick(120, 271, 'Junior (under 18)  £60 a year', false);
    p.tick(120, 289, 'Adult  £145 a year', true);
    p.tick(120, 307, 'Social (no rowing)  £30 a year', false);
    p.text(50, 340, 'Start of membership:').text(165, 340, '1 September 2025', { font: 'mono' });
    p.tick(50, 371, 'I should like to receive the club newsletter by e-mail.', false);
    p.tick(50, 389, 'I agree that photographs of me may be published on the club website.', true);
    p.prose(
      50,
      420,
      495,
      'I am able to swim 100 metres in light clothing and I have read the safety rules of the club of 14 January 2024. I know that membership runs for one year and ends on 31 August unless renewed.',
    );
    p.text(50, 480, 'Signed')
      .text(110, 476, 'P. Ramanathan', { font: 'serif-italic', size: 15 })
      .rule(105, 494, 260);
    p.text(300, 480, 'Date').text(345, 480, '22/08/2025', { font: 'mono' }).rule(340, 494, 450);
  });
