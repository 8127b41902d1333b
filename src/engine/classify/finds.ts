import type { Line, SourceDocument } from '../extract/types';
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
  name: { title: 4, label: 1.5, first: 0.4, later: 0.2 },
  word: { title: 1, label: 1, first: 1, later: 0.6 },
};
type Place = keyof typeof places.word;
/** What lines after the first one with a name count less: "Delivery note", then "Invoice follows". */
const laterTitle = 0.4;
/** A part of a compound ("Stromrechnung") counts less than the word itself. */
const compound = 0.6;
/** Titles are short, and near the top or in larger letters. */
const mostTitleWords = 10;
const topLines = 8;
/** Words that may stand before the name in a title, where it does not end the line. */
const wordsBefore = 1;
const largerThan = 1.3;
/** Shortest word that a longer one may end or begin with, and shortest rest of it. */
const shortestPart = 6;
const shortestRest = 4;
/** Words that tell enough of a document: what comes after them is not read. */
const mostWords = 100_000;
/** Words beside a name that make it the label of a number: "Contract number", "Rechnung Nr.". */
const numberWords: ReadonlySet<string> = new Set(
  wordsOf(
    'no number nr nummer num numero numéro núm n id ref reference referenz référence kenmerk numer',
  ).map(({ stem }) => stem),
);
/** Words before a name that make it somebody else's document: "your order", "Ihre Bestellung". */
const otherWords: ReadonlySet<string> = new Set(
  wordsOf(
    'your our vs votre notre ta ton ihre unsere deine dein euer tu tua twoje je jouw su nuestro uw onze vostro nostro vossa nossa wasze nasze',
  ).map(({ stem }) => stem),
);

/** A line with what is known of its place. */
interface PlacedLine {
  words: readonly TextWord[];
  place: Place;
  /** Where it is a title: how many of its words are. */
  titleWords: number;
  page: number;
  /** An earlier line held a name by which the document may call itself. */
  isAfterTitle: boolean;
}

/** Looks terms up in documents. `names` are the keys by which documents call themselves, `keys` are all. */
export class TermFinder {
  private readonly parts: readonly string[];
  /** Keys by their first stem, the longest first. */
  private readonly starts = new Map<string, { key: string; stems: readonly string[] }[]>();
  private readonly partOf = new Map<string, string | undefined>();

  constructor(
    keys: ReadonlySet<string>,
    private readonly names: ReadonlySet<string>,
  ) {
    this.parts = [...names]
      .filter(key => key.length >= shortestPart && !key.includes(' '))
      .sort((a, b) => b.length - a.length);
    const all = Array.from(keys, key => ({ key, stems: key.split(' ') }));
    for (const term of all.sort((a, b) => b.stems.length - a.stems.length)) {
      const [first = ''] = term.stems;
      const list = this.starts.get(first);
      if (list) list.push(term);
      else this.starts.set(first, [term]);
    }
  }

  /** What stands in the document, by key; and how many words were read. */
  find(document: SourceDocument): { finds: ReadonlyMap<string, Find>; words: number } {
    const finds = new Map<string, Find>();
    let count = 0;
    let isAfterTitle = false;
    for (const [place, { number: page, lines }] of document.pages.entries()) {
      const larger = largerThan * medianHeight(lines);
      for (const [index, line] of lines.entries()) {
        if (count >= mostWords) return { finds, words: count };
        const words = wordsOf(line.text);
        count += words.length;
        const isProminent = index < topLines || heightOf(line) > larger;
        const inTitle = place === 0 && isProminent ? titleLength(line.text, words.length) : 0;
        const where = place > 0 ? 'later' : inTitle > 0 ? 'title' : 'first';
        const placed = { words, place: where, titleWords: inTitle, page, isAfterTitle } as const;
        if (this.findIn(placed, finds)) isAfterTitle = true;
      }
    }
    return { finds, words: count };
  }

  /** Gives whether the line holds a name in the place of a title. */
  private findIn(line: PlacedLine, finds: Map<string, Find>): boolean {
    const { words, page } = line;
    let isTitle = false;
    // A name inside of a longer one is not what the document calls itself.
    let namedUpTo = 0;
    for (const [start, word] of words.entries()) {
      const terms = this.starts.get(word.stem) ?? [];
      for (const { key, stems } of terms) {
        if (!stems.every((stem, place) => words[start + place]?.stem === stem)) continue;
        const { length } = stems;
        const text = words
          .slice(start, start + length)
          .map(own => own.text)
          .join(' ');
        if (!this.names.has(key)) {
          add(finds, key, { frequency: places.word[line.place], inTitle: false, text, page });
        } else if (start + length > namedUpTo) {
          namedUpTo = start + length;
          const found = named(line, start, length);
          isTitle ||= found.inTitle;
          add(finds, key, { ...found, text, page });
        }
      }
      const part = terms.length > 0 ? undefined : this.partFor(word.stem);
      if (part === undefined) continue;
      const found = named(line, start, 1);
      isTitle ||= found.inTitle;
      add(finds, part, { ...found, frequency: found.frequency * compound, text: word.text, page });
    }
    return isTitle;
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

/** How many words of a line may be a title: all of a short one, the first sentence of a longer one; 0 for none. */
function titleLength(text: string, words: number): number {
  if (words <= mostTitleWords) return words;
  const first = wordsOf(/^.*?[.;:](?=\s)/.exec(text)?.[0] ?? '').length;
  return first <= mostTitleWords ? first : 0;
}

/** What a name in a line counts: most where it begins or ends a title. */
function named(
  { words, place, titleWords, isAfterTitle }: PlacedLine,
  start: number,
  length: number,
): Pick<Find, 'frequency' | 'inTitle'> {
  const before = words.slice(Math.max(0, start - 2), start).map(({ stem }) => stem);
  const after = words[start + length]?.stem ?? '';
  const end = start + length;
  const isAtEdge = end <= titleWords && (start <= wordsBefore || end === titleWords);
  const isOthers = before.some(stem => numberWords.has(stem) || otherWords.has(stem));
  if (place !== 'title' || !isAtEdge || isOthers) {
    return { frequency: places.name[place === 'title' ? 'first' : place], inTitle: false };
  }
  const weight = places.name[numberWords.has(after) ? 'label' : 'title'];
  return { frequency: isAfterTitle ? weight * laterTitle : weight, inTitle: true };
}

function add(finds: Map<string, Find>, key: string, find: Find): void {
  const held = finds.get(key);
  if (!held) {
    finds.set(key, find);
    return;
  }
  held.frequency += find.frequency;
  if (find.inTitle && !held.inTitle) Object.assign(held, { ...find, frequency: held.frequency });
}

const heightOf = ({ box }: Line): number => box?.h ?? 0;

/** Of the lines with a position; Infinity where there are none. */
function medianHeight(lines: readonly Line[]): number {
  const heights = lines.flatMap(({ box }) => (box ? [box.h] : [])).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? Number.POSITIVE_INFINITY;
}
