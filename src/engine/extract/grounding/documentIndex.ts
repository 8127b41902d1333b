import type { Field, Scalar, SourceDocument } from '../types';
import { DocumentWords, tokensOf } from './documentWords';
import type { Hit } from './hit';
import { WrittenDates } from './writtenDates';
import { readingsOf, WrittenNumbers } from './writtenNumbers';

/** Places of a text that are looked at; one that stands in more places is told apart by none of them. */
export const mostPlaces = 200;

/** Ways to write currencies beside their code (ISO 4217). */
const currencies: Readonly<Record<string, readonly string[]>> = {
  EUR: ['€', 'euro', 'euros'],
  USD: ['$', 'us$', 'dollar', 'dollars'],
  GBP: ['£', 'pound', 'pounds'],
  JPY: ['¥', '円'],
  CNY: ['¥', '元', 'rmb'],
  CHF: ['fr', 'sfr'],
  PLN: ['zł'],
  CZK: ['kč'],
  SEK: ['kr'],
  NOK: ['kr'],
  DKK: ['kr'],
  INR: ['₹', 'rs'],
  BRL: ['r$'],
  KRW: ['₩'],
  TRY: ['₺'],
  UAH: ['₴'],
};

/** A share of the letters of a text from which on it counts as found though it is not there word for word. */
const mostlyFound = 0.75;
/** A text of fewer words is found word for word or not at all. */
const fewestWords = 3;

/** Looks up in a document where values may be written. */
export class DocumentIndex {
  readonly words: DocumentWords;
  private numbers: WrittenNumbers | undefined;
  private dates: WrittenDates | undefined;
  private readonly known = new Map<string, readonly Hit[]>();

  constructor(document: SourceDocument) {
    this.words = new DocumentWords(document);
  }

  /** Every place where the value may be written, in reading order; none for truth values, which are not written out. */
  hitsOf(value: Scalar, field: Field): readonly Hit[] {
    if (typeof value === 'boolean') return [];
    if (typeof value === 'number') return this.ofNumber(value);
    const exactly = field.kind === 'scalar' && field.enum !== null;
    const key = `${exactly} ${value}`;
    const hits = this.known.get(key) ?? this.ofText(value, exactly);
    this.known.set(key, hits);
    return hits;
  }

  private ofNumber(value: number): readonly Hit[] {
    this.numbers ??= new WrittenNumbers(this.words);
    return this.numbers.of(value);
  }

  /** `exactly`: not where only most of its words stand. */
  private ofText(value: string, exactly: boolean): readonly Hit[] {
    this.dates ??= new WrittenDates(this.words);
    const dated = this.dates.of(value);
    if (dated && dated.length > 0) return dated;
    const exact = this.ofLetters(value);
    if (exact.length > 0 || dated) return exact;
    for (const other of currencies[value] ?? []) {
      const hits = this.ofLetters(other);
      if (hits.length > 0) return hits;
    }
    return exactly ? [] : this.mostly(value);
  }

  private ofLetters(value: string): Hit[] {
    const places = this.words.find(tokensOf(value).join(''), mostPlaces);
    return places.filter(place => this.reads(value, place)).map(place => ({ ...place, sureness: 1 }));
  }

  /** Letters leave marks out: 12 is not 1.2, though few digits may be written in groups. */
  private reads(value: string, { from, to }: { from: number; to: number }): boolean {
    const digits = value.replace(/[^\p{L}\p{N}]/gu, '');
    if (!/^\d{1,6}$/.test(digits)) return true;
    const written = this.words.words
      .slice(from, to + 1)
      .map(({ text }) => text)
      .join(' ');
    if (written.includes(value.trim())) return true;
    const numeric = /^[\d.,'’\s]+$/;
    const bare = written.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
    if (!numeric.test(value) || !numeric.test(bare)) return true;
    const readings = readingsOf(bare);
    return readingsOf(value.trim()).some(reading => readings.includes(reading));
  }

  /** The shortest part of the document that has most of the text's words, in whatever order. */
  private mostly(value: string): Hit[] {
    const wanted = [...new Set(tokensOf(value))];
    const letters = sum(wanted);
    if (wanted.length < fewestWords || value.trim().split(/\s+/).length < fewestWords) return [];
    const places = wanted
      .flatMap(token => this.words.placesOf(token).map(at => ({ at, token })))
      .sort((a, b) => a.at - b.at);
    const widest = wanted.length * 2 + 6;
    const best = widestCover(places, widest);
    const share = best ? best.letters / letters : 0;
    const held = this.words.tokens.slice(best?.from ?? 0, (best?.to ?? -1) + 1);
    const [first, last] = [held[0], held.at(-1)];
    // A number that is another is no slip.
    const numbers = wanted.filter(token => /\p{N}/u.test(token));
    if (!first || !last || share < mostlyFound) return [];
    if (!numbers.every(token => held.some(({ text }) => text === token))) return [];
    const only = held.filter(({ text }) => wanted.includes(text)).map(({ word }) => word);
    return [{ from: first.word, to: last.word, only, sureness: 0.75 * share }];
  }
}

interface Cover {
  from: number;
  to: number;
  letters: number;
}

/** Of the windows of at most so many tokens the one that holds most letters of different tokens, then the shortest. */
function widestCover(places: readonly { at: number; token: string }[], widest: number): Cover | null {
  const held = new Map<string, number>();
  let letters = 0;
  let first = 0;
  let best: Cover | null = null;
  for (const { at, token } of places) {
    const count = held.get(token) ?? 0;
    held.set(token, count + 1);
    if (count === 0) letters += token.length;
    for (let start = places[first]; start; start = places[first]) {
      const times = held.get(start.token) ?? 0;
      // What stands in the window again, or too far back, is let go.
      if (times < 2 && at - start.at < widest) break;
      held.set(start.token, times - 1);
      if (times === 1) letters -= start.token.length;
      first++;
    }
    const from = places[first]?.at ?? at;
    const shorter = best !== null && letters === best.letters && at - from < best.to - best.from;
    if (best === null || letters > best.letters || shorter) best = { from, to: at, letters };
  }
  return best;
}

const sum = (tokens: readonly string[]): number => tokens.reduce((total, token) => total + token.length, 0);

const indexes = new WeakMap<SourceDocument, DocumentIndex>();

/** The index of a document, made once. */
export function indexOf(document: SourceDocument): DocumentIndex {
  const known = indexes.get(document);
  if (known) return known;
  const index = new DocumentIndex(document);
  indexes.set(document, index);
  return index;
}
