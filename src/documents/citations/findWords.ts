/** A part of a text, by the places of its characters. */
export interface Span {
  start: number;
  end: number;
}

/** Citations are short; what is longer is looked for by its beginning. */
const maxCharacters = 500;
/** Places of one citation that are looked at. */
const maxFound = 1_000;

/**
 * Where words stand in a text of a page, which may break lines elsewhere and has marks of Markdown or HTML between them:
 * as they are, else by their letters and digits alone. Whole words before parts of words.
 */
export function findWords(text: string, words: string): Span[] {
  const wanted = words.trim().slice(0, maxCharacters);
  if (wanted === '') return [];
  const found = exactly(text, wanted);
  return wholeWords(text, found.length > 0 ? found : folded(text, wanted));
}

function exactly(text: string, wanted: string): Span[] {
  const pattern = wanted
    .split(/\s+/)
    .map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('\\s+');
  const matches = text.matchAll(new RegExp(pattern, 'gu'));
  return [...matches]
    .slice(0, maxFound)
    .map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
}

const skipped = /<[^<>]*>|&[a-z]+;|&#\d+;/giy;
const letter = /[\p{L}\p{N}]/u;
const digit = /\d/;
const point = /[.,]/;

/** Letters and digits of a text in their simplest form, without marks of HTML, and where each stands. */
export interface Folded {
  letters: string;
  places: readonly number[];
}

export function fold(text: string): Folded {
  const places: number[] = [];
  let letters = '';
  for (let at = 0; at < text.length; ) {
    skipped.lastIndex = at;
    const mark = text[at] === '<' || text[at] === '&' ? skipped.exec(text) : null;
    if (mark) {
      at += mark[0].length;
      continue;
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (letter.test(character)) {
      for (const simple of character.normalize('NFKC').toLowerCase()) {
        letters += simple;
        for (let unit = 0; unit < simple.length; unit++) places.push(at);
      }
    }
    at += character.length;
  }
  return { letters, places };
}

function folded(text: string, wanted: string): Span[] {
  const needle = fold(wanted).letters;
  if (needle === '') return [];
  const { letters, places } = fold(text);
  const found: Span[] = [];
  for (
    let at = letters.indexOf(needle);
    at >= 0 && found.length < maxFound;
    at = letters.indexOf(needle, at + 1)
  ) {
    const last = places[at + needle.length - 1] ?? 0;
    found.push({ start: places[at] ?? 0, end: last + 1 });
  }
  return found;
}

/** "10" is not meant where the page says 2010 or 10.50, unless it says nothing else. */
function wholeWords(text: string, found: readonly Span[]): Span[] {
  const fits = (at: number, ...kinds: RegExp[]) => kinds.every((kind, i) => kind.test(text[at + i] ?? ''));
  const isInside = (at: number) =>
    fits(at - 1, letter, letter) || fits(at - 2, digit, point, digit) || fits(at - 1, digit, point, digit);
  const whole = found.filter(({ start, end }) => !isInside(start) && !isInside(end));
  return whole.length > 0 ? whole : [...found];
}
