import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 45, 'Naomi Whitlock', { size: 24, font: 'serif-bold' });
      p.text(
        50,
        76,
        'Leeds, United Kingdom  |  +44 113 496 0177  |  naomi.whitlock@example.org  |  https://whitlock.example.org',
      );
      p.rule(50, 94, 545);
      const section = (y: number, title: string) =>
        p.text(50, y, title.toUpperCase(), { font: 'serif-bold', size: 12 });
      section(106, 'Profile');
      p.prose(
        50,
        124,
        495,
        'Structural engineer with nine years of experience in the assessment of masonry bridges. I lead small teams and like to explain difficult things to people who are not engineers.',
      );
      section(172, 'Experience');
      const job = (y: number, title: string, employer: string, period: string, text: string) => {
        p.text(50, y, title, { font: 'serif-bold' }).text(545, y, period, { align: 'right' });
        p.text(50, y + 14, employer, { font: 'serif-italic' });
        p.prose(60, y + 29, 485, text);
      };
      job(
        192,
        'Senior Structural Engineer',
        'Aire Valley Consulting',
        'April 2020 – present',
        'Assessment of 34 masonry arch bridges for three county councils. Introduced a shared calculation library.',
      );
      job(
        262,
        'Structural Engineer',
        'Pennine Rail Partnership',
        'September 2016 – March 2020',
        'Inspection and repair design of viaducts between Leeds and Carlisle.',
      );
      job(
        320,
        'Graduate Engineer',
        'Holt & Barrow Ltd',
        'July 2015 – August 2016',
        'Site supervision of two footbridges.',
      );
      section(378, 'Education');
      p.text(50, 396, 'MEng Civil and Structural Engineering, University of Sheffield, 2011 – 2015');
      section(424, 'Skills');
      p.text(50, 442, 'Masonry assessment, Finite element analysis, Python, Rhino, Site supervision');
      section(470, 'Languages');
      p.lines(50, 488, ['English (native)', 'Welsh (fluent)', 'French (basic)']);
    },
    { font: 'serif', fontSize: 10.5 },
  );
