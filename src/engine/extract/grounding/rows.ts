import type { Scalar, ScalarField } from '../types';
import type { DocumentIndex } from './documentIndex';
import type { Hit } from './hit';
import { closest, firstFrom } from './proximity';

/** Values by whose places an item is looked for: those that stand in fewest. */
const anchors = 3;
/** Places of each of them that are tried. */
const triedPlaces = 20;
/** A value counts as being of the row when it is within two lines. */
const inRow = 0.3;

interface Candidate {
  hit: Hit;
  /** How many of the item's values are how close. */
  support: number;
  count: number;
}

/** Finds the items of a list one after the other: each stands where most of its values are, below the one before. */
export class Rows {
  private last = -1;

  constructor(private readonly index: DocumentIndex) {}

  /** The place of the next item: a word of it, and how many of its values are there. Null where none is found. */
  next(scalars: readonly { field: ScalarField; value: Scalar }[]): { word: number; count: number } | null {
    const hits = scalars.map(({ field, value }) => this.index.hitsOf(value, field));
    const found = hits.filter(each => each.length > 0).sort((a, b) => a.length - b.length);
    const candidates = found
      .slice(0, anchors)
      .flatMap(each => this.tried(each))
      .map(hit => this.supported(hit, found));
    const best = candidates.reduce<Candidate | undefined>(
      (most, each) => (most && most.support >= each.support ? most : each),
      undefined,
    );
    if (!best) return null;
    this.last = best.hit.from;
    return { word: best.hit.from, count: best.count };
  }

  /** Those that follow the last item first: of places that are as good, the first counts. */
  private tried(hits: readonly Hit[]): readonly Hit[] {
    const next = firstFrom(hits, this.last + 1);
    const after = hits.slice(next, next + triedPlaces);
    return [...after, ...hits.slice(0, Math.min(next, triedPlaces - after.length))];
  }

  private supported(hit: Hit, found: readonly (readonly Hit[])[]): Candidate {
    const closes = found.map(hits => closest(this.index.words, hits, hit.from)?.close ?? 0);
    return {
      hit,
      support: closes.reduce((sum, close) => sum + close, 0),
      count: closes.filter(close => close >= inRow).length,
    };
  }
}
