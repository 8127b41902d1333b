import type { ClassifyResult } from '../../protocol/classify';
import type { SourceDocument } from '../extract/types';
import { reasoningOf } from './reasoning';
import { type Scored, scoresOf } from './scores';
import { candidatesOf, type Rule } from './terms';

/** Score that "no rule fits" has from the start, and how much a point more makes a candidate likelier. */
const nothing = 2.2;
const steepness = 1.6;
/** Words are never proof. */
const mostConfidence = 0.99;

/**
 * Finds the rule that fits a document by the words of types and descriptions over its text, the way a search engine ranks:
 * words that few rules have count more, and a document's title counts most. `type` is null where nothing fits, or where
 * the document is of a known kind that no rule asks for; a rule named "other" takes such documents instead. `confidence`
 * is how often answers that are told with it are right, by documents written for development.
 */
export function classifyByRules(document: SourceDocument, rules: readonly Rule[]): ClassifyResult {
  const scored = scoresOf(document, candidatesOf(rules));
  const odds = scored.map(({ score }) => Math.exp(steepness * (score - nothing)));
  const all = odds.reduce((a, b) => a + b, 1);
  const asked = scored
    .map((entry, index) => ({ ...entry, share: (odds[index] ?? 0) / all }))
    .filter(({ candidate }) => candidate.type !== null && !candidate.isRest);
  const best = asked[0];
  const rest = scored.find(({ candidate }) => candidate.isRest)?.candidate.type ?? null;
  const unclaimed = 1 - asked.reduce((sum, { share }) => sum + share, 0);
  const fits = best !== undefined && best.share >= unclaimed;
  const share = fits ? best.share : unclaimed;
  return {
    type: fits ? best.candidate.type : rest,
    confidence: Math.min(Math.round(share * 100) / 100, mostConfidence),
    reasoning: reasoningOf({ fits, rest, asked, unasked: unaskedOf(scored) }),
  };
}

/** The kind that no rule asks for and that fits best; undefined where none does. */
function unaskedOf(scored: readonly Scored[]): Scored | undefined {
  return scored.find(({ candidate, score }) => candidate.type === null && score > nothing);
}
