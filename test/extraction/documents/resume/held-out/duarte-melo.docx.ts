import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Duarte Melo' },
    'Rua das Flores 18, Aveiro · 917 555 046 · duarte.melo@example.pt',
    'Nascido a 8 de fevereiro de 1983, nacionalidade portuguesa, carta de condução B e C',
    { heading: 'Percurso profissional' },
    '**Chefe de armazém** | Cerâmicas Ria, S.A. | desde 2017',
    'Gestão de uma equipa de doze pessoas, inventário anual, segurança.',
    '**Motorista de pesados** | Transportes Vouga, Lda | 2009 – 2017',
    '**Operador de empilhador** | Porto de Aveiro | 2004 – 2009',
    { heading: 'Aptidões' },
    'Gestão de stocks',
    'Empilhador (certificado)',
    'Microsoft Excel',
    { heading: 'Línguas' },
    'Português: língua materna',
    'Espanhol: fluente',
    { heading: 'Formação' },
    'Curso técnico de logística, Instituto do Emprego, 2008',
  ]);
