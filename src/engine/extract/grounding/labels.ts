import { sharedHeight, sharedWidth } from '../document/boxes';
import { kinship, spaced, type Term, termsOf } from '../rules/words/terms';
import type { Field, Line } from '../types';
import type { DocumentWords } from './documentWords';

/** Lines before a place that may hold its label where there are no positions. */
const linesBefore = 2;
/** Heights of a line within which a label stands above its value. */
const heightsAbove = 2.5;
/** Lines of reading order to either side among which those at the left and above are looked for. */
const linesAround = 40;

/** Tells whether what names a field stands beside a place. */
export class Labels {
  private readonly terms = new Map<string, readonly Term[]>();

  constructor(private readonly words: DocumentWords) {}

  /** The words that name a field. */
  namesOf(field: Pick<Field, 'name' | 'title'>): readonly Term[] {
    const title = this.of(field.title);
    return title.length > 0 ? title : this.of(spaced(field.name));
  }

  /** The share of the names that stands at the left of a word, or above it, 0 to 1. */
  nearness(names: readonly Term[], word: number): number {
    const place = this.words.words[word];
    const line = this.words.lineOf(word);
    if (!place || !line || names.length === 0) return 0;
    const before = this.words.words
      .slice(Math.max(0, word - 12), word)
      .filter(each => each.line === place.line)
      .map(each => each.text)
      .join(' ');
    const told = [...this.of(before), ...this.beside(place.line).flatMap(text => this.of(text))];
    const shares = names.map(name => Math.max(0, ...told.map(term => kinship(name, term))));
    return shares.reduce((sum, share) => sum + share, 0) / names.length;
  }

  private beside(at: number): string[] {
    const own = this.words.lines[at];
    if (!own) return [];
    const { box } = own;
    if (!box) return this.words.lines.slice(Math.max(0, at - linesBefore), at).map(({ text }) => text);
    return this.words.lines
      .slice(Math.max(0, at - linesAround), at + linesAround)
      .filter(line => line !== own && line.page === own.page && isLabelOf(line, own))
      .map(({ text }) => text);
  }

  /** The words of a text. */
  of(text: string): readonly Term[] {
    const known = this.terms.get(text);
    if (known) return known;
    const terms = termsOf(text.slice(0, 200));
    this.terms.set(text, terms);
    return terms;
  }
}

/** Whether a line stands at the left of another in its row, or right above it. */
function isLabelOf({ box: label }: Line, { box: value }: Line): boolean {
  if (!label || !value) return false;
  const sameRow = sharedHeight(label, value) > Math.min(label.h, value.h) / 2;
  if (sameRow) return label.x < value.x;
  const gap = value.y - (label.y + label.h);
  return gap > -value.h && gap < heightsAbove * value.h && sharedWidth(label, value) > 0;
}
