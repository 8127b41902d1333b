import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(298, 60, 'TENANCY AGREEMENT', { size: 16, font: 'serif-bold', align: 'center' });
      let y = 100;
      const say = (text: string) => {
        y = p.prose(70, y, 455, text) + 9;
      };
      say(
        'This agreement is made on 12 August 2025 between Margaret Ellen Foss of 4 Clifton Vale, Bristol ("the landlord") and Tomasz Zielony ("the tenant").',
      );
      say(
        '1. The landlord lets to the tenant the first-floor flat at 27 Hotwell Road, Bristol BS8 4UD ("the property"), which has two rooms, a kitchen and a bathroom and measures about 54 square metres.',
      );
      say(
        '2. The tenancy is for a fixed term of twelve months. It begins on 1 September 2025 and ends on 31 August 2026.',
      );
      say(
        '3. The rent is £1,150 a month, payable in advance on the first day of each month. A surcharge of £25 is payable where rent is more than fourteen days late.',
      );
      say(
        '4. Before moving in, the tenant pays a deposit of £1,326.00, which the landlord protects in an authorised scheme within 30 days.',
      );
      say(
        '5. After the first six months either party may end the tenancy by giving two months\u2019 notice in writing.',
      );
      say(
        '6. The tenant may not keep any animal in the property. The tenant may not smoke in the property or sublet it.',
      );
      say(
        '7. The property does not come with a parking space. A residents\u2019 permit may be applied for at the council.',
      );
      p.text(70, y + 30, 'Signed by the landlord').text(320, y + 30, 'Signed by the tenant');
      p.text(75, y + 50, 'M. E. Foss', { font: 'serif-italic', size: 15 }).text(325, y + 50, 'T. Zielony', {
        font: 'serif-italic',
        size: 15,
      });
    },
    { font: 'serif', fontSize: 11.5 },
  );
