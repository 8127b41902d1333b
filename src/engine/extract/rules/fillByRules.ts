import type { Field, Filled, FilledObject, ObjectField, SourceDocument } from '../types';

/** Stands in until rules are there: nothing is found. */
export function fillByRules(_document: SourceDocument, root: ObjectField): FilledObject {
  return nothing(root) as FilledObject;
}

function nothing(field: Field): Filled {
  if (field.kind === 'scalar') return { kind: 'scalar', value: null, confidence: 0, spots: [] };
  if (field.kind === 'array') return { kind: 'array', items: [] };
  return { kind: 'object', fields: Object.fromEntries(field.fields.map(each => [each.name, nothing(each)])) };
}
