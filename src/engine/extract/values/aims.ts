import { isThing } from '../rules/words/lexicon';
import { spaced, type Term, termsOf } from '../rules/words/terms';
import type { ScalarField } from '../types';
import { findEmails, findUrls } from './contacts';
import { findDates } from './dates';
import { noHabits } from './habits';

/** What a value is read as. */
export type Aim =
  | 'date'
  | 'time'
  | 'datetime'
  | 'money'
  | 'number'
  | 'integer'
  | 'percent'
  | 'currency'
  | 'iban'
  | 'bic'
  | 'vatId'
  | 'taxNumber'
  | 'email'
  | 'phone'
  | 'url'
  | 'code'
  | 'name'
  | 'address'
  | 'boolean'
  | 'choice'
  | 'text';

const BY_FORMAT: Readonly<Record<string, Aim>> = {
  date: 'date',
  'date-time': 'datetime',
  time: 'time',
  email: 'email',
  'idn-email': 'email',
  uri: 'url',
  url: 'url',
  iri: 'url',
  'uri-reference': 'url',
  hostname: 'url',
  phone: 'phone',
  uuid: 'code',
};

/** What a string is by what its name means, the most telling first. */
const BY_MEANING: readonly [meaning: string, aim: Aim][] = [
  ['iban', 'iban'],
  ['bic', 'bic'],
  ['email', 'email'],
  ['url', 'url'],
  ['fax', 'phone'],
  ['taxId', 'vatId'],
  ['taxNumber', 'taxNumber'],
  ['socialSecurity', 'code'],
  ['currency', 'currency'],
  ['postcode', 'code'],
  ['sku', 'code'],
  ['serial', 'code'],
  ['plate', 'code'],
  ['vin', 'code'],
  ['passport', 'code'],
  ['identityCard', 'code'],
];

/** Means a day where it stands alone: `due`, `birth`. */
const DAYS = new Set(['date', 'birth', 'issue', 'expiry', 'hire', 'checkIn', 'checkOut', 'due']);
const PARTIES = new Set(
  (
    'provider insurer thirdParty receivedBy witness supplier customer recipient sender payer holder bank carrier employee employer patient doctor guest applicant tenant ' +
    'landlord contact person author hospital school cashier first last middle guardian spouse witness name approved requested'
  ).split(' '),
);
const AMOUNTS = new Set(
  (
    'amount total price unitPrice lineTotal tax net gross subtotal discount tip deposit fee paid change balance debit credit cash ' +
    'salary netPay grossPay deductions incomeTax rent premium coverage deductible rounding shipping due interest opening closing payment'
  ).split(' '),
);
/** Within words that name the party too: `billing address`, `Lieferanschrift`. */
const ADDRESSES = /address|anschrift|adress|direcci|indirizzo|\badres|endereço|endereco|morada/i;
const COUNTS = new Set(
  'reading consumption rooms area packages stock quantity nights guests page age child hours year distance weight height'.split(
    ' ',
  ),
);
const NUMBERED = new Set(
  'invoice receipt order purchaseOrder quote deliveryNote contract policy claim booking tracking transaction flight'.split(
    ' ',
  ),
);

/** The aim of a field, from its type, format, values, and what its name and title mean; then from its description. */
export function aimOf(field: ScalarField): Aim {
  const meanings = meaningsOf(termsOf(`${spaced(field.name)} ${spaced(field.title)}`));
  const described = meaningsOf(termsOf(field.description));
  switch (field.type) {
    case 'boolean':
      return 'boolean';
    case 'integer':
    case 'number':
      return numberAim(field, meanings, described);
    case 'string':
      return stringAim(field, meanings, described);
  }
}

const meaningsOf = (terms: readonly Term[]): ReadonlySet<string> =>
  new Set(terms.flatMap(term => term.meanings));
const hasAny = (meanings: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean =>
  [...wanted].some(meaning => meanings.has(meaning));

function numberAim(field: ScalarField, meanings: ReadonlySet<string>, described: ReadonlySet<string>): Aim {
  if (field.enum) return 'choice';
  if (meanings.has('rate') && !meanings.has('price') && !meanings.has('unitPrice')) return 'percent';
  if (/%|\bpercent/i.test(field.description) && !meanings.has('amount')) return 'percent';
  if (hasAny(meanings, COUNTS)) return field.type === 'integer' ? 'integer' : 'number';
  if (hasAny(meanings, AMOUNTS)) return 'money';
  if (field.type === 'integer') return 'integer';
  return hasAny(described, AMOUNTS) && !hasAny(described, COUNTS) ? 'money' : 'number';
}

function stringAim(field: ScalarField, meanings: ReadonlySet<string>, described: ReadonlySet<string>): Aim {
  const formatted = BY_FORMAT[field.format ?? ''];
  if (formatted) return formatted;
  if (field.enum) return 'choice';
  const [, known] = BY_MEANING.find(([meaning]) => meanings.has(meaning)) ?? [];
  if (known) return known;
  const exemplary = byExamples(field.examples);
  if (exemplary) return exemplary;
  if (meanings.has('phone') || meanings.has('mobile')) return 'phone';
  if (/ISO 4217/i.test(field.description)) return 'currency';
  if (/ISO 8601|YYYY-MM-DD/i.test(field.description) || meanings.has('date')) return 'date';
  if (meanings.has('time')) return 'time';
  if (meanings.has('number') && !meanings.has('name')) return 'code';
  if (
    meanings.has('address') ||
    meanings.has('street') ||
    ADDRESSES.test(`${spaced(field.name)} ${field.title}`)
  ) {
    return 'address';
  }
  const others = [...meanings].filter(meaning => !DAYS.has(meaning));
  if (hasAny(meanings, DAYS) && others.every(meaning => NUMBERED.has(meaning) || meaning === 'payment'))
    return 'date';
  if (meanings.has('name') || [...meanings].every(meaning => PARTIES.has(meaning)))
    return meanings.size > 0 ? 'name' : 'text';
  if (hasAny(meanings, PARTIES) && ![...meanings].some(meaning => isThing(meaning))) return 'name';
  if (meanings.size > 0 && [...meanings].every(meaning => NUMBERED.has(meaning))) return 'code';
  if (described.has('name') && hasAny(described, PARTIES) && ![...meanings].some(isThing)) return 'name';
  return 'text';
}

function byExamples(examples: readonly unknown[]): Aim | null {
  const texts = examples.filter(each => typeof each === 'string');
  if (texts.length === 0) return null;
  const allAre = (find: (text: string) => readonly { start: number; end: number }[]): boolean =>
    texts.every(text => find(text).some(({ start, end }) => start === 0 && end === text.length));
  if (allAre(text => findDates(text, noHabits))) return 'date';
  if (allAre(findEmails)) return 'email';
  if (allAre(findUrls)) return 'url';
  return texts.every(text => /^(?=.*\d)[\p{Lu}\d./#-]{3,}$/u.test(text)) ? 'code' : null;
}
