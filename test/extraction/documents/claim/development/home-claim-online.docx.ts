import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    'Southern Cross Mutual · Home claim – copy of your answers',
    { heading: 'Thanks, we have your claim' },
    'Your claim number is **HC-5509-2271**. Lodged online on 11 February 2026 at 9:02 am.',
    {
      table: [
        ['Who is the policy in the name of?', 'Priya Raghunathan'],
        ['What is your policy number?', 'HOM 044 718 220'],
        ['When did it happen?', '10 February 2026'],
        ['About what time?', '3.40 pm'],
        ['Where did it happen?', '27 Jacaranda Street, Toowoomba QLD 4350'],
        ['What caused the damage?', 'Storm, hail'],
        ['What was damaged?', 'Roof sheets, two skylights, ceiling in the hallway'],
        ['Do you know what the repairs will cost?', 'Yes, about $7,300'],
        ['Was anybody else responsible?', 'No'],
        ['Have you reported this to the police?', 'No'],
        ['Your phone number', '0491 570 156'],
      ],
    },
    'The excess on your policy is $600. We will take it off what we pay you.',
  ]);
