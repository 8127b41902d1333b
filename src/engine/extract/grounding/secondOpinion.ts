import type { Filled, FilledObject, FilledScalar, Scalar } from '../types';
import { confidences } from './confidences';
import { tokensOf } from './documentWords';

/** From this confidence on, what the rules say counts beside a model. */
const sure = 0.8;
/** Both say the same, each in its own way. */
const agreed = 0.97;

/**
 * The values of a model, weighed by what the rules read from labels and places for the same fields: where these are sure
 * and say the same, the value is surer; where they say something else, one of both is wrong, and the note tells. Values
 * of lists are left as they are.
 */
export function secondOpinion(model: FilledObject, rules: FilledObject): FilledObject {
  return {
    kind: 'object',
    fields: Object.fromEntries(
      Object.entries(model.fields).map(([name, value]) => [name, weighed(value, rules.fields[name])]),
    ),
  };
}

function weighed(model: Filled, rules: Filled | undefined): Filled {
  if (model.kind === 'object' && rules?.kind === 'object') return secondOpinion(model, rules);
  if (model.kind !== 'scalar' || rules?.kind !== 'scalar') return model;
  return model.value === null || rules.value === null || rules.confidence < sure
    ? model
    : compared(model, model.value, rules.value);
}

function compared(model: FilledScalar, one: Scalar, other: Scalar): FilledScalar {
  if (isSame(one, other)) return { ...model, confidence: Math.max(model.confidence, agreed) };
  return {
    ...model,
    confidence: Math.min(model.confidence, confidences.disputed),
    note: model.note ?? `By the labels of the document the value is ${JSON.stringify(other)}.`,
  };
}

/** The same but for a sign, or one with more words than the other. */
function isSame(one: Scalar, other: Scalar): boolean {
  if (typeof one === 'number' && typeof other === 'number') return Math.abs(one) === Math.abs(other);
  if (typeof one !== 'string' || typeof other !== 'string') return one === other;
  const [a, b] = [tokensOf(one), tokensOf(other)].map(tokens => ` ${tokens.join(' ')} `);
  return (
    a !== undefined && b !== undefined && (a.includes(b) || b.includes(a) || squeezed(a) === squeezed(b))
  );
}

const squeezed = (text: string): string => text.replaceAll(' ', '');
