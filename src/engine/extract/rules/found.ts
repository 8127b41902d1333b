import { groupBy } from '../../../base/groupBy';
import type { ObjectField } from '../types';
import type { Candidate } from './candidate';
import type { Context } from './context';
import { fromKeywords } from './keywords';
import { Labelled } from './labelled';
import type { Layout } from './layout/layout';
import { fromLead, leadsOf } from './leads';
import { fromLetterhead, isCareer } from './letterhead';
import { pairsOf } from './pairs';
import { fromParties } from './parties';
import type { ReadingsCache } from './readingsCache';
import { Relevance } from './relevance';
import { fromTick, ticksOf } from './ticks';
import { fromKindAlone } from './unlabelled';
import type { Wanted } from './wanted';
import { termOf } from './words/terms';

/** Comparisons of labels with fields, and of fields with pieces: what one document may cost, some seconds. */
const MOST_COMPARISONS = 1_500_000;

/** What a label with two dates behind it says of each. */
const PERIOD = [termOf('start'), termOf('end')];

/** All that may be a field's value, by every way that leads to one. */
export function found(
  wanted: readonly Wanted[],
  layout: Layout,
  context: Context,
  readings: ReadingsCache,
  root: ObjectField,
): Candidate[] {
  const candidates: Candidate[] = [];
  const relevance = new Relevance(wanted, context.documents);
  let left = MOST_COMPARISONS;
  const add = (found: readonly Candidate[]): void => {
    left--;
    candidates.push(...found);
  };
  const labelled = new Labelled(layout, context, readings);
  for (const pair of pairsOf(layout)) {
    if (left <= 0) break;
    for (const one of relevance.of([...pair.terms, ...PERIOD])) add(labelled.candidates(one, pair));
  }
  for (const [aim, some] of groupBy(wanted, one => one.aim)) {
    const isAsked = new Set(some);
    for (const lead of leadsOf(aim, layout, readings)) {
      if (left <= 0) break;
      for (const one of relevance.of(lead.terms)) if (isAsked.has(one)) add(fromLead(one, lead, context));
    }
  }
  const boxed = wanted.filter(({ aim }) => aim === 'boolean' || aim === 'choice');
  for (const tick of boxed.length > 0 ? ticksOf(layout) : []) {
    if (left <= 0) break;
    for (const one of boxed) add(fromTick(one, tick, context));
  }
  const hasHead = isCareer(root);
  for (const one of wanted) {
    candidates.push(...fromParties(one, context), ...(hasHead ? fromLetterhead(one, layout) : []));
    left -= layout.pieces.length;
    if (left > 0)
      candidates.push(...fromKindAlone(one, layout, context, readings), ...fromKeywords(one, layout));
  }
  return candidates;
}
