import { type ColumnConcept, columnPhrases } from './columnWords';

/** Held as numbers; the others as texts and dates. */
const figures: ReadonlySet<string> = new Set(
  (
    'quantity delivered ordered unitPrice amount taxRate taxAmount discount debit credit balance hours rate yearToDate ' +
    'base weight packages stock earnings deduction employerShare position'
  ).split(' '),
);
export const isFigureConcept = (concept: ColumnConcept): boolean => figures.has(concept);

/** Each phrase of every concept, by the phrase. */
const byPhrase: ReadonlyMap<string, readonly ColumnConcept[]> = phraseIndex();

function phraseIndex(): Map<string, ColumnConcept[]> {
  const index = new Map<string, ColumnConcept[]>();
  for (const [concept, phrases] of columnPhrases) {
    for (const phrase of phrases) index.set(phrase, [...(index.get(phrase) ?? []), concept]);
  }
  return index;
}

const LONGEST_PHRASE = 5;
/** Words of a header that say nothing of what the column holds. */
const fillers: ReadonlySet<string> = new Set(
  'eur usd gbp chf pln euro euros dollar kr zl sek dkk nok in of the per percent no ht ttc net netto neto gross brutto bruto excl incl inkl exkl ohne zzgl vat mwst ust tva iva btw alv moms htva tvac tax de du la le item line product hors tax taxe sin con'.split(
    ' ',
  ),
);

/** Whether these words in this order are the name of a column by themselves. */
export const isPhrase = (words: readonly string[]): boolean => byPhrase.has(words.join(' '));
export const isFiller = (word: string): boolean => fillers.has(word);

/** What these words name: by the whole, else by the longest phrase in them; less sure the more words are left over. */
export function conceptsIn(words: readonly string[]): Map<ColumnConcept, number> {
  const whole = byPhrase.get(words.join(' '));
  if (whole) return new Map(whole.map(concept => [concept, 1]));
  for (let length = Math.min(LONGEST_PHRASE, words.length - 1); length > 0; length--) {
    const found = new Map<ColumnConcept, number>();
    for (let at = 0; at + length <= words.length; at++) {
      const phrase = words.slice(at, at + length);
      const rest = [...words.slice(0, at), ...words.slice(at + length)].filter(word => !isFiller(word));
      if (length === 1 && (phrase[0]?.length ?? 0) < 3 && rest.length > 0) continue;
      for (const concept of byPhrase.get(phrase.join(' ')) ?? []) {
        // In most languages the first noun is the head; in English compounds the last.
        const sure = rest.length === 0 ? 0.92 : (0.85 * length) / (length + rest.length);
        found.set(concept, Math.max(found.get(concept) ?? 0, sure));
      }
    }
    if (found.size > 0) return found;
  }
  return new Map(
    words.length === 1 ? misread(words[0] ?? '').map(concept => [concept, MISREAD] as const) : [],
  );
}

/** How surely a word that differs by one letter from a name is that name: OCR misreads one now and then. */
const MISREAD = 0.8;
const SHORTEST_MISREAD = 5;

function misread(word: string): readonly ColumnConcept[] {
  if (word.length < SHORTEST_MISREAD) return [];
  for (const [phrase, concepts] of byPhrase) {
    if (phrase.length === word.length && isOneOff(phrase, word)) return concepts;
  }
  return [];
}

function isOneOff(a: string, b: string): boolean {
  let off = 0;
  for (let at = 0; at < a.length && off < 2; at++) if (a[at] !== b[at]) off++;
  return off === 1;
}
