import { readingsOf } from '../grounding/writtenNumbers';
import { fold } from '../rules/words/fold';
import type { ArrayField, Field, JsonObject, ObjectField, Scalar, ScalarField } from '../types';

/** Something wrong with a value of an answer. */
export interface Problem {
  /** Names and, in lists, indexes from the root. */
  path: readonly (string | number)[];
  /** Such as `must be a number`. */
  message: string;
}

export interface Shaped {
  /** Exactly the schema's fields; null where there is nothing. */
  value: JsonObject;
  problems: Problem[];
}

/** Ours: more items are those of a model that has begun to repeat itself. */
const mostItems = 10_000;

/** What models write for null. */
const nothing =
  /^(|-|null|none|n\/?a|nil|undefined|unknown|not (found|available|specified|stated|given|provided))$/i;

/**
 * Brings an answer into the shape of the schema: what the schema does not name is dropped, what is plainly meant (a
 * number in a text, one item for a list) is taken for it, anything else is null and told.
 */
export function shape(root: ObjectField, answer: unknown): Shaped {
  const problems: Problem[] = [];
  const report = (path: Problem['path'], message: string) => void problems.push({ path, message });
  return { value: objectOf(root, unwrapped(root, answer), [], report), problems };
}

type Report = (path: Problem['path'], message: string) => void;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some models put the value into a list, or under a name of their own. */
function unwrapped(root: ObjectField, answer: unknown): unknown {
  const knows = (value: unknown) =>
    isObject(value) && root.fields.some(({ name }) => Object.hasOwn(value, name));
  if (knows(answer) || typeof answer !== 'object' || answer === null) return answer;
  const inner = Object.values(answer);
  return inner.length === 1 && knows(inner[0]) ? inner[0] : answer;
}

function valueOfField(field: Field, value: unknown, path: Problem['path'], report: Report): unknown {
  switch (field.kind) {
    case 'object':
      return objectOf(field, value, path, report);
    case 'array':
      return arrayOf(field, value, path, report);
    case 'scalar':
      return scalarOf(field, value, path, report);
  }
}

function objectOf(field: ObjectField, value: unknown, path: Problem['path'], report: Report): JsonObject {
  if (value !== null && value !== undefined && !isObject(value)) report(path, 'must be an object');
  const own = isObject(value) ? value : {};
  return Object.fromEntries(
    field.fields.map(each => {
      const given = Object.hasOwn(own, each.name) ? own[each.name] : null;
      return [each.name, valueOfField(each, given, [...path, each.name], report)];
    }),
  );
}

function arrayOf({ items }: ArrayField, value: unknown, path: Problem['path'], report: Report): unknown[] {
  if (value === null || value === undefined) return [];
  const list = (Array.isArray(value) ? value : [value]).filter(item => item !== null).slice(0, mostItems);
  const kept: unknown[] = [];
  for (const item of list) {
    const shaped = valueOfField(items, item, [...path, kept.length], report);
    if (!isEmpty(shaped)) kept.push(shaped);
  }
  return kept;
}

/** An item that says nothing is none. */
export function isEmpty(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}

function scalarOf(field: ScalarField, given: unknown, path: Problem['path'], report: Report): Scalar | null {
  if (given === null || given === undefined) return null;
  const value = typeof given === 'string' ? given.trim() : given;
  if (field.enum) return chosen(field.enum, value, path, report);
  if (typeof value === 'string' && nothing.test(value)) return null;
  const read = typed(field.type, value);
  if (read === undefined) report(path, `must be ${article[field.type]} or null`);
  return read ?? null;
}

const article = { string: 'a string', number: 'a number', integer: 'an integer', boolean: 'true, false' };

function chosen(
  choices: readonly Scalar[],
  value: unknown,
  path: Problem['path'],
  report: Report,
): Scalar | null {
  const same = choices.find(choice => choice === value);
  const meant = same ?? choices.find(choice => fold(String(choice)) === fold(wordsOf(value)));
  if (meant !== undefined) return meant;
  if (typeof value === 'object' || !nothing.test(String(value)))
    report(path, 'must be one of the values of its enum, or null');
  return null;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

function typed(type: ScalarField['type'], value: unknown): Scalar | undefined {
  switch (type) {
    case 'string':
      return typeof value === 'object' ? undefined : String(value);
    case 'boolean':
      return typeof value === 'boolean' ? value : truths.get(wordsOf(value).toLowerCase());
    case 'number':
      return numberOf(value);
    case 'integer': {
      const number = numberOf(value);
      return Number.isInteger(number) ? number : undefined;
    }
  }
}

/** An object of an answer may have a `toString` of its own. */
const wordsOf = (value: unknown): string => (typeof value === 'object' ? '' : String(value));

/** A number in a text is taken where it can be read in one way only. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const [, sign, digits] = /^(-?)\p{Sc}?\s?(\d[\d.,'’\s]*)\s?(?:\p{Sc}|[A-Z]{3})?$/u.exec(value) ?? [];
  const readings = digits === undefined ? [] : readingsOf(digits);
  const [only] = readings;
  if (readings.length !== 1 || only === undefined || Number.isNaN(only)) return undefined;
  return sign === '-' ? -only : only;
}
