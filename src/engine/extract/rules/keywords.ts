import type { Scalar } from '../types';
import type { Candidate } from './candidates';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import type { Wanted } from './wanted';
import { fold } from './words/fold';
import { kinship, spaced, type Term, termsOf } from './words/terms';

/** How often the only one of a field's values that a document names is the right one; found on the development set. */
const ONLY = { short: 0.74, prose: 0.55 };
const MOST_VALUES = 30;
/** Words of a line that still is a label or a value, not a sentence. */
const SHORT = 6;

/** The one of a field's values that the document names, where it names no other of them. */
export function fromKeywords(wanted: Wanted, layout: Layout): Candidate[] {
  const values = wanted.field.enum ?? [];
  if (wanted.aim !== 'choice' || values.length < 2 || values.length > MOST_VALUES) return [];
  const named = new Map<Scalar, { piece: Piece; isShort: boolean }>();
  const asked = values.map(value => ({
    value,
    word: fold(String(value)),
    terms: termsOf(spaced(String(value))),
  }));
  for (const piece of layout.pieces) {
    const words = fold(piece.text).split(/[^\p{L}\p{N}]+/u);
    for (const { value, word, terms } of asked) {
      if (!words.includes(word) && !(piece.terms.length <= SHORT && says(piece.terms, terms))) continue;
      const known = named.get(value);
      const isShort = piece.terms.length <= SHORT;
      if (!known || (isShort && !known.isShort)) named.set(value, { piece, isShort });
    }
  }
  const [only, another] = named;
  if (!only || another) return [];
  const [value, { piece, isShort }] = only;
  const score = isShort ? ONLY.short : ONLY.prose;
  return [
    {
      wanted,
      value,
      places: [{ piece, start: 0, end: piece.text.length }],
      score,
      match: score,
      way: 'only',
    },
  ];
}

const says = (told: readonly Term[], asked: readonly Term[]): boolean =>
  asked.length > 0 &&
  asked.every(term => term.known && told.some(other => other.known && kinship(term, other) >= 0.9));
