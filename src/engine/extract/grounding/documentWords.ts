import type { Box } from '../../parsers/types';
import { around } from '../document/boxes';
import { fold } from '../rules/words/fold';
import type { Line, SourceDocument, Spot } from '../types';
import type { Hit } from './hit';

interface PlacedWord {
  text: string;
  /** Index of its line among those of the document. */
  line: number;
  /** Where it begins in the document's text. */
  at: number;
  box: Box | null;
}

/** A run of letters and digits of a word, or a sign of a currency. */
interface Token {
  /** Folded. */
  text: string;
  /** Where it begins in the document's letters. */
  at: number;
  word: number;
}

/** Letters of scripts that put no space between words. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Folded runs of letters and digits. */
export const tokensOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+|\p{Sc}/gu) ?? [];

/** The words of a document in reading order, to be searched whatever spaces, line ends, marks and case are between. */
export class DocumentWords {
  readonly lines: readonly Line[];
  readonly words: readonly PlacedWord[];
  /** Words of a line apart by a space, lines by a line feed. */
  readonly text: string;
  readonly tokens: readonly Token[];
  private readonly letters: string;
  private places: Map<string, number[]> | undefined;

  constructor(document: SourceDocument) {
    this.lines = document.pages.flatMap(page => page.lines);
    const words: PlacedWord[] = [];
    let at = 0;
    for (const [line, { words: own, box }] of this.lines.entries()) {
      for (const word of own) {
        words.push({ text: word.text, line, at, box: word.box ?? box });
        at += word.text.length + 1;
      }
    }
    this.words = words;
    this.text = words.map(({ text, line }, i) => text + (words[i + 1]?.line === line ? ' ' : '\n')).join('');
    const tokens: Token[] = [];
    const letters: string[] = [];
    let length = 0;
    for (const [word, { text }] of words.entries()) {
      for (const token of tokensOf(text)) {
        tokens.push({ text: token, at: length, word });
        letters.push(token);
        length += token.length;
      }
    }
    this.tokens = tokens;
    this.letters = letters.join('');
  }

  /** Where these letters stand, from the beginning to the end of words: first and last word of each place. */
  find(letters: string, most: number): { from: number; to: number }[] {
    const found: { from: number; to: number }[] = [];
    if (letters === '') return found;
    for (
      let at = this.letters.indexOf(letters);
      at !== -1 && found.length < most;
      at = this.letters.indexOf(letters, at + 1)
    ) {
      const end = at + letters.length;
      const first = this.tokens[lastAt(this.tokens, at)];
      const last = this.tokens[lastAt(this.tokens, end - 1)];
      if (!first || !last) break;
      const begins = first.at === at || unspaced.test(letters);
      const ends = last.at + last.text.length === end || unspaced.test(this.letters.slice(end - 1, end));
      if (begins && ends) found.push({ from: first.word, to: last.word });
    }
    return found;
  }

  /** Indexes of the tokens that are this one. */
  placesOf(token: string): readonly number[] {
    if (!this.places) {
      this.places = new Map();
      for (const [index, { text }] of this.tokens.entries()) {
        const places = this.places.get(text);
        if (places) places.push(index);
        else this.places.set(text, [index]);
      }
    }
    return this.places.get(token) ?? [];
  }

  /** The word that stands at a place of the text. */
  wordAt(offset: number): number {
    return lastAt(this.words, offset);
  }

  /** First and last word of a line; nothing for no line. */
  wordsOf(line: number): [from: number, to: number] | [] {
    const from = this.words.findIndex(word => word.line === line);
    const count = this.lines[line]?.words.length ?? 0;
    return from === -1 || count === 0 ? [] : [from, from + count - 1];
  }

  lineOf(word: number): Line | undefined {
    return this.lines[this.words[word]?.line ?? -1];
  }

  /** Words of the document as a citation: one a page. */
  spots({ from, to, only }: Pick<Hit, 'from' | 'to' | 'only'>): Spot[] {
    const spots = new Map<number, { words: string[]; boxes: Map<number, Box[]> }>();
    const cited = only ? new Set(only) : null;
    for (const { line, text, box } of this.words
      .slice(from, to + 1)
      .filter((_, i) => cited?.has(from + i) ?? true)) {
      const page = this.lines[line]?.page ?? 0;
      const spot = spots.get(page) ?? { words: [], boxes: new Map<number, Box[]>() };
      spots.set(page, spot);
      spot.words.push(text);
      if (box) spot.boxes.set(line, [...(spot.boxes.get(line) ?? []), box]);
    }
    return [...spots].map(([page, { words, boxes }]) => ({
      page,
      text: words.join(' '),
      boxes: [...boxes.values()].flatMap(each => around(each) ?? []),
    }));
  }
}

/** Index of the last item that begins at an offset or before it; 0 where none does. */
function lastAt(items: readonly { at: number }[], offset: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((items[middle]?.at ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
