import { workbook } from '../../../render/workbook';

export default () =>
  workbook({
    Listino: [
      ['Erboristeria San Luca', '', '', '', ''],
      ['Valido dal 01/03/2025 al 31/08/2025', '', '', '', ''],
      ['Codice', 'Articolo', 'Formato', 'Prezzo € (IVA inclusa)', 'Disponibilità'],
      ['TI-01', 'Tisana digestiva', 'sacchetto 100 g', 6.5, 48],
      ['TI-02', 'Tisana della sera', 'sacchetto 100 g', 6.9, 31],
      ['MI-05', 'Miele di castagno', 'vaso 500 g', 9.8, 0],
      ['OL-11', 'Olio essenziale di lavanda', 'flacone 10 ml', 8.25, 17],
    ],
  });
