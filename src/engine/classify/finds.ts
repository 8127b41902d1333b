import type { DocumentPage, Line, SourceDocument } from '../extract/types';
import { type TextWord, wordsOf } from './words/stems';

/** How often a term stands in a document, and where first. */
export interface Find {
  /** Occurrences, each counted by how much its place says. */
  frequency: number;
  /** Whether the document calls itself so. */
  inTitle: boolean;
  /** The words as the document has them, and the 1-based page. */
  text: string;
  page: number;
}

/** What an occurrence counts in a title, on the first page and on later ones; a name in the running text says little. */
const places = {
  name: { title: 4, first: 0.4, later: 0.2 },
  word: { title: 1, first: 1, later: 0.6 },
};
type Place = keyof typeof places.word;
/** A part of a compound ("Stromrechnung") counts less than the word itself. */
const compound = 0.6;
/** Titles are short, and near the top or in larger letters. */
const titleWords = 7;
const topLines = 6;
const largerThan = 1.3;
/** Shortest word that a longer one may end or begin with, and shortest rest of it. */
const shortestPart = 6;
const shortestRest = 4;
/** Words that tell enough of a document: what comes after them is not read. */
const mostWords = 100_000;
const longestTerm = 5;

/** Looks terms up in documents. `names` are the keys by which documents call themselves, `keys` are all. */
export class TermFinder {
  private readonly parts: readonly string[];
  private readonly lengths: readonly number[];
  private readonly partOf = new Map<string, string | undefined>();

  constructor(
    private readonly keys: ReadonlySet<string>,
    private readonly names: ReadonlySet<string>,
  ) {
    this.parts = [...names]
      .filter(key => key.length >= shortestPart && !key.includes(' '))
      .sort((a, b) => b.length - a.length);
    const lengths = new Set([...keys].map(key => key.split(' ').length));
    this.lengths = [...lengths].filter(length => length <= longestTerm).sort((a, b) => b - a);
  }

  /** What stands in the document, by key; and how many words were read. */
  find(document: SourceDocument): { finds: ReadonlyMap<string, Find>; words: number } {
    const finds = new Map<string, Find>();
    let words = 0;
    for (const [place, page] of document.pages.entries()) {
      const isFirst = place === 0;
      const larger = largerThan * medianHeight(page);
      for (const [index, line] of page.lines.entries()) {
        if (words >= mostWords) return { finds, words };
        const found = wordsOf(line.text);
        words += found.length;
        const isTitle =
          isFirst && found.length <= titleWords && (index < topLines || heightOf(line) > larger);
        this.findIn(found, isTitle ? 'title' : isFirst ? 'first' : 'later', page.number, finds);
      }
    }
    return { finds, words };
  }

  private findIn(words: readonly TextWord[], place: Place, page: number, finds: Map<string, Find>): void {
    // A name inside of a longer one is not what the document calls itself.
    let namedUpTo = 0;
    for (const [start, word] of words.entries()) {
      for (const length of this.lengths) {
        if (start + length > words.length) continue;
        const own = length === 1 ? [word] : words.slice(start, start + length);
        const key = own.map(({ stem }) => stem).join(' ');
        if (!this.keys.has(key)) continue;
        const isName = this.names.has(key);
        const isInside = isName && start + length <= namedUpTo;
        if (isName) namedUpTo = Math.max(namedUpTo, start + length);
        if (isInside) continue;
        // Only a line that begins with its name is a title of it: "Invoice to" names the document, "see invoice" does not.
        const counted = place === 'title' && start > 2 ? 'first' : place;
        add(
          finds,
          key,
          own.map(({ text }) => text).join(' '),
          places[isName ? 'name' : 'word'][counted],
          counted === 'title',
          page,
        );
      }
      const part = this.keys.has(word.stem) ? undefined : this.partFor(word.stem);
      if (part !== undefined)
        add(finds, part, word.text, places.name[place] * compound, place === 'title', page);
    }
  }

  /** The longest name that a word begins or ends with. */
  private partFor(stem: string): string | undefined {
    if (stem.length < shortestPart + shortestRest) return undefined;
    if (!this.partOf.has(stem)) {
      const part = this.parts.find(
        name => stem.length >= name.length + shortestRest && (stem.endsWith(name) || stem.startsWith(name)),
      );
      this.partOf.set(stem, part);
    }
    return this.partOf.get(stem);
  }
}

function add(
  finds: Map<string, Find>,
  key: string,
  text: string,
  weight: number,
  inTitle: boolean,
  page: number,
): void {
  const held = finds.get(key);
  if (!held) finds.set(key, { frequency: weight, inTitle, text, page });
  else held.frequency += weight;
  if (held && inTitle && !held.inTitle) Object.assign(held, { inTitle, text, page });
}

const heightOf = ({ box }: Line): number => box?.h ?? 0;

/** Of the lines with a position; Infinity where there are none. */
function medianHeight({ lines }: DocumentPage): number {
  const heights = lines.flatMap(({ box }) => (box ? [box.h] : [])).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? Number.POSITIVE_INFINITY;
}
