import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(306, 40, 'KEISHA MONROE', { size: 20, font: 'serif-bold', align: 'center' });
      p.text(
        306,
        64,
        '88 Magnolia Ave, Savannah, GA 31401 | (912) 555-0123 | keisha@monroe.example | https://keishamonroe.example',
        { size: 9, align: 'center' },
      );
      p.rule(50, 80, 562);
      p.text(50, 92, 'SUMMARY', { font: 'serif-bold' });
      p.prose(
        50,
        108,
        512,
        'Project manager for historic building restoration with twelve years in the trade. Known for budgets that hold.',
      );
      p.text(50, 145, 'EXPERIENCE', { font: 'serif-bold' });
      const job = (
        y: number,
        employer: string,
        place: string,
        title: string,
        period: string,
        points: string[],
      ) => {
        p.text(50, y, employer, { font: 'serif-bold' }).text(562, y, place, { align: 'right' });
        p.text(50, y + 14, title, { font: 'serif-italic' }).text(562, y + 14, period, { align: 'right' });
        for (const [i, point] of points.entries())
          p.text(60, y + 30 + i * 14, '•').text(72, y + 30 + i * 14, point);
      };
      job(
        163,
        'Lowcountry Restoration Group',
        'Savannah, GA',
        'Senior Project Manager',
        'Jun 2019 - Present',
        ['Led 14 restorations worth $9.2 million', 'Trained four assistant managers'],
      );
      job(245, 'Tybee Builders Inc.', 'Tybee Island, GA', 'Project Manager', 'Feb 2015 - May 2019', [
        'Ran coastal housing projects of up to $2 million',
      ]);
      job(310, 'Habitat Carpentry', 'Macon, GA', 'Carpenter', '2012 - 2015', [
        'Framing and finish carpentry',
      ]);
      p.text(50, 375, 'EDUCATION', { font: 'serif-bold' });
      p.text(50, 391, 'B.S. in Construction Management, Georgia Southern University, 2012');
      p.text(50, 420, 'SKILLS', { font: 'serif-bold' });
      p.text(50, 436, 'Scheduling | Cost control | Historic masonry | Bluebeam | OSHA 30');
      p.text(50, 465, 'LANGUAGES', { font: 'serif-bold' });
      p.text(50, 481, 'English (native), Spanish (conversational)');
    },
    { font: 'serif', fontSize: 10.5, size: [612, 792] },
  );
