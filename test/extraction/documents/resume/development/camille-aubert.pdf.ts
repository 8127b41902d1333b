import { pdf } from '../../../render/paper';

export default () =>
  pdf(p => {
    p.box(0, 0, 190, 842, '#2e4057');
    const white = { color: '#ffffff' };
    p.text(24, 50, 'Camille', { size: 24, font: 'sans-bold', ...white }).text(24, 78, 'Aubert', {
      size: 24,
      font: 'sans-bold',
      ...white,
    });
    p.text(24, 112, 'Cheffe de projet', { size: 11, ...white });
    const side = (y: number, title: string, lines: string[]) => {
      p.text(24, y, title, { font: 'sans-bold', size: 11, ...white });
      p.lines(24, y + 18, lines, { size: 9, leading: 1.6, ...white });
    };
    side(160, 'CONTACT', ['06 55 50 12 84', 'camille.aubert@example.net', 'Nantes (44)']);
    side(240, 'INFORMATIONS', ['Née le 4 mai 1990', 'Nationalité française', 'Permis B']);
    side(320, 'COMPÉTENCES', ['Gestion de projet', 'Marchés publics', 'Budget', 'QGIS', 'AutoCAD']);
    side(425, 'LANGUES', [
      'Français : langue maternelle',
      'Anglais : courant (C1)',
      'Espagnol : intermédiaire (B1)',
    ]);
    p.text(215, 55, 'Expérience professionnelle', { size: 14, font: 'sans-bold', color: '#2e4057' });
    const job = (y: number, period: string, title: string, employer: string, text: string) => {
      p.text(215, y, period, { size: 8.5, color: '#666666' });
      p.text(215, y + 12, title, { font: 'sans-bold' });
      p.text(215, y + 26, employer, { font: 'sans-italic' });
      p.prose(215, y + 42, 350, text, { size: 9 });
    };
    job(
      82,
      '2021 – aujourd\u2019hui',
      'Cheffe de projet aménagement',
      'Nantes Métropole',
      'Pilotage de la requalification de trois places publiques, de la concertation à la réception des travaux.',
    );
    job(
      172,
      '2016 – 2021',
      'Chargée d\u2019opérations',
      'Atelier Loire Paysage',
      'Conception et suivi de chantier d\u2019espaces verts pour des communes rurales.',
    );
    job(
      252,
      '2014 – 2016',
      'Assistante de projet',
      'Cabinet Morvan',
      'Rédaction de pièces écrites, relevés de terrain.',
    );
    p.text(215, 340, 'Formation', { size: 14, font: 'sans-bold', color: '#2e4057' });
    p.lines(215, 366, [
      '2014  Diplôme d\u2019ingénieur paysagiste, Angers',
      '2009  Baccalauréat scientifique, Cholet',
    ]);
  }, {});
