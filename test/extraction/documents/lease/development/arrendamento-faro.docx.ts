import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Contrato de arrendamento para habitação' },
    'Senhoria: Maria Odete Faísca, residente em Faro',
    'Inquilino: Joel Tavares',
    'Imóvel: Rua de Santo António 55, 2.º dto., 8000-284 Faro, com 66 m² e 2 quartos, sem lugar de estacionamento.',
    'O contrato tem início em 1 de novembro de 2025 e termo em 31 de outubro de 2028.',
    'A renda mensal é de 780,00 € e é paga até ao dia 8 de cada mês para o IBAN PT50 0002 0123 1234 5678 9015 4.',
    'O inquilino entrega uma caução de 1.560,00 €.',
    'Qualquer das partes pode denunciar o contrato com um pré-aviso de 4 meses.',
    'É permitida a permanência de animais de estimação.',
    'Faro, 20 de outubro de 2025',
  ]);
