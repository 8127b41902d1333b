import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(0, 0, 190, 842, '#1f2937');
      const side = { color: '#ffffff', size: 9 } as const;
      const title = { color: '#93c5fd', size: 10, font: 'sans-bold' } as const;
      p.text(20, 60, 'CONTACTOS', title);
      p.lines(
        20,
        78,
        [
          'Coimbra, Portugal',
          '+351 915 550 162',
          'joana.figueira@example.pt',
          'https://joanafigueira.example',
        ],
        side,
      );
      p.text(20, 150, 'DADOS PESSOAIS', title);
      p.lines(
        20,
        168,
        [
          'Data de nascimento',
          '27 de março de 1993',
          'Nacionalidade',
          'Portuguesa',
          'Carta de condução',
          'B',
        ],
        side,
      );
      p.text(20, 266, 'COMPETÊNCIAS', title);
      p.lines(20, 284, ['AutoCAD', 'Revit', 'SketchUp', 'Gestão de obra'], side);
      p.text(20, 352, 'LÍNGUAS', title);
      p.lines(20, 370, ['Português (nativa)', 'Inglês (C1)', 'Espanhol (B2)'], side);
      p.text(215, 56, 'Joana Figueira', { size: 24, font: 'sans-bold' });
      p.text(215, 86, 'Arquiteta', { size: 13, color: '#555555' });
      p.text(215, 130, 'EXPERIÊNCIA PROFISSIONAL', { size: 11, font: 'sans-bold' });
      p.rule(215, 146, 560);
      const job = (y: number, period: string, what: string, where: string, text: string) => {
        p.text(215, y, what, { font: 'sans-bold' }).text(560, y, period, { align: 'right', size: 9 });
        p.text(215, y + 14, where, { font: 'sans-italic' });
        p.prose(215, y + 29, 345, text, { size: 9 });
      };
      job(
        156,
        'jan. 2022 – presente',
        'Arquiteta sénior',
        'Atelier Mondego, Coimbra',
        'Reabilitação de edifícios no centro histórico; coordenação de três projetos de habitação.',
      );
      job(
        224,
        'set. 2018 – dez. 2021',
        'Arquiteta',
        'Traço Largo Arquitetura, Aveiro',
        'Projetos de licenciamento e de execução.',
      );
      job(
        282,
        'out. 2017 – ago. 2018',
        'Estagiária',
        'Câmara Municipal da Lousã',
        'Levantamentos e desenho urbano.',
      );
      p.text(215, 350, 'FORMAÇÃO', { size: 11, font: 'sans-bold' });
      p.rule(215, 366, 560);
      p.text(215, 376, 'Mestrado Integrado em Arquitetura', { font: 'sans-bold' }).text(
        560,
        376,
        '2011 – 2017',
        { align: 'right', size: 9 },
      );
      p.text(215, 390, 'Universidade de Coimbra', { font: 'sans-italic' });
    },
    { fontSize: 10 },
  );
