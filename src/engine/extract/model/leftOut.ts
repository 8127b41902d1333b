import { sharedHeight } from '../document/boxes';
import type { DocumentPage, Line } from '../types';

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Lines of the Markdown that are compared with a line of the page: of more, its words are common ones. */
const triedPlaces = 100;
/** Characters that are searched for words that the Markdown joins or parts: a second's work, a usual page has thousands. */
const mostSearched = 500_000_000;

/**
 * What a page prints and its Markdown leaves out, as letterheads and rows of boxes sometimes are: printed rows, in their
 * order. A line is there when its words stand in one line of the Markdown, as those of a wrapped cell do, or follow one
 * another somewhere.
 */
export function leftOut({ markdown, lines }: Pick<DocumentPage, 'markdown' | 'lines'>): string[] {
  const places = placesOf(markdown);
  const all = wordsIn(markdown).join('');
  let left = mostSearched;
  const isThere = ({ text }: Line): boolean => {
    const words = wordsIn(text);
    const [rarest, ...others] = words
      .map(word => places.get(word) ?? new Set<number>())
      .sort((a, b) => a.size - b.size);
    if (!rarest) return true;
    const tried = [...rarest].slice(0, triedPlaces);
    if (tried.some(i => others.every(each => each.has(i)))) return true;
    left -= all.length;
    return left < 0 || all.includes(words.join(''));
  };
  return rowsOf(lines.filter(line => !isThere(line)));
}

/** In which lines of a text each word stands. */
function placesOf(text: string): Map<string, Set<number>> {
  const places = new Map<string, Set<number>>();
  for (const [i, line] of text.split('\n').entries()) {
    for (const word of wordsIn(line)) {
      const known = places.get(word);
      if (known) known.add(i);
      else places.set(word, new Set([i]));
    }
  }
  return places;
}

/** Lines that stand beside each other, as one text each. */
function rowsOf(lines: readonly Line[]): string[] {
  const rows: string[] = [];
  let last: Line | undefined;
  for (const line of lines) {
    if (last && isBeside(last, line)) rows.push(`${rows.pop()}  ${line.text}`);
    else rows.push(line.text);
    last = line;
  }
  return rows;
}

const isBeside = ({ box: a }: Line, { box: b }: Line): boolean =>
  a !== null && b !== null && sharedHeight(a, b) > Math.min(a.h, b.h) / 2;
