import type { Field, Scalar, SourceDocument, Spot } from '../types';
import { indexOf, mostPlaces } from './documentIndex';
import { Labels } from './labels';

/** Places that are told of a value. */
const mostSpots = 20;

/**
 * Where a value stands in a document, in whatever way it is written: the most likely place first, which is one beside
 * the words that name the field, or near `hint` where that is given. Empty where it does not stand there.
 */
export function locate(document: SourceDocument, value: Scalar, field: Field, hint?: Spot): Spot[] {
  const index = indexOf(document);
  const labels = new Labels(index.words);
  const names = labels.namesOf(field);
  const page = hint?.page;
  const weigh = (word: number) =>
    labels.nearness(names, word) + (page !== undefined && index.words.lineOf(word)?.page === page ? 1 : 0);
  return index
    .hitsOf(value, field)
    .slice(0, mostPlaces)
    .map(hit => ({ hit, weight: hit.sureness + weigh(hit.from) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostSpots)
    .flatMap(({ hit }) => index.words.spots(hit));
}
