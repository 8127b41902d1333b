import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(306, 36, 'LAKESIDE COMMUNITY POOL', { size: 16, font: 'sans-bold', align: 'center' });
      p.text(306, 56, 'Enrollment Form - Adult Swim Lessons', { size: 12, align: 'center' });
      p.text(306, 72, '1200 Shoreline Dr, Duluth, MN 55802 | (218) 555-0100', { size: 8, align: 'center' });
      const hand = { font: 'mono', size: 10.5 } as const;
      const blank = (x: number, y: number, to: number, value: string, label: string) =>
        p
          .text(x + 4, y, value, hand)
          .rule(x, y + 13, to)
          .text(x, y + 15, label, { size: 7 });
      p.text(40, 100, 'PARTICIPANT', { font: 'sans-bold' });
      blank(40, 118, 230, 'OYELARAN', 'Last name');
      blank(240, 118, 390, 'TEMITOPE', 'First name');
      blank(400, 118, 430, 'A', 'M.I.');
      blank(440, 118, 570, '07/09/1994', 'Date of birth (mm/dd/yyyy)');
      blank(40, 156, 300, '318 N 12th Ave E, Apt 4', 'Street address');
      blank(310, 156, 430, 'Duluth', 'City');
      blank(440, 156, 480, 'MN', 'State');
      blank(490, 156, 570, '55805', 'ZIP');
      blank(40, 194, 200, '(218) 555-0137', 'Cell phone');
      blank(210, 194, 430, 't.oyelaran@example.com', 'E-mail');
      p.text(445, 196, 'Sex:', { size: 8 }).tick(470, 196, 'M', false).tick(500, 196, 'F', true);
      p.text(40, 238, 'IN CASE OF EMERGENCY NOTIFY', { font: 'sans-bold' });
      blank(40, 256, 260, 'Kehinde Oyelaran', 'Name');
      blank(270, 256, 400, 'brother', 'Relationship');
      blank(410, 256, 570, '(612) 555-0184', 'Phone');
      p.text(40, 302, 'SESSION (check one)', { font: 'sans-bold' });
      p.tick(50, 320, 'Beginner, Mon/Wed 6:00 pm, starts 01/12/2026', false).text(400, 319.5, '$84.00');
      p.tick(50, 338, 'Intermediate, Tue/Thu 7:00 pm, starts 01/13/2026', true).text(400, 337.5, '$96.00');
      p.tick(50, 356, 'Masters, Sat 8:00 am, starts 01/17/2026', false).text(400, 355.5, '$110.00');
      p.text(40, 390, 'Amount enclosed: $').rule(128, 402, 210).text(135, 389, '96.00', hand);
      p.text(40, 420, 'May we use photographs of you in our brochure and on our website?')
        .tick(380, 420, 'Yes', true)
        .tick(430, 420, 'No', false);
      p.text(40, 440, 'Send me the monthly Splash newsletter')
        .tick(380, 440, 'Yes', true)
        .tick(430, 440, 'No', false);
      blank(40, 490, 330, 'Temitope Oyelaran', 'Signature of participant');
      blank(380, 490, 500, '12/18/2025', 'Date');
      p.box(40, 540, 530, 40).text(
        46,
        545,
        'OFFICE USE ONLY   Received: ________   Check #: ________   Entered by: ____',
        {
          size: 8,
        },
      );
    },
    { fontSize: 9.5, size: [612, 792] },
  );
