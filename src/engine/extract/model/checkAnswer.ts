import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Field, JsonObject, ObjectField } from '../types';
import { safePatterns } from './safePattern';
import type { Problem } from './shape';

const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): boolean => isNumber(value) && Number.isInteger(value) && Number(value) >= 0;
const isText = (value: unknown): boolean => typeof value === 'string';

/**
 * Keywords that say what a value must be like, where they have the form that JSON Schema gives them. `shape` has seen to
 * types and enums. Nothing of `required`, and no least number of items: where the document says nothing, null and an
 * empty list are right.
 */
const constraints: Readonly<Record<string, (value: unknown) => boolean>> = {
  format: isText,
  pattern: isText,
  minLength: isCount,
  maxLength: isCount,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: value => isNumber(value) && Number(value) > 0,
  maxItems: isCount,
};

/** Problems that are told; a list whose every item is wrong has thousands. */
const mostProblems = 200;
/** Longest text of a schema that is repeated in a problem. */
const mostMessage = 200;

const checks = new WeakMap<ObjectField, ValidateFunction>();

/**
 * Where a value of the schema's shape breaks the schema's constraints. Nulls break none. The schema may be a stranger's:
 * what of it is not understood constrains nothing, and no pattern can hang.
 */
export function checkAnswer(root: ObjectField, value: JsonObject): Problem[] {
  const check = checks.get(root) ?? compiled(root);
  checks.set(root, check);
  if (check(withoutNulls(value))) return [];
  return (check.errors ?? []).slice(0, mostProblems).map(({ instancePath, message, keyword }) => ({
    path: instancePath.split('/').slice(1).map(segmentOf),
    message: (message ?? keyword).slice(0, mostMessage),
  }));
}

function compiled(root: ObjectField): ValidateFunction {
  const ajv = new Ajv({
    ...{ strict: false, allErrors: true, logger: false, ownProperties: true },
    code: { regExp: Object.assign(safePatterns(), { code: 'new RegExp' }) },
  });
  addFormats(ajv);
  return ajv.compile(constrained(root));
}

/** A segment of a JSON pointer (RFC 6901). */
const segmentOf = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** What of a field's schema constrains values whose shape is right already. */
function constrained(field: Field): JsonObject {
  const { schema } = field;
  const kept: JsonObject = {};
  for (const [keyword, isSound] of Object.entries(constraints)) {
    if (Object.hasOwn(schema, keyword) && isSound(schema[keyword])) kept[keyword] = schema[keyword];
  }
  if (field.kind === 'array') kept['items'] = constrained(field.items);
  if (field.kind === 'object') {
    kept['properties'] = Object.fromEntries(field.fields.map(each => [each.name, constrained(each)]));
  }
  return kept;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => (each === null ? [] : [[name, withoutNulls(each)]])),
  );
}
