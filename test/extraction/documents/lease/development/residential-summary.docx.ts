import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'RESIDENTIAL LEASE AGREEMENT – SUMMARY OF TERMS' },
    'This summary is part of the Lease dated July 8, 2025. Capitalized terms have the meanings given below.',
    {
      table: [
        ['Landlord', 'Copper Canyon Properties LLC'],
        ['Landlord’s address for notices', 'PO Box 4410, Boise, ID 83701'],
        ['Resident(s)', 'Dana Whitehorse'],
        ['Premises', '907 W Fort Street, Unit 6, Boise, ID 83702'],
        ['Bedrooms / bathrooms', '2 / 1'],
        ['Lease Term', 'Commencing August 1, 2025 and ending July 31, 2026'],
        ['Base Rent', '$1,425.00 per month, due on the first day of each month'],
        ['Late charge', '$50.00 if received after the 5th'],
        ['Security Deposit', '$1,425.00'],
        ['Pet deposit', 'Not applicable'],
        ['Pets', 'No pets allowed'],
        ['Assigned parking', 'Space 14B'],
        ['Notice to vacate', 'One (1) month, in writing'],
      ],
    },
    'Utilities: Resident pays electricity and internet; Landlord pays water, sewer and trash.',
    'IN WITNESS WHEREOF the parties have signed on July 8, 2025.',
    'LANDLORD: Copper Canyon Properties LLC, by R. Alvarado, Manager',
    'RESIDENT: Dana Whitehorse',
  ]);
