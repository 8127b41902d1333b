import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Contratto di locazione ad uso abitativo' },
    '**Locatore:** Franco Bertoldi, residente a Trento, Via Belenzani 12',
    '**Conduttore:** Aisha Rahmani',
    '**Immobile:** appartamento in Via Verdi 40, 38122 Trento, composto di 4 vani, superficie 85 mq, con posto auto n. 31',
    '**Durata:** dal 01/03/2026 al 28/02/2030. Il conduttore può recedere con preavviso di 6 mesi.',
    '**Canone mensile:** euro 820,00, da versare entro il giorno 5 di ogni mese sul conto IBAN IT21 B035 9901 8000 0000 1234 567',
    '**Deposito cauzionale:** euro 2.460,00',
    '**Animali:** ammessi solo animali di piccola taglia',
    'Letto, approvato e sottoscritto a Trento il 19/02/2026',
  ]);
