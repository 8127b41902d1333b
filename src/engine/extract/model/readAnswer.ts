import type { Filled, FilledArray, FilledObject, JsonObject, ObjectField } from '../types';
import { checkAnswer } from './checkAnswer';
import type { Reading } from './conversation';
import { readJson } from './readJson';
import { type Problem, shape } from './shape';

/** An answer in the schema's shape. */
export interface ShapedAnswer {
  value: JsonObject;
  /** Values that broke the schema; they are null. */
  dropped: readonly Problem[];
}

/** Reads an answer of a model: JSON, of the schema's shape, within its constraints. What breaks them is null, and told. */
export function readAnswer(root: ObjectField, text: string): Reading<ShapedAnswer> {
  const json = readJson(text);
  if (json === undefined) return { value: null, problems: ['It is not one whole, valid JSON object.'] };
  const { value, problems: ofShape } = shape(root, json);
  const broken = checkAnswer(root, value);
  const dropped = [...ofShape, ...broken];
  const problems = dropped.map(({ path, message }) => `${path.join('.') || 'The answer'}: ${message}`);
  return { value: { value: broken.reduce(without, value), dropped }, problems };
}

/** A copy with null in the place of what is wrong; a list that is too long stays as it is. */
function without(value: JsonObject, { path }: Problem): JsonObject {
  return nulled(value, path) as JsonObject;
}

function nulled(value: unknown, [segment, ...rest]: Problem['path']): unknown {
  if (segment === undefined) return typeof value === 'object' ? value : null;
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === String(segment) ? nulled(item, rest) : item));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return value;
  return { ...value, [segment]: nulled((value as JsonObject)[segment], rest) };
}

/** Says of values that were dropped why they are null. */
export const withNotes = (filled: FilledObject, dropped: readonly Problem[]): FilledObject =>
  dropped.reduce((sum, { path, message }) => noted(sum, path, message) as FilledObject, filled);

function noted(filled: Filled, [segment, ...rest]: Problem['path'], message: string): Filled {
  if (filled.kind === 'scalar') {
    if (segment !== undefined || filled.value !== null) return filled;
    return { ...filled, note: `What the model gave does not fit the schema: it ${message}.` };
  }
  if (segment === undefined) return filled;
  if (filled.kind === 'object') {
    const inner = filled.fields[segment];
    return inner
      ? { ...filled, fields: { ...filled.fields, [segment]: noted(inner, rest, message) } }
      : filled;
  }
  const items = filled.items.map((item, i) =>
    String(i) === String(segment) ? noted(item, rest, message) : item,
  );
  return { ...filled, items } satisfies FilledArray;
}
