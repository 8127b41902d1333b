import { answers } from './answers';
import { business } from './business';
import { fold } from './fold';
import { matters } from './matters';
import { people } from './people';
import { things } from './things';

/** Words of a phrase at most: `sozialversicherung und …` is longer than anything that is printed as one term. */
const LONGEST_PHRASE = 5;
/** Shorter words are no compounds, and shorter parts are in every word. */
const SHORTEST_COMPOUND = 7;
const SHORTEST_PART = 3;
/** What joins the parts of a German or Dutch compound. */
const JOINTS = ['', 's', 'n', 'en', 'es', 'e'];

/** Says what a thing is, not which of several: `number`, `date`, `name`. */
export const isThing = (meaning: string): boolean => Object.hasOwn(things, meaning);

const phrases = new Map<string, string[]>();
for (const list of [things, business, people, matters, answers]) {
  for (const [meaning, words] of Object.entries(list)) {
    for (const phrase of words.split(',')) {
      const key = wordsOf(fold(phrase))
        .map(word => word.text)
        .join(' ');
      const known = phrases.get(key);
      if (!known) phrases.set(key, [meaning]);
      else if (!known.includes(meaning)) known.push(meaning);
    }
  }
}

interface FoldedWord {
  text: string;
  start: number;
  end: number;
}

/** The words of a folded text. `#`, `%` and `n°` are words; an apostrophe and a dot end one. */
export function wordsOf(folded: string): FoldedWord[] {
  return [...folded.matchAll(/n°|[\p{L}\p{N}]+|[#%]/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** What the words from `from` on mean as one term: the longest phrase that is known; undefined where none is. */
export function phraseAt(
  words: readonly string[],
  from: number,
): { meanings: readonly string[]; length: number } | undefined {
  for (let length = Math.min(LONGEST_PHRASE, words.length - from); length > 0; length--) {
    const meanings = phrases.get(words.slice(from, from + length).join(' '));
    if (meanings) return { meanings, length };
  }
  return undefined;
}

const inflected = (word: string): readonly string[] | undefined => {
  for (const ending of ['s', 'es', 'n', 'e', 'en', 'er', 'r', 'u', 'y', 'ego', 'ej']) {
    if (word.length - ending.length < 4 || !word.endsWith(ending)) continue;
    const meanings = phrases.get(word.slice(0, -ending.length));
    if (meanings) return meanings;
  }
  return undefined;
};

const compounds = new Map<string, readonly (readonly string[])[] | undefined>();
/** Of words that were looked up; a document's own words are not kept for ever. */
const MOST_COMPOUNDS = 20_000;

/**
 * What a word means that is no phrase by itself: the meanings of its parts (`Rechnungsdatum`: invoice, date) or of its
 * singular. Undefined where it means nothing known.
 */
export function partsOf(word: string): readonly (readonly string[])[] | undefined {
  if (compounds.has(word)) return compounds.get(word);
  const singular = inflected(word);
  const parts = singular ? [singular] : split(word);
  if (compounds.size >= MOST_COMPOUNDS) compounds.clear();
  compounds.set(word, parts);
  return parts;
}

const IDEOGRAPHS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u;

function split(word: string): readonly (readonly string[])[] | undefined {
  if (IDEOGRAPHS.test(word)) return pieces(word, 1, ['']);
  const numbered = /^(\p{L}{4,}?)s?nr$/u.exec(word)?.[1];
  if (numbered) return numberOf(numbered);
  return word.length >= SHORTEST_COMPOUND && word.length <= 60 && /^\p{L}+$/u.test(word)
    ? pieces(word, SHORTEST_PART, JOINTS)
    : undefined;
}

/** `Rechnungsnr.`, `Factuurnr.`: the last part is abbreviated. */
function numberOf(thing: string): readonly (readonly string[])[] | undefined {
  const known = phrases.get(thing);
  const parts = known ? [known] : partsOf(thing);
  const number = phrases.get('nr');
  return parts && number && [...parts, number];
}

/** The fewest known pieces that make up the whole word: each position is worked out once. */
function pieces(
  word: string,
  shortest: number,
  joints: readonly string[],
): readonly (readonly string[])[] | undefined {
  const best: (readonly (readonly string[])[] | undefined)[] = Array(word.length + 1).fill(undefined);
  best[word.length] = [];
  for (let from = word.length - shortest; from >= 0; from--) {
    for (let to = from + shortest; to <= word.length; to++) {
      const meanings = phrases.get(word.slice(from, to));
      if (!meanings) continue;
      for (const joint of joints) {
        const after = word.startsWith(joint, to) ? best[to + joint.length] : undefined;
        const now = best[from];
        if (after && (!now || after.length + 1 < now.length)) best[from] = [meanings, ...after];
      }
    }
  }
  return best[0];
}
