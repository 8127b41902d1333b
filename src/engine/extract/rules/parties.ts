import type { Scalar } from '../types';
import { findPhones } from '../values/contacts';
import type { Candidate, Place } from './candidate';
import type { Context } from './context';
import type { Piece } from './layout/pieces';
import { isName, POSTAL } from './names';
import type { Wanted } from './wanted';
import { isDocument } from './words/kinds';
import { kinship, termOf } from './words/terms';

const SCORES = { headedName: 0.88, headedAddress: 0.85, inferredName: 0.72, inferredAddress: 0.66 };
/** Roles that stand for who writes a document, and for whom it is written. */
const ISSUERS: ReadonlySet<string> = new Set([
  'supplier',
  'sender',
  'bank',
  'employer',
  'hospital',
  'provider',
  'insurer',
]);
/** An order is written by who buys. */
const BUYERS: ReadonlySet<string> = new Set(['customer', 'sender']);
const SELLERS: ReadonlySet<string> = new Set(['supplier', 'recipient']);
const RECIPIENTS = new Set([
  'customer',
  'recipient',
  'holder',
  'employee',
  'payer',
  'tenant',
  'patient',
  'guest',
]);

/** Values that are a party's: its name, the address below it. */
export function fromParties(wanted: Wanted, { parties, inferred, documents }: Context): Candidate[] {
  const { role } = wanted;
  if (role === null) return [];
  const asked = termOf(role);
  const own = parties.flatMap(party => {
    const near = kinship(asked, termOf(party.role));
    return near > 0.5
      ? valuesOf(wanted, party.lines, near * SCORES.headedName, near * SCORES.headedAddress)
      : [];
  });
  if (own.length > 0) return own;
  const isOrder = isOrderOnly(documents);
  const block = (isOrder ? BUYERS : ISSUERS).has(role)
    ? inferred.issuer
    : (isOrder ? SELLERS : RECIPIENTS).has(role)
      ? inferred.recipient
      : null;
  return block
    ? valuesOf(
        wanted,
        block.lines,
        block.certainty * SCORES.inferredName,
        block.certainty * SCORES.inferredAddress,
      )
    : [];
}

/** A purchase order, and nothing that follows one. */
export const isOrderOnly = (documents: ReadonlySet<string>): boolean =>
  (documents.has('purchaseOrder') || documents.has('order')) &&
  !['invoice', 'deliveryNote', 'receipt'].some(one => documents.has(one));

function valuesOf(
  wanted: Wanted,
  lines: readonly Piece[],
  nameScore: number,
  addressScore: number,
): Candidate[] {
  const meanings = new Set(wanted.wordings[0]?.terms.flatMap(term => term.meanings) ?? []);
  const first = lines[0];
  if (!first) return [];
  if (wanted.aim === 'name' && [...meanings].every(meaning => meaning === 'name' || isDocument(meaning))) {
    const address = partOfLine(first);
    const name = { piece: first, start: 0, end: address ? address.start - 2 : first.text.length };
    return isName(textOf(name)) ? [candidate(wanted, [name], nameScore, textOf(name))] : [];
  }
  if (wanted.aim === 'address' && !meanings.has('street')) {
    const address = addressOf(lines);
    return address.length > 0
      ? [candidate(wanted, address, addressScore, address.map(textOf).join(', '))]
      : [];
  }
  return [];
}

/** What a line with street and house number looks like. */
const STREET =
  /^(?:\d{1,5}\s?[a-z]?,?\s+\p{L}{2}|\p{L}[\p{L}'’. -]{2,40},?\s\d{1,5}\s?[a-zA-Z]?(?=$|[\s,/]))/u;

/** The lines below the name with street and town, or the one line that has both. */
function addressOf(lines: readonly Piece[]): Place[] {
  const inside = partOfLine(lines[0]);
  if (inside) return [inside];
  const rest = lines.slice(1, 7).filter(line => !line.isLabel && !/[@:：]/.test(line.text));
  const street = rest.findIndex(line => STREET.test(line.text.trim()) && findPhones(line.text).length === 0);
  const postal = rest.findIndex(line => POSTAL.test(line.text));
  if (street < 0) return [];
  return rest.slice(street, postal >= street && postal <= street + 2 ? postal + 1 : street + 1).map(whole);
}

/** `Muster GmbH, Hauptstraße 1, 12345 Ort`: what stands behind the name. */
function partOfLine(line: Piece | undefined): Place | null {
  const comma = line?.text.search(/[,·|•]\s/) ?? -1;
  if (!line || comma < 0) return null;
  const start = comma + 2;
  return POSTAL.test(line.text.slice(start)) && /\d/.test(line.text)
    ? { piece: line, start, end: line.text.length }
    : null;
}

const whole = (piece: Piece): Place => ({ piece, start: 0, end: piece.text.length });
const textOf = ({ piece, start, end }: Place): string => piece.text.slice(start, end).trim();

const candidate = (wanted: Wanted, places: readonly Place[], score: number, value: Scalar): Candidate => ({
  wanted,
  value,
  places,
  score,
  match: score,
});
