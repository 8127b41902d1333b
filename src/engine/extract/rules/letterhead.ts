import type { ObjectField } from '../types';
import type { Candidate } from './candidate';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import type { Wanted } from './wanted';
import { spaced, termsOf } from './words/terms';

const CAREER: ReadonlySet<string> = new Set(['experience', 'education', 'skill']);
const PERSON: ReadonlySet<string> = new Set(['name', 'applicant', 'person']);
const SCORES = { large: 0.9, first: 0.72, place: 0.66 };
/** Lines at the head of a résumé that have name and contact data. */
const HEAD_LINES = 12;
const NAME = /^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|di|del|la|van|von|der|den|dos|y)){1,4}$/u;
const PLACE = /^\p{Lu}[\p{L}'’. -]+(?:,\s*\p{Lu}[\p{L}'’. -]+){0,2}$/u;

/** Whether a schema is that of a résumé, which prints its person's name without a label. */
export function isCareer(root: ObjectField): boolean {
  const meanings = root.fields.flatMap(field => termsOf(spaced(field.name)).flatMap(term => term.meanings));
  return new Set(meanings.filter(meaning => CAREER.has(meaning))).size > 0;
}

/** The name at the head of a résumé, and the town among the contact data below it. */
export function fromLetterhead(wanted: Wanted, layout: Layout): Candidate[] {
  const meanings = wanted.wordings[0]?.terms.flatMap(term => term.meanings) ?? [];
  const first = layout.document.pages[0]?.number ?? 1;
  const head = layout.on(first).slice(0, HEAD_LINES);
  const name = nameIn(layout, head);
  if (!name) return [];
  if (wanted.aim === 'name' && meanings.every(meaning => PERSON.has(meaning))) {
    const value = name.pieces.map(piece => piece.text.trim()).join(' ');
    return [{ wanted, value, places: name.pieces.map(whole), score: name.score, match: name.score }];
  }
  return wanted.aim === 'address' && !meanings.includes('street') ? place(wanted, head, name.pieces) : [];
}

const whole = (piece: Piece) => ({ piece, start: 0, end: piece.text.length });

/** The largest words of the head that are a name, or two lines of one; else its first line. */
function nameIn(layout: Layout, head: readonly Piece[]): { pieces: readonly Piece[]; score: number } | null {
  const largest = Math.max(0, ...head.map(piece => piece.box.h));
  const usual = layout.heightOn(head[0]?.page ?? 1);
  if (largest > 1.3 * usual) {
    const pieces = head.filter(piece => piece.box.h > 0.97 * largest);
    return NAME.test(pieces.map(piece => piece.text.trim()).join(' '))
      ? { pieces, score: SCORES.large }
      : null;
  }
  const [first] = head;
  return first && NAME.test(first.text.trim()) && !first.isLabel
    ? { pieces: [first], score: SCORES.first }
    : null;
}

function place(wanted: Wanted, head: readonly Piece[], name: readonly Piece[]): Candidate[] {
  for (const piece of head) {
    if (name.includes(piece) || piece.isLabel || !/\S\s*[|·•].*[@+\d]|[@+\d].*[|·•]/.test(piece.text))
      continue;
    for (const match of piece.text.matchAll(/[^|·•]+/g)) {
      const value = match[0].trim();
      if (!PLACE.test(value) || value.split(' ').length > 5) continue;
      const start = match.index + match[0].indexOf(value);
      return [
        {
          wanted,
          value,
          places: [{ piece, start, end: start + value.length }],
          score: SCORES.place,
          match: SCORES.place,
        },
      ];
    }
  }
  return [];
}
