import type { Field, Filled, FilledScalar, Scalar, ScalarField } from '../types';

/**
 * What was found, less the values that the schema does not allow: whoever asked for whole numbers gets whole numbers, or
 * null. The last word before the answer, whatever found the values.
 */
export function conform<F extends Filled>(filled: F, field: Field): F {
  return conformed(filled, field) as F;
}

function conformed(filled: Filled, field: Field): Filled {
  if (filled.kind === 'scalar') return field.kind === 'scalar' ? allowed(filled, field) : filled;
  if (filled.kind === 'array') {
    if (field.kind !== 'array') return filled;
    const items = filled.items.map(item => conformed(item, field.items));
    // A list of values has no gaps.
    const isKept = (item: Filled) => item.kind !== 'scalar' || item.value !== null;
    return { ...filled, items: items.filter(isKept) };
  }
  if (field.kind !== 'object') return filled;
  const fields = field.fields.flatMap(inner => {
    const found = Object.hasOwn(filled.fields, inner.name) ? filled.fields[inner.name] : undefined;
    return found ? [[inner.name, conformed(found, inner)] as const] : [];
  });
  return { ...filled, fields: Object.fromEntries(fields) };
}

function allowed(filled: FilledScalar, field: ScalarField): FilledScalar {
  const { value } = filled;
  if (value === null || fits(value, field)) return filled;
  const note = `${String(value).slice(0, 100)} was found, which the schema does not allow.`;
  return { kind: 'scalar', value: null, confidence: 0, spots: [], note };
}

function fits(value: Scalar, { type, enum: values }: ScalarField): boolean {
  if (values && !values.includes(value)) return false;
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type && (typeof value !== 'number' || Number.isFinite(value));
}
