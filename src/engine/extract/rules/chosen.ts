import { groupBy } from '../../../base/groupBy';
import type { FilledScalar } from '../types';
import { type Candidate, WEAK } from './candidate';
import { trusted } from './confidence';
import { spotOf } from './layout/pieces';

/** Values below this score are not told. */
const LEAST = 0.5;
/** A label says two fields equally well where their scores differ by less: both have its value. */
const SHARED = { difference: 0.06, match: 0.8 };
/** Of a value, how much of its score another of the same label's strength costs it. */
const RIVAL = { from: 0.75, cost: 0.3 };

/** The best candidate of each field, where no other field has a better claim to what stands there. */
export function chosen(candidates: readonly Candidate[]): Map<string, FilledScalar> {
  const ranked = candidates.filter(({ score }) => score >= WEAK).sort((a, b) => b.score - a.score);
  const byField = groupBy(ranked, ({ wanted }) => wanted);
  const takers = new Map<string, Candidate>();
  const values = new Map<string, FilledScalar>();
  for (const candidate of ranked) {
    const { path } = candidate.wanted;
    if (values.has(path)) continue;
    const slot = slotOf(candidate);
    const taker = takers.get(slot);
    if (taker && !mayShare(taker, candidate)) continue;
    const score = candidate.score - rivalCost(candidate, byField.get(candidate.wanted) ?? []);
    if (score < LEAST) continue;
    if (!taker) takers.set(slot, candidate);
    values.set(path, {
      kind: 'scalar',
      value: candidate.value,
      confidence: trusted(score, 'field'),
      spots: candidate.places.map(({ piece, start, end }) => spotOf(piece, start, end)),
    });
  }
  return values;
}

function slotOf({ places: [place], wanted }: Candidate): string {
  // A sign of currency is a part of an amount, and so may be the word of a choice.
  return wanted.aim === 'currency' || wanted.aim === 'choice'
    ? wanted.path
    : `${place?.piece.order ?? ''} ${place?.start ?? ''}`;
}

const mayShare = (taker: Candidate, other: Candidate): boolean =>
  taker.score - other.score < SHARED.difference && other.match >= SHARED.match;

/** What another value for the same field costs: nothing, unless its claim is nearly as good. */
function rivalCost(candidate: Candidate, ofField: readonly Candidate[]): number {
  const rival = ofField.find(
    other =>
      other.value !== candidate.value &&
      String(other.value).toLowerCase() !== String(candidate.value).toLowerCase(),
  );
  if (!rival) return 0;
  const nearness = (rival.score / candidate.score - RIVAL.from) / (1 - RIVAL.from);
  return RIVAL.cost * Math.max(0, Math.min(1, nearness)) * candidate.score;
}
