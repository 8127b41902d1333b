import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    '**Assicurazioni Ponte Vecchio** – Ufficio sinistri',
    { heading: 'Denuncia di sinistro – polizza abitazione' },
    {
      table: [
        ['Numero di polizza', '55-778120/C', 'Sinistro n.', '2025/30418'],
        ['Contraente', 'Lorenzo Damiani', 'Telefono', '055 555 0102'],
        ['Data del sinistro', '03/11/2025', 'Ora', '21:20'],
        ['Luogo del sinistro', 'Via Pisana 88, Firenze', 'Denunciato il', '04/11/2025'],
      ],
    },
    'Causa: ☐ incendio   ☒ acqua   ☐ furto   ☐ evento atmosferico   ☐ altro',
    'Descrizione: rottura di un tubo nel bagno dell\u2019appartamento al piano superiore; macchie sul soffitto della camera e parquet sollevato.',
    {
      table: [
        ['Importo stimato del danno', '€ 1.980,00'],
        ['Franchigia', '€ 200,00'],
        ['Responsabile (terzo)', 'Carla Bini'],
        ['Compagnia del terzo', 'Lungarno Assicurazioni'],
        ['Autorità intervenute (polizia, carabinieri)', 'nessuna'],
        ['IBAN per il pagamento', 'IT40 S054 2811 1010 0000 0123 456'],
      ],
    },
    'Firenze, 4 novembre 2025                         Firma: Lorenzo Damiani',
  ]);
