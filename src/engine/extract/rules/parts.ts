import type { Wanted } from './wanted';
import type { Term } from './words/terms';

/** A part of a text. */
export interface Span {
  start: number;
  end: number;
}

const POSTCODE =
  /(?<![\p{L}\d])(?:(?:[A-Z]{1,2}-)?(\d{5}(?:-\d{4})?|\d{2}-\d{3}|\d{4}-\d{3}|\d{4}\s?[A-Z]{2}|\d{3} \d{2}|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{4}(?=\s+\p{Lu})))(?![\p{L}\d])/u;

/** Postcode, town, street and country of an address in one text; what it does not show is missing. */
export interface AddressParts {
  street?: Span;
  postcode?: Span;
  city?: Span;
  country?: Span;
}

/** Takes an address apart: `Feldweg 9, 14806 Bad Belzig`, `12 High Street, Leeds LS1 4AB`, `Bend, OR 97701`. */
export function addressParts(text: string): AddressParts {
  const match = POSTCODE.exec(text);
  const number = match?.[1];
  if (!match || number === undefined) return {};
  const start = match.index + match[0].lastIndexOf(number);
  const postcode = { start, end: start + number.length };
  const after = segmentAfter(text, postcode.end);
  const before = segmentsBefore(text, match.index);
  const isBefore = after === null;
  const city = after ?? before.at(-1) ?? null;
  const street = (isBefore ? before.slice(0, -1) : before).findLast(span =>
    /\d/.test(text.slice(span.start, span.end)),
  );
  const rest = after ? segmentAfter(text, after.end + 1) : null;
  return {
    postcode,
    ...(city ? { city: withoutState(text, city) } : {}),
    ...(street ? { street } : {}),
    ...(rest && /^[\p{L} .'-]+$/u.test(text.slice(rest.start, rest.end)) ? { country: rest } : {}),
  };
}

/** Whether a text ends an address: it has a postcode and a town. */
export const hasTown = (text: string): boolean => {
  const { postcode, city } = addressParts(text);
  return postcode !== undefined && city !== undefined;
};

/** Where an address in a longer text ends: with its town or its postcode, whichever comes last. */
export function addressEnd(text: string): number {
  const { postcode, city, country } = addressParts(text);
  if (!postcode || !city) return text.length;
  return Math.max(postcode.end, city.end, country?.end ?? 0);
}

/** `Bend, OR`: the state is no part of the town. */
function withoutState(text: string, { start, end }: Span): Span {
  const state = /[\s,]+[A-Z]{2}$|\s*\([A-Z]{2}\)$/.exec(text.slice(start, end));
  return { start, end: state ? start + state.index : end };
}

function segmentAfter(text: string, from: number): Span | null {
  const found = /^[\s,]*(\p{L}[^,;|·]*)/u.exec(text.slice(from));
  if (!found?.[1]) return null;
  const start = from + found[0].length - found[1].length;
  return { start, end: start + found[1].trimEnd().length };
}

function segmentsBefore(text: string, to: number): Span[] {
  return [...text.slice(0, to).matchAll(/[^,;|·]+/g)].flatMap(({ 0: part, index }) => {
    const trimmed = part.trim();
    const start = index + part.indexOf(trimmed);
    const isState = /^[A-Z]{2}$/.test(trimmed);
    return trimmed === '' || isState ? [] : [{ start, end: start + trimmed.length }];
  });
}

/** The part of an address that a field asks for; null where it asks for another thing. */
export function askedPart({ wordings }: Wanted): keyof AddressParts | null {
  const meanings = wordings.flatMap(({ terms }) => terms.flatMap(term => term.meanings));
  const parts = ['postcode', 'city', 'country', 'street'] as const;
  return parts.find(part => meanings.includes(part)) ?? null;
}

/**
 * The part of a value that a field asks for, where its label names several: `Name, first name: Doe, Jane`,
 * `Postcode / town: 14806 Bad Belzig`. The whole where the field asks for all of it; null where the part is not there.
 */
export function partOf(wanted: Wanted, text: string, label: readonly Term[]): Span | null {
  const whole = { start: 0, end: text.length };
  const asked = wanted.wordings.flatMap(({ terms }) => terms.flatMap(term => term.meanings));
  const at = (meaning: string): number => label.findIndex(term => term.meanings.includes(meaning));
  const part = askedPart(wanted);
  if ((part === 'city' || part === 'postcode') && at('postcode') >= 0 && at('city') >= 0) {
    return addressParts(text)[part] ?? null;
  }
  // The place of a signature is not where somebody lives.
  if (part === 'city' && at('date') >= 0) return null;
  const first = at('first');
  const last = label.findIndex(
    (term, i) => i !== first && term.meanings.some(one => one === 'last' || one === 'name'),
  );
  if (first < 0 || last < 0 || !asked.some(one => one === 'first' || one === 'last')) return whole;
  const cut = text.includes(',')
    ? /\s*,\s*/.exec(text)
    : first < last
      ? /\s+(?=\S+$)/.exec(text)
      : /\s+/.exec(text);
  if (!cut) return null;
  const isFirstPart = asked.includes('first') === first < last;
  return isFirstPart ? { start: 0, end: cut.index } : { start: cut.index + cut[0].length, end: text.length };
}
