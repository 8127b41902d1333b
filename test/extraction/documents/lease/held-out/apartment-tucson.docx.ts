import { wordDocument } from '../../../render/wordDocument';

export default () =>
  wordDocument([
    { heading: 'Residential lease' },
    'Date signed: September 24, 2025',
    'Landlord: Saguaro Homes LLC, 2100 E Speedway, Tucson, AZ',
    'Tenant: Priscilla Nakai',
    'Premises: 415 N 4th Avenue, Unit 9, Tucson, AZ 85705',
    'Term: This lease begins on October 15, 2025 and ends on October 14, 2026.',
    'Rent: $1,325.00 per month, due on the 1st. A late fee of $50.00 applies after the 5th.',
    'Security deposit: $1,325.00',
    'Notice: Either party may decline to renew by giving 2 months\u2019 written notice.',
    'Parking: one assigned space, no. B-12',
    'Pets: No pets are allowed on the premises.',
  ]);
