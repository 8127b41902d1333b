import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Curriculum vitae' },
    '**INFORMAZIONI PERSONALI**',
    {
      table: [
        ['Nome e cognome', 'Giulia Conti'],
        ['Residenza', 'Via Garibaldi 44, Modena'],
        ['Cellulare', '+39 333 555 0148'],
        ['E-mail', 'giulia.conti@example.it'],
        ['Sito web', 'https://giuliaconti.example.it'],
        ['Data di nascita', '11/06/1992'],
        ['Nazionalità', 'Italiana'],
      ],
    },
    '**ESPERIENZA LAVORATIVA**',
    'Da settembre 2020 a oggi',
    'Responsabile qualità – Acetaia San Cataldo S.r.l., Modena',
    'Controllo dei fornitori, audit interni, formazione del personale.',
    'Da marzo 2016 ad agosto 2020',
    'Tecnologa alimentare – Salumificio Reggiani S.p.A., Reggio Emilia',
    '**ISTRUZIONE**',
    'Laurea magistrale in Scienze e tecnologie alimentari, Università di Parma, 2016',
    '**COMPETENZE**',
    'HACCP; ISO 22000; analisi sensoriale; SAP',
    '**LINGUE**',
    {
      table: [
        ['Lingua', 'Livello'],
        ['Italiano', 'madrelingua'],
        ['Inglese', 'C1'],
        ['Tedesco', 'A2'],
      ],
    },
    'Patente di guida: B',
  ]);
