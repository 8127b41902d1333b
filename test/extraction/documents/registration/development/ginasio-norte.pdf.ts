import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.box(0, 0, 595, 56, '#202938').text(40, 20, 'GINÁSIO NORTE – Ficha de inscrição', {
        size: 16,
        color: '#ffffff',
        font: 'sans-bold',
      });
      const field = (x: number, y: number, to: number, label: string, value: string) => {
        p.text(x, y, value, { font: 'mono', size: 11 })
          .rule(x, y + 14, to)
          .text(x, y + 17, label, { size: 7, color: '#555555' });
      };
      field(40, 80, 200, 'Nome próprio', 'Tiago');
      field(215, 80, 380, 'Apelido', 'Meireles Pinto');
      field(395, 80, 555, 'Data de nascimento', '05/04/1987');
      field(40, 120, 380, 'Morada', 'Rua de Cedofeita 301, 2.º esq.');
      field(395, 120, 470, 'Código postal', '4050-180');
      field(480, 120, 555, 'Localidade', 'Porto');
      field(40, 160, 250, 'Endereço de e-mail', 'tiago.meireles@example.pt');
      field(265, 160, 400, 'Telemóvel', '912 555 083');
      field(415, 160, 555, 'País', 'Portugal');
      field(40, 200, 250, 'Contacto de emergência (nome)', 'Rita Meireles');
      field(265, 200, 400, 'Contacto de emergência (telefone)', '913 555 020');
      p.text(40, 245, 'Sexo:').tick(90, 246, 'feminino', false).tick(160, 246, 'masculino', true);
      p.text(40, 275, 'Modalidade:')
        .tick(110, 276, 'Livre trânsito – 39,90 €/mês', false)
        .tick(110, 294, 'Manhãs – 27,50 €/mês', true)
        .tick(110, 312, 'Aulas de grupo – 31,00 €/mês', false);
      p.text(40, 340, 'Início da inscrição: 1 de outubro de 2025');
      p.tick(40, 366, 'Aceito receber a newsletter por e-mail', true);
      p.tick(40, 384, 'Autorizo a utilização da minha imagem em fotografias', false);
      p.text(40, 430, 'Data: 26/09/2025')
        .text(300, 430, 'Assinatura: ')
        .text(360, 425, 'Tiago Meireles', { font: 'serif-italic', size: 14 });
    },
    { fontSize: 10 },
  );
