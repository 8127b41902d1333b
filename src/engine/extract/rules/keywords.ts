import type { Scalar } from '../types';
import type { Candidate } from './candidate';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import type { Wanted } from './wanted';
import { fold } from './words/fold';
import { kinship, spaced, type Term, termsOf } from './words/terms';

/** How often the only one of a field's values that a document names is the right one; chosen on the development set. */
const ONLY = { short: 0.74, prose: 0.55 };
const MOST_VALUES = 30;
/** Words of a line that still is a label or a value, not a sentence. */
const SHORT = 6;

/** The one of a field's values that the document names, where it names no other of them. */
export function fromKeywords(wanted: Wanted, layout: Layout): Candidate[] {
  if (wanted.aim === 'boolean') return taxIncluded(wanted, layout);
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
    },
  ];
}

const says = (told: readonly Term[], asked: readonly Term[]): boolean =>
  asked.length > 0 &&
  asked.every(term => term.known && told.some(other => other.known && kinship(term, other) >= 0.9));

const INCLUDED = /incl|inkl|include|gross/;

/** Whether prices have the tax in them, as `incl. VAT`, `zzgl. MwSt.` say where only one of both is said. */
function taxIncluded(wanted: Wanted, layout: Layout): Candidate[] {
  const named = fold(`${wanted.field.name} ${wanted.field.title}`);
  const isAsked = INCLUDED.test(named) && wanted.allowed.has('tax');
  if (!isAsked) return [];
  const told = layout.pieces.flatMap(piece => {
    const all = termsOf(piece.text);
    const meanings = all.flatMap(term => (term.words > 1 || term.text.length <= 4 ? term.meanings : []));
    return meanings.includes('gross')
      ? [{ piece, value: true }]
      : meanings.includes('net')
        ? [{ piece, value: false }]
        : [];
  });
  const [first] = told;
  if (!first || told.some(({ value }) => value !== first.value)) return [];
  const places = [{ piece: first.piece, start: 0, end: first.piece.text.length }];
  return [{ wanted, value: first.value, places, score: ONLY.short, match: ONLY.short }];
}
