import type { Aim } from '../values/aims';
import { isFormed, type Reading } from '../values/readings';
import { shaped } from '../values/readScalar';
import { type Candidate, candidateOf, WEAK } from './candidate';
import type { Context } from './context';
import type { Layout } from './layout/layout';
import type { Piece } from './layout/pieces';
import { matchOf, PROSE_TERMS } from './match';
import type { ReadingsCache } from './readingsCache';
import type { Wanted } from './wanted';
import { type Term, termOf, termsOf } from './words/terms';

/** Words that lead to a value in the same piece: `IBAN DE…`, `payable by 12 May`. */
export interface Lead {
  piece: Piece;
  reading: Reading;
  terms: readonly Term[];
  /** A sentence, not a label made for the value. */
  isProse: boolean;
}

/** How surely such words are the value's label; in a sentence less than right before it. */
const NEARNESS = { label: 0.97, prose: 0.82 };
/** What is often said behind the value: `19 % MwSt.`, `72,5 m² Wohnfläche`. */
const FOLLOWED: ReadonlySet<Aim> = new Set<Aim>(['percent', 'number', 'integer']);
const LONGEST = 70;
/** From here on a piece is a sentence. */
const SENTENCE = { characters: 45, words: 4 };

export const RATE = termOf('rate');
const SIGNED = termOf('signature');
const ISSUED = termOf('issue');

/** All values of an aim with the words that lead to them. */
export function leadsOf(aim: Aim, layout: Layout, cache: ReadingsCache): Lead[] {
  if (!isFormed(aim)) return [];
  return layout.pieces.flatMap(piece => {
    const readings = cache.in(piece, aim);
    return readings.flatMap((reading, i): Lead[] => {
      const clause = clauseBefore(piece.text, readings[i - 1]?.end ?? 0, reading.start);
      const before = clause.trim() === '' ? [] : termsOf(clause);
      const after = FOLLOWED.has(aim)
        ? termsOf(clauseAfter(piece.text, reading.end, readings[i + 1]?.start))
        : [];
      const told = [...before, ...after, ...signing(layout, piece, reading, aim)];
      if (told.length === 0) return [];
      const terms = isShare(piece, reading, aim) ? [...told, RATE] : told;
      const isSentence =
        piece.text.length > SENTENCE.characters && clause.trim().split(/\s+/).length >= SENTENCE.words;
      return [{ piece, reading, terms, isProse: isSentence || terms.length > PROSE_TERMS }];
    });
  });
}

/** The value that words lead to, where they say what the field is. */
export function fromLead(
  wanted: Wanted,
  { piece, reading, terms, isProse }: Lead,
  context: Context,
): Candidate[] {
  const { documents } = context;
  const match = matchOf(wanted, terms, { documents, role: context.roleOf(piece), isProse });
  const found = match >= WEAK ? shaped(reading, piece.text, wanted.field, wanted.aim) : null;
  if (!found) return [];
  const score = match * found.certainty * (isProse ? NEARNESS.prose : NEARNESS.label);
  return score >= WEAK ? [candidateOf(wanted, found, piece, { match, score })] : [];
}

/** A percentage with its sign needs no word that says so. */
export const isShare = (piece: Piece, { start, end }: Reading, aim: Aim): boolean =>
  aim === 'percent' && piece.text.slice(start, end).includes('%');

/** The next words up to a mark that ends a clause. */
const clauseAfter = (text: string, from: number, to: number | undefined): string =>
  (
    text.slice(from, Math.min(to ?? text.length, from + 40)).split(/[|·•;,.:()]|\s[–—-]\s|\d/)[0] ?? ''
  ).trim();

/** `Berlin, den 3. Mai 2025` at the end of a page is where and when it was signed, at its head where and when written. */
function signing(layout: Layout, piece: Piece, reading: Reading, aim: Aim): Term[] {
  if (aim !== 'date' || !/^\s*(?:[.,]|$)/.test(piece.text.slice(reading.end))) return [];
  if (
    !/^\p{Lu}[\p{L} .-]{1,30},\s*(?:(?:den|le|a|à|li|lì|il|dnia|em|on|the|op)\s+)?$/u.test(
      piece.text.slice(0, reading.start),
    )
  )
    return [];
  const last = layout.on(piece.page).at(-1)?.box.y ?? 0;
  return [piece.box.y > 0.5 * last ? SIGNED : ISSUED];
}

/** The clause that leads to a value: from the last mark that ends one, or the last value. */
export function clauseBefore(text: string, from: number, to: number): string {
  const clause = text.slice(Math.max(from, to - LONGEST), to);
  const cut = clause
    .split(/[|·•;]\s|\s[–—-]\s|(?<=\p{Ll}{3})[.!?]\s|,\s|\s\/\s|\s{2,}|[)\]]\s/u)
    .filter(part => part.trim() !== '');
  return cut.at(-1) ?? '';
}
