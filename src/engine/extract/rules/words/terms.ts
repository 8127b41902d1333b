import { fold, stem } from './fold';
import { isThing, partsOf, phraseAt, wordsOf } from './lexicon';

/** A word or phrase, and what it may mean. */
export interface Term {
  /** Meanings of the word lists; of a word that is in none, its own stem with `=` before it. */
  meanings: readonly string[];
  /** Folded words. */
  text: string;
  /** Whether the lists have it. */
  known: boolean;
  /** How many words of the text it takes; 0 for the further parts of a compound. */
  words: number;
}

/** A term of one meaning, as a label's. */
export const termOf = (meaning: string): Term => ({
  meanings: [meaning],
  text: meaning,
  known: true,
  words: 1,
});

/** Joins words and tells nothing of a value. */
const FILLERS = new Set(
  (
    'of the for and or in on by with this that is are be as it its your our their my you we please if any all ' +
    'der die das des dem den ein eine und oder fur mit im am zur zum vom ihr ihre unser unsere sie bei ' +
    'de la le les du l d et ou pour en par sur votre notre vos nos ce cette est aux au ' +
    'el los las del y o u para por con su sus nuestro un una es al ' +
    'il lo gli della dei delle dell dello di e ed per con suo vostro nostro ' +
    'het een van en of voor uw ons onze op met ' +
    'os as do da dos das e ou com seu sua na nas ' +
    'i oraz w na z ze dla lub ' +
    'eur usd gbp chf pln brl sek dkk nok czk huf cad aud jpy cny kg m2 cm mm km pct mr mrs ms dr extracted extract found document value field given shown printed stated'
  ).split(' '),
);

/**
 * The terms of a label, heading or property name, fillers left out. `firstName`, `first_name` and `First name` are the
 * same; of a compound each part is a term.
 */
export function termsOf(text: string): Term[] {
  const words = wordsOf(fold(text));
  const texts = words.map(word => word.text);
  const terms: Term[] = [];
  for (let at = 0; at < texts.length; ) {
    const word = texts[at] ?? '';
    const phrase = phraseAt(texts, at);
    if (phrase && (phrase.length > 1 || !FILLERS.has(word) || texts.length === 1)) {
      terms.push({
        meanings: phrase.meanings,
        text: texts.slice(at, at + phrase.length).join(' '),
        known: true,
        words: phrase.length,
      });
      at += phrase.length;
      continue;
    }
    at++;
    if (FILLERS.has(word)) continue;
    const parts = partsOf(word);
    if (parts) {
      for (const [index, meanings] of parts.entries()) {
        terms.push({ meanings, text: word, known: true, words: index === 0 ? 1 : 0 });
      }
    } else if (word.length > 1 && !/^\d+$/.test(word)) {
      terms.push({ meanings: [`=${stem(word)}`], text: word, known: false, words: 1 });
    }
  }
  return terms;
}

/** The words of a property name: `invoiceNumber`, `invoice_number` and `IBANNumber` apart at each bound. */
export const spaced = (name: string): string =>
  name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[_\-./]+/g, ' ');

/** How much of `one` meaning another stands for, 0 to 1: what documents and schemas use for each other. */
const KIN: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  loss: { claim: 0.8, cause: 0.3 },
  balance: { opening: 0.9, closing: 0.9 },
  paymentTerms: { terms: 0.8 },
  deliveryTerms: { delivery: 0.4, shipping: 0.4 },
  terms: { paymentTerms: 0.8 },
  card: { creditCard: 0.95, debitCard: 0.95 },
  transfer: { bankTransfer: 0.95 },
  bankTransfer: { transfer: 0.95 },
  claim: { loss: 0.6 },
  place: { city: 0.5, address: 0.5 },
  policy: { contract: 0.7, insurance: 0.4 },
  contract: { policy: 0.6, account: 0.4, customer: 0.5 },
  provider: { supplier: 0.8 },
  insurer: { insurance: 0.7, supplier: 0.3 },
  current: { closing: 0.7 },
  former: { opening: 0.8 },
  opening: { former: 0.8, start: 0.7 },
  closing: { current: 0.8, end: 0.7 },
  reading: { meter: 0.5 },
  estimated: { quote: 0.7 },
  membership: { event: 0.7, item: 0.4, type: 0.3 },
  event: { membership: 0.7 },
  fee: { price: 0.7, amount: 0.7, total: 0.5, rate: 0.3 },
  instalment: { amount: 0.3, payment: 0.3 },
  receivedBy: { received: 0.6, signature: 0.4, recipient: 0.4 },
  batch: { serial: 0.7 },
  carrier: { shipping: 0.5 },
  reported: { issue: 0.3 },
  sortCode: { bank: 0.3 },
  packages: { quantity: 0.3 },
  thirdParty: { person: 0.2 },
  grossWeight: { weight: 0.9 },
  region: { country: 0.2 },
  overdraft: { credit: 0.3 },
  total: { gross: 0.85, amount: 0.6, due: 0.8, price: 0.4 },
  gross: { total: 0.8 },
  net: { subtotal: 0.9 },
  subtotal: { net: 0.9, total: 0.3 },
  due: { total: 0.4, expiry: 0.4, end: 0.3 },
  amount: { total: 0.7, price: 0.6, lineTotal: 0.8 },
  price: { unitPrice: 0.9, amount: 0.5, rate: 0.4 },
  unitPrice: { price: 0.9, rate: 0.6, amount: 0.3 },
  lineTotal: { total: 0.9, amount: 0.9, gross: 0.6, net: 0.6, price: 0.4 },
  description: { item: 0.85, name: 0.6, note: 0.4, subject: 0.4, title: 0.4, reason: 0.5 },
  item: { description: 0.8, name: 0.6 },
  sku: { number: 0.5, item: 0.5, serial: 0.3 },
  issue: { date: 0.3, signature: 0.6 },
  supplier: { sender: 0.6, employer: 0.3 },
  customer: { recipient: 0.8, payer: 0.6 },
  recipient: { customer: 0.7, delivery: 0.85 },
  sender: { supplier: 0.6 },
  delivery: { shipping: 0.85, deliveryNote: 0.6, recipient: 0.8 },
  shipping: { delivery: 0.85, carrier: 0.4 },
  start: { issue: 0.2, valid: 0.3 },
  end: { expiry: 0.8, valid: 0.3 },
  expiry: { end: 0.8, valid: 0.8 },
  valid: { expiry: 0.8 },
  salary: { grossPay: 0.5 },
  grossPay: { gross: 0.8, salary: 0.5 },
  netPay: { net: 0.8, paid: 0.4 },
  order: { purchaseOrder: 0.85 },
  purchaseOrder: { order: 0.85 },
  phone: { mobile: 0.8, number: 0.2 },
  mobile: { phone: 0.8 },
  taxId: { taxNumber: 0.6, tax: 0.85 },
  taxNumber: { taxId: 0.6 },
  socialSecurity: { taxNumber: 0.3 },
  rate: { tax: 0.3 },
  job: { title: 0.7 },
  note: { description: 0.4 },
  title: { subject: 0.7, name: 0.4, job: 0.7 },
  subject: { title: 0.7, description: 0.5 },
  reason: { description: 0.6, subject: 0.6 },
  employer: { supplier: 0.6 },
  holder: { customer: 0.5, name: 0.3 },
  guest: { customer: 0.6 },
  applicant: { person: 0.6 },
  address: { street: 0.7, city: 0.2 },
  street: { address: 0.8 },
  location: { address: 0.7 },
  unit: { quantity: 0.2 },
  debit: { amount: 0.3, fee: 0.3 },
  credit: { amount: 0.3, deposit: 0.5 },
  contact: { person: 0.6 },
  school: { supplier: 0.2 },
  tip: { fee: 0.3 },
  payment: { paid: 0.7 },
  paid: { payment: 0.7, cash: 0.4 },
  method: { payment: 0.4 },
  booking: { number: 0.3, order: 0.4 },
  checkIn: { arrival: 0.8, start: 0.5 },
  checkOut: { departure: 0.8, end: 0.5 },
  landlord: { supplier: 0.4 },
  tenant: { customer: 0.4 },
  birth: { date: 0.1 },
};

/** Meanings that stand for another to some degree. */
export const kinOf = (meaning: string): readonly string[] => Object.keys(KIN[meaning] ?? {});

/** How far a term of a label stands for a wanted one, 0 to 1. */
export function kinship(wanted: Term, told: Term): number {
  let most = 0;
  for (const one of wanted.meanings) {
    for (const other of told.meanings) {
      const share = one === other ? 1 : (KIN[one]?.[other] ?? 0);
      if (share > most) most = share;
    }
  }
  return most;
}

const weightOf = (term: Term): number => (term.meanings.every(isThing) ? 0.5 : 1);

/**
 * How well a label says what is wanted, 0 to 1: the share of the wanted terms that it tells, less for what it tells
 * besides. `wanted` must not be empty.
 */
export function similarity(wanted: readonly Term[], label: readonly Term[]): number {
  if (wanted.length === 0 || label.length === 0) return 0;
  let told = 0;
  let sum = 0;
  const used = new Set<Term>();
  for (const want of wanted) {
    let most = 0;
    let by: Term | undefined;
    for (const term of label) {
      const share = kinship(want, term);
      if (share > most) {
        most = share;
        by = term;
      }
    }
    if (by) used.add(by);
    told += most * weightOf(want);
    sum += weightOf(want);
  }
  const besides = label.filter(term => !used.has(term)).reduce((total, term) => total + weightOf(term), 0);
  return Math.max(0, (told / sum) * (1 - Math.min(0.6, (0.25 * besides) / sum)));
}
