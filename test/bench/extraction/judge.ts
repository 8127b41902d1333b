import type { Filled, JsonObject, Scalar } from '../../../src/engine/extract/types';
import { align } from './align';
import { sameValue } from './compare';

/**
 * `right`: as the gold has it. `wrong`: another value. `missed`: null, and the gold has a value. `invented`: a value, and
 * the gold has none. `empty`: null, as in the gold.
 */
export type Verdict = 'right' | 'wrong' | 'missed' | 'invented' | 'empty';

/** `field`: a value of its own or in a nested object. `list`: one of an array of values. `item`: in an array of objects. */
export type Group = 'field' | 'list' | 'item';

export interface Judgement {
  /** Such as `customer.name` or `line_items[2].amount`. */
  path: string;
  group: Group;
  verdict: Verdict;
  /** What would be right, several where the document leaves it open. */
  expected: readonly (Scalar | null)[];
  told: Scalar | null;
  /** Null where none was told. */
  confidence: number | null;
}

interface Place {
  path: string;
  group: Group;
}

/**
 * Judges all that was told against the gold, over every field of the (normalized) schema. In the gold, what is missing is
 * null, and `{"$any": [a, b]}` stands for values that are all right.
 */
export function judge(schema: JsonObject, gold: unknown, told: Filled | undefined): Judgement[] {
  return judged(schema, gold, told, { path: '', group: 'field' });
}

function judged(schema: JsonObject, gold: unknown, told: Filled | undefined, place: Place): Judgement[] {
  const { properties, items } = alternative(schema);
  if (isObject(properties)) {
    return Object.entries(properties).flatMap(([name, property]) =>
      judged(
        property as JsonObject,
        isObject(gold) ? gold[name] : null,
        told?.kind === 'object' ? told.fields[name] : undefined,
        { ...place, path: place.path ? `${place.path}.${name}` : name },
      ),
    );
  }
  if (isObject(items)) {
    return judgedArray(
      items,
      Array.isArray(gold) ? gold : [],
      told?.kind === 'array' ? told.items : [],
      place,
    );
  }
  return [judgedValue(accepted(gold), told, place)];
}

function judgedArray(
  items: JsonObject,
  gold: readonly unknown[],
  told: readonly Filled[],
  place: Place,
): Judgement[] {
  const { properties } = alternative(items);
  const group = isObject(properties) ? 'item' : 'list';
  const pairs =
    group === 'item'
      ? align(gold, told, (a, b) => judged(items, a, b, place).filter(isRight).length)
      : pairedValues(gold, told);
  return pairs
    .flatMap(([a, b], i) => judged(items, a, b ?? undefined, { path: `${place.path}[${i}]`, group }))
    .filter(({ verdict }) => group === 'item' || verdict !== 'empty');
}

/** Values that are the same, wherever they stand in their lists; the others alone. */
function pairedValues(gold: readonly unknown[], told: readonly Filled[]): [unknown, Filled | null][] {
  const left = [...told];
  const pairs = gold.map((value): [unknown, Filled | null] => {
    const at = left.findIndex(one => isRight(judgedValue(accepted(value), one, { path: '', group: 'list' })));
    return [value, at === -1 ? null : (left.splice(at, 1)[0] ?? null)];
  });
  return [...pairs, ...left.map((one): [unknown, Filled] => [null, one])];
}

function judgedValue(expected: (Scalar | null)[], told: Filled | undefined, place: Place): Judgement {
  const { value, confidence } = told?.kind === 'scalar' ? told : { value: null, confidence: null };
  return { ...place, verdict: verdictOn(expected, value), expected, told: value, confidence };
}

function verdictOn(expected: readonly (Scalar | null)[], told: Scalar | null): Verdict {
  const values = expected.filter(value => value !== null);
  if (told === null) return values.length === expected.length ? 'missed' : 'empty';
  if (values.length === 0) return 'invented';
  return values.some(value => sameValue(value, told)) ? 'right' : 'wrong';
}

function accepted(gold: unknown): (Scalar | null)[] {
  const values = isObject(gold) && Array.isArray(gold['$any']) ? gold['$any'] : [gold];
  return values.map(value =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
  );
}

/** What a schema with alternatives comes to besides null. */
function alternative(schema: JsonObject): JsonObject {
  for (const list of [schema['anyOf'], schema['oneOf']]) {
    const found = Array.isArray(list) && list.find(one => isObject(one) && one['type'] !== 'null');
    if (found) return found;
  }
  return schema;
}

const isRight = ({ verdict }: Judgement): boolean => verdict === 'right';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
