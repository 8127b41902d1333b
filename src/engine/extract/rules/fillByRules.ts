import type { Field, Filled, FilledObject, FilledScalar, ObjectField, SourceDocument } from '../types';
import { type Candidate, Candidates, WEAK } from './candidates';
import { trusted } from './confidence';
import { type Context, contextOf } from './context';
import { fromKeywords } from './keywords';
import { Layout } from './layout/layout';
import { spotOf } from './layout/pieces';
import { fromLetterhead, isCareer } from './letterhead';
import { fillList } from './lists';
import { pairsOf } from './pairs';
import { fromParties } from './parties';
import { fillArray } from './tables/fillArray';
import { withSums } from './totals';
import { fromKindAlone } from './unlabelled';
import { type Wanted, wantedOf } from './wanted';

/** Values below this score are not told. */
const LEAST = 0.5;
/** A label says two fields equally well where their scores differ by less: both have its value. */
const SHARED = { difference: 0.06, match: 0.8 };
/** Of a value, how much of its score another of the same label's strength costs it. */
const RIVAL = { from: 0.75, cost: 0.3 };

const nothing: FilledScalar = { kind: 'scalar', value: null, confidence: 0, spots: [] };

/** Fills a schema from the labels, places and forms of a document's values. What it does not tell is null. */
export function fillByRules(document: SourceDocument, root: ObjectField): FilledObject {
  const layout = new Layout(document);
  const context = contextOf(layout, root);
  const candidates = new Candidates(layout, context);
  const wanted = wantedOf(root);
  const values = chosen(withSums(found(wanted, layout, context, candidates, root)));
  const fill = (field: Field, path: string): Filled => {
    switch (field.kind) {
      case 'scalar':
        return values.get(path) ?? nothing;
      case 'array':
        return field.items.kind === 'scalar'
          ? fillList(field, layout, context, candidates)
          : fillArray(document, field);
      case 'object':
        return filledObject(field, path);
    }
  };
  const filledObject = (object: ObjectField, path: string): FilledObject => ({
    kind: 'object',
    fields: Object.fromEntries(
      object.fields.map(field => [field.name, fill(field, `${path}/${field.name}`)]),
    ),
  });
  return filledObject(root, '');
}

/** All that may be a field's value, by every way that leads to one. */
export function found(
  wanted: readonly Wanted[],
  layout: Layout,
  context: Context,
  candidates: Candidates,
  root: ObjectField,
): Candidate[] {
  const hasHead = isCareer(root);
  const pairs = pairsOf(layout);
  return wanted.flatMap(one => [
    ...pairs.flatMap(pair => candidates.fromPair(one, pair)),
    ...layout.pieces.flatMap(piece => [
      ...candidates.fromWordsBefore(one, piece),
      ...candidates.fromTick(one, piece),
    ]),
    ...fromParties(one, context),
    ...fromKindAlone(one, layout, context, candidates),
    ...fromKeywords(one, layout),
    ...(hasHead ? fromLetterhead(one, layout) : []),
  ]);
}

/** The best candidate of each field, where no other field has a better claim to what stands there. */
function chosen(candidates: readonly Candidate[]): Map<string, FilledScalar> {
  const ranked = candidates.filter(({ score }) => score >= WEAK).sort((a, b) => b.score - a.score);
  const takers = new Map<string, Candidate>();
  const values = new Map<string, FilledScalar>();
  for (const candidate of ranked) {
    const { path } = candidate.wanted;
    if (values.has(path)) continue;
    const slot = slotOf(candidate);
    const taker = takers.get(slot);
    if (taker && !mayShare(taker, candidate)) continue;
    if (!taker) takers.set(slot, candidate);
    const score = candidate.score - rivalCost(candidate, ranked);
    if (score < LEAST) continue;
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
function rivalCost(candidate: Candidate, ranked: readonly Candidate[]): number {
  const rival = ranked.find(
    other =>
      other.wanted === candidate.wanted &&
      other.value !== candidate.value &&
      String(other.value).toLowerCase() !== String(candidate.value).toLowerCase(),
  );
  if (!rival) return 0;
  const nearness = (rival.score / candidate.score - RIVAL.from) / (1 - RIVAL.from);
  return RIVAL.cost * Math.max(0, Math.min(1, nearness)) * candidate.score;
}
