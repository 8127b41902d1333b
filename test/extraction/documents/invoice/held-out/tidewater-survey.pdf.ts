import { pdf } from '../../../render/paper';

export default () =>
  pdf(
    p => {
      p.text(540, 50, 'Tidewater Survey & Mapping', { size: 13, font: 'sans-bold', align: 'right' });
      p.lines(
        540,
        68,
        [
          '77 Wharf Street, Halifax, Nova Scotia',
          'GST/HST registration 84120 7733 RT0001',
          'accounts@tidewater.example',
        ],
        { size: 8.5, align: 'right' },
      );
      p.text(70, 130, 'INVOICE NO. TSM-2291', { font: 'sans-bold' }).text(70, 146, 'November 14, 2025');
      p.lines(70, 175, [
        'Attention: Accounts Payable',
        'Blue Heron Marina Inc.',
        '5 Causeway Drive',
        'Lunenburg NS  B0J 2C0',
      ]);
      p.text(70, 245, 'Re: Hydrographic survey of the basin, your purchase order BHM-118', {
        font: 'sans-bold',
      });
      p.text(70, 272, 'Professional services for the period ending October 31, 2025:');
      p.table(
        70,
        295,
        [
          ['Date', 65],
          ['Service', 215],
          ['Hours', 50, 'right'],
          ['Rate', 60, 'right'],
          ['Extended', 75, 'right'],
        ],
        [
          ['Oct 6', 'Mobilization and control survey', '8.0', '115.00', '920.00'],
          ['Oct 7', 'Multibeam sounding, crew of two', '16.0', '145.00', '2,320.00'],
          ['Oct 9', 'Multibeam sounding, crew of two', '9.5', '145.00', '1,377.50'],
          ['Oct 20', 'Processing and chart preparation', '22.0', '95.00', '2,090.00'],
        ],
        { rules: 'none', pad: 3, zebra: '#f1f5f8' },
      );
      p.prose(
        70,
        410,
        470,
        'Fees come to $6,707.50. Adding HST of 14 % in the amount of $939.05 makes a total of $7,646.55, due upon receipt. Interest of 1.5 % per month is charged on accounts that remain unpaid after December 14, 2025.',
      );
      p.prose(
        70,
        480,
        470,
        'We thank you for the opportunity to be of service.\n\nYours truly,\nJ. R. Boudreau, P.Eng., CLS',
      );
    },
    { fontSize: 10.5 },
  );
