import type { SourceDocument } from '../extract/types';
import { type Find, TermFinder } from './finds';
import type { Candidate, TermRole } from './terms';

/** Something in the document that speaks for a candidate. */
export interface Sign {
  role: TermRole;
  find: Find;
  /** How much it counts among the signs of its role. */
  value: number;
}

export interface Scored {
  candidate: Candidate;
  score: number;
  /** The strongest first. */
  signs: readonly Sign[];
}

/**
 * Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009): how soon more of the same word adds
 * nothing, and how much a long document's words count less.
 */
const k1 = 1.2;
const b = 0.3;
/** Words of a usual document, since there is no collection to take the average of; one of more than so many counts no less. */
const usualWords = 350;
const longestWords = 10 * usualWords;

/** What each role adds at most, or for each name: fitted on documents written for development. */
const roles = { name: 2, otherNames: 0.3, clue: 3.5, description: 3 };
/** Sum of signs at which a role has given 63 % of what it gives at most. */
const enough = { clue: 3, description: 2 };

/** How well a document fits each candidate; the best first. */
export function scoresOf(document: SourceDocument, candidates: readonly Candidate[]): Scored[] {
  const frequencies = documentFrequencies(candidates);
  const names = new Set(
    candidates.flatMap(({ terms }) => terms.flatMap(({ role, key }) => (role === 'name' ? key : []))),
  );
  const { finds, words } = new TermFinder(new Set(frequencies.keys()), names).find(document);
  const length = 1 - b + (b * Math.min(words, longestWords)) / usualWords;
  const rarity = (key: string) =>
    idf(frequencies.get(key) ?? 1, candidates.length) / idf(1, candidates.length);
  const signsOf = ({ terms }: Candidate): Sign[] =>
    terms.flatMap(({ key, role, weight }) => {
      const find = finds.get(key);
      if (!find) return [];
      // What a document calls itself stands on its first page, however many follow.
      const frequency = role === 'name' ? find.frequency : find.frequency / length;
      const saturated = (frequency * (k1 + 1)) / (frequency + k1);
      return { role, find, value: weight * saturated * (role === 'name' ? 1 : rarity(key)) };
    });
  return candidates
    .map(candidate => {
      const signs = signsOf(candidate).sort((x, y) => y.value - x.value);
      return { candidate, signs, score: scoreOf(signs) };
    })
    .sort((x, y) => y.score - x.score);
}

function scoreOf(signs: readonly Sign[]): number {
  const [best = 0, ...others] = signs.flatMap(({ role, value }) => (role === 'name' ? value : []));
  const sum = (role: TermRole) =>
    signs.reduce((total, sign) => total + (sign.role === role ? sign.value : 0), 0);
  return (
    roles.name * best +
    roles.otherNames * Math.min(sumOf(others), 2) +
    roles.clue * (1 - Math.exp(-sum('clue') / enough.clue)) +
    roles.description * (1 - Math.exp(-sum('description') / enough.description))
  );
}

const sumOf = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0);

/** How many candidates have each key. */
function documentFrequencies(candidates: readonly Candidate[]): ReadonlyMap<string, number> {
  const frequencies = new Map<string, number>();
  for (const { terms } of candidates) {
    for (const key of new Set(terms.map(term => term.key)))
      frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  return frequencies;
}

const idf = (n: number, all: number): number => Math.log(1 + (all - n + 0.5) / (n + 0.5));
