import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(50, 50, 'Stourbridge Glass Studio', { size: 18, font: 'serif-italic' });
      p.text(50, 76, 'Course enrolment', { size: 12 });
      p.table(
        50,
        105,
        [
          ['', 150],
          ['', 330],
        ],
        [
          ['Your first name', 'Callum'],
          ['Your last name', 'Fairweather'],
          ['Date of birth', '23 June 1970'],
          ['Street address', '5 Forge Lane'],
          ['Town or city', 'Dudley'],
          ['Postcode', 'DY1 4XX'],
          ['E-mail address', 'cfairweather@example.org'],
          ['Telephone', '01384 555 0166'],
          ['Course', 'Stained glass for beginners (Tuesdays)'],
          ['First session', '13 January 2026'],
          ['Course fee', '£210'],
          ['Emergency contact', 'Moira Fairweather'],
          ['Their telephone', '07700 900628'],
          ['May we photograph you at work?', 'Yes'],
          ['Newsletter?', 'No, thank you'],
        ],
        { rules: 'rows', font: 'serif', size: 11 },
      );
      p.text(50, 460, 'Signed  C. Fairweather   on 4 December 2025', { font: 'serif-italic', size: 12 });
    },
    { font: 'serif' },
  );
