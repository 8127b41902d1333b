const marks = /\p{M}+/gu;
/** Letters that no Unicode decomposition takes apart. */
const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd' };
const token = /[\p{L}\p{N}]+/gu;
/** "W-2", "K-1": one word with its number. */
const numbered = /\b(\p{L}{1,2})-(\p{N}+)\b/gu;
/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const shortestStem = 4;
const plural = /(?:ies|s)$/;
/**
 * Inflections of European languages; what they take too much is taken on both sides alike. Not the English `-ing`: marketing
 * is not a market, nor a meeting where things meet.
 */
const inflection = /(?:ed|en|em|er|[aeioy])$/;

/** A word of a text and the form by which it is compared: no case, no accents, no inflection. */
export interface TextWord {
  text: string;
  stem: string;
}

let segmenter: Intl.Segmenter | undefined;

/** The words of a text in order, in any script. Linear in the length of the text. */
export function wordsOf(text: string): TextWord[] {
  const joined = text.normalize('NFC').replace(numbered, '$1$2');
  return Array.from(joined.matchAll(token), ([word]) => word)
    .flatMap(word => (unspaced.test(word) ? segments(word) : [word]))
    .map(word => ({ text: word, stem: stemOf(word) }));
}

/** "bank_statement", "bankStatement" and "bank statement" alike. */
export function wordsOfName(name: string): TextWord[] {
  return wordsOf(name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replaceAll('_', ' '));
}

function segments(text: string): string[] {
  segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function stemOf(word: string): string {
  const plain = word
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(/[ßæœøłđ]/g, letter => letters[letter] ?? letter);
  const singular = cut(plain, plural);
  return cut(singular, inflection);
}

function cut(word: string, ending: RegExp): string {
  const stem = word.replace(ending, end => (end === 'ies' ? 'y' : ''));
  return stem.length >= shortestStem ? stem : word;
}
