import { similarity, type Term, termsOf } from '../words/terms';
import { type ColumnConcept, grossWords, netWords } from './columnWords';
import { conceptsIn } from './concepts';
import type { Leaf } from './leaves';
import { plainWords } from './plainWords';

/** Concepts that stand in for another where its own column is missing: [field, column, how well]. */
const related: readonly (readonly [ColumnConcept, ColumnConcept, number])[] = [
  ['quantity', 'hours', 0.8],
  ['quantity', 'delivered', 0.75],
  ['quantity', 'ordered', 0.75],
  // A delivery note tells what is delivered.
  ['delivered', 'quantity', 0.8],
  ['ordered', 'quantity', 0.6],
  ['hours', 'quantity', 0.75],
  ['unitPrice', 'rate', 0.85],
  ['rate', 'unitPrice', 0.8],
  ['amount', 'earnings', 0.75],
  ['amount', 'deduction', 0.7],
  ['earnings', 'amount', 0.75],
  ['deduction', 'amount', 0.75],
  ['description', 'name', 0.75],
  ['description', 'counterparty', 0.75],
  ['description', 'earnings', 0.85],
  ['description', 'deduction', 0.85],
  // An article is named by its number as often as by its name; its cells tell which.
  ['code', 'description', 0.6],
  ['position', 'code', 0.5],
  ['code', 'position', 0.6],
  ['name', 'description', 0.8],
  ['counterparty', 'description', 0.6],
  ['date', 'valueDate', 0.6],
  ['taxRate', 'taxAmount', 0.6],
  ['taxAmount', 'taxRate', 0.6],
  ['batch', 'serial', 0.5],
];
const standIns: ReadonlyMap<string, number> = new Map(related.map(([a, b, well]) => [`${a} ${b}`, well]));

/** A header's words, and what they mean. */
interface ReadHeader {
  words: readonly string[];
  terms: readonly Term[];
  concepts: ReadonlyMap<ColumnConcept, number>;
}

/** How well a column with this header holds a leaf: 0 to 1. */
function headerMatch({ words: header, terms, concepts }: ReadHeader, leaf: Leaf): number {
  const words = Math.max(likeness(header, leaf.name), likeness(header, leaf.title));
  const told = leaf.description.length > 0 ? 0.75 * contained(header, leaf.description) : 0;
  const meant = Math.max(0, ...leaf.terms.map(wanted => 0.85 * similarity(wanted, terms)));
  return Math.max(0, Math.max(words, told, meant, byConcept(concepts, leaf)) + taxSide(header, leaf));
}

function byConcept(concepts: ReadHeader['concepts'], leaf: Leaf): number {
  let best = 0;
  for (const [column, sure] of concepts) {
    for (const [concept, weight] of leaf.concepts) {
      const same = concept === column ? 1 : (standIns.get(`${concept} ${column}`) ?? 0);
      best = Math.max(best, sure * weight * same);
    }
  }
  return best;
}

/** A price without tax is another column than one with it. */
function taxSide(header: readonly string[], leaf: Leaf): number {
  if (!leaf.concepts.has('amount') && !leaf.concepts.has('unitPrice')) return 0;
  const told = [...leaf.name, ...leaf.title];
  const wanted = sideOf(told) ?? sideOf(leaf.description.slice(0, 12));
  const there = sideOf(header);
  if (wanted && there) return wanted === there ? 0.08 : -0.4;
  if (there === 'gross') return -0.08;
  return there ? -0.04 : 0;
}

function sideOf(words: readonly string[]): 'net' | 'gross' | null {
  if (words.some(word => grossWords.has(word))) return 'gross';
  return words.some(word => netWords.has(word)) ? 'net' : null;
}

/** Share of words that both have, twice over: 1 for the same words, 0 where less than half is common. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const common = a.filter(word => b.some(other => isSameWord(word, other))).length;
  const share = (2 * common) / (a.length + b.length);
  return share >= 0.5 ? share : 0;
}

/** 1 where the description has all words of the header, in their order. */
function contained(header: readonly string[], description: readonly string[]): number {
  if (header.join('').length < 4) return 0;
  return ` ${description.join(' ')} `.includes(` ${header.join(' ')} `) ? 1 : 0;
}

/** The same word, or one of its forms: they share all but an ending. */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const shorter = Math.min(a.length, b.length);
  if (shorter < 4 || Math.abs(a.length - b.length) > 2) return false;
  const stem = Math.max(4, shorter - 1);
  return a.slice(0, stem) === b.slice(0, stem);
}

/** Header matches of one item, each header read once. */
export class HeaderMatcher {
  private readonly known = new Map<string, readonly number[]>();

  constructor(readonly leaves: readonly Leaf[]) {}

  /** How well a header fits each leaf, in their order. */
  scores(header: string): readonly number[] {
    let scores = this.known.get(header);
    if (!scores) {
      const whole = this.scoresOf(header);
      const parts = header.split(SEVERAL).filter(part => part.trim() !== '' && part !== header);
      const apart = parts.slice(0, MOST_WORDS).map(part => this.scoresOf(part));
      scores = whole.map((score, leaf) => Math.max(score, ...apart.map(each => 0.95 * (each[leaf] ?? 0))));
      this.known.set(header, scores);
    }
    return scores;
  }

  private scoresOf(header: string): number[] {
    const words = header.length > LONGEST ? [] : plainWords(header).slice(0, MOST_WORDS);
    if (words.length === 0) return this.leaves.map(() => 0);
    const read = { words, terms: termsOf(words.join(' ')), concepts: conceptsIn(words) };
    return this.leaves.map(leaf => headerMatch(read, leaf));
  }
}

/** Parts two names of one column. */
const SEVERAL = /[/|(),;&\n]|\s[-–]\s/;
/** No header is longer; what is, is prose. */
const MOST_WORDS = 8;
const LONGEST = 80;
