import { requestCheck } from './schemas';
import { definition, type Schema } from './spec';

/** A body with one thing changed. */
export interface Mutant {
  /** Keys and indexes to what was changed; empty for the body itself. */
  at: string[];
  /** `/config/job/type = "text"`, `/name left out`: for people. */
  change: string;
  body: unknown;
}

interface Candidate {
  at: string[];
  value: unknown;
  leftOut?: true;
}

/** Deeper than any body of the API; ends what refers to itself. */
const maxDepth = 9;
const sampleUuid = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const strangeKey = 'key_of_no_schema';
/**
 * Samples of formats and patterns, each with one that is none; none of them can be read as another type. The address is
 * one of this machine where nobody listens.
 */
const samples: Record<string, [good: string, bad: string]> = {
  uuid: [sampleUuid, 'no-uuid'],
  'date-time': ['2030-01-31T12:00:00Z', 'some day'],
  '^https?:': ['http://127.0.0.1:9/a.pdf', 'ftp://127.0.0.1:9/a.pdf'],
};

/** Values of other types, which no server could take for a text of the type. */
const wrong: Record<string, unknown[]> = {
  string: [null, 7, {}],
  integer: [null, 'text', {}],
  number: [null, 'text', {}],
  boolean: [null, 'text', {}],
  array: [null, 'text', {}],
  object: [null, 'text', []],
};
/** Of a long enum, the first values speak for the rest. */
const mostOfEnum = 8;

/**
 * Bodies that differ from a valid one in a single place, for every place that its schema knows: wrong types, null, keys
 * left out and keys too many, values at and beyond every bound, of every enum and format. Always the same ones. Which of
 * them are valid is for the schema to say.
 */
export function mutants(schema: Schema, base: unknown): Mutant[] {
  const seen = new Set([JSON.stringify(base)]);
  return candidates(schema, base, 0).flatMap(({ at, value: body, leftOut }) => {
    const text = JSON.stringify(body);
    if (seen.has(text)) return [];
    seen.add(text);
    const place = `/${at.join('/')}`;
    const value = leftOut ? 'left out' : `= ${JSON.stringify(valueAt(body, at))?.slice(0, 100)}`;
    return [{ at, change: `${place} ${value}`, body }];
  });
}

/** A valid value of a schema: of objects only what is required. */
export function good(schema: Schema, depth = 0): unknown {
  if (schema.$ref) return good(definition(schema.$ref), depth + 1);
  if ('const' in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [branch] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (branch) return good(branch, depth + 1);
  switch (schema.type) {
    case 'string':
      return samples[schema.format ?? schema.pattern ?? '']?.[0] ?? 'a'.repeat(schema.minLength ?? 4);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 1);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => good(schema.items ?? {}, depth + 1));
    case 'null':
      return null;
    default: {
      const required = schema.required ?? [];
      return Object.fromEntries(required.map(key => [key, good(schema.properties?.[key] ?? {}, depth + 1)]));
    }
  }
}

function candidates(schema: Schema, base: unknown, depth: number): Candidate[] {
  if (depth > maxDepth) return [];
  if (schema.$ref) return candidates(definition(schema.$ref), base, depth + 1);
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) {
    return branches.flatMap(branch =>
      candidates(branch, requestCheck(branch)(base).length === 0 ? base : good(branch), depth + 1),
    );
  }
  const generic = wrong[schema.type ?? ''] ?? [];
  return [...generic.map(value => ({ at: [], value })), ...own(schema, base, depth)];
}

/** Values of a schema's own kind. */
function own(schema: Schema, base: unknown, depth: number): Candidate[] {
  const plain = (...values: unknown[]) => values.map(value => ({ at: [], value }));
  if ('const' in schema) return plain(schema.const);
  if (schema.enum) return plain(...schema.enum.slice(0, mostOfEnum), 'no_such_value');
  switch (schema.type) {
    case 'string': {
      const lengths = bounds(schema.minLength, schema.maxLength).filter(length => length >= 0);
      const formatted = samples[schema.format ?? schema.pattern ?? ''] ?? [];
      return plain(...formatted, ...lengths.map(length => 'a'.repeat(length)));
    }
    case 'integer':
      return plain(1, 1.5, ...bounds(schema.minimum ?? lowest(schema), schema.maximum));
    case 'number':
      return plain(0.5, ...bounds(schema.minimum ?? lowest(schema), schema.maximum));
    case 'boolean':
      return plain(true, false);
    case 'array':
      return list(schema, depth);
    case 'object':
      return dictionary(schema, base, depth);
    default:
      return [];
  }
}

const lowest = ({ exclusiveMinimum }: Schema) =>
  exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1;

const bounds = (minimum?: number, maximum?: number): number[] => [
  ...(minimum === undefined ? [] : [minimum - 1, minimum]),
  ...(maximum === undefined ? [] : [maximum, maximum + 1]),
];

function list(schema: Schema, depth: number): Candidate[] {
  const items = schema.items ?? {};
  const lengths = bounds(schema.minItems, schema.maxItems).filter(length => length >= 0);
  const one = good(items);
  return [
    ...lengths.map(length => ({ at: [], value: Array.from({ length }, () => one) })),
    ...candidates(items, one, depth + 1).map(inner => ({
      ...inner,
      at: ['0', ...inner.at],
      value: [inner.value],
    })),
  ];
}

function dictionary(schema: Schema, base: unknown, depth: number): Candidate[] {
  const whole = (
    typeof base === 'object' && base !== null && !Array.isArray(base) ? base : good(schema)
  ) as Record<string, unknown>;
  const found: Candidate[] = [{ at: [], value: whole }];
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const current = whole[key] ?? good(property);
    for (const inner of candidates(property, current, depth + 1)) {
      found.push({ ...inner, at: [key, ...inner.at], value: { ...whole, [key]: inner.value } });
    }
    const { [key]: _, ...rest } = whole;
    found.push({ at: [key], value: rest, leftOut: true });
  }
  if (typeof schema.additionalProperties === 'object') {
    for (const inner of candidates(
      schema.additionalProperties,
      good(schema.additionalProperties),
      depth + 1,
    )) {
      found.push({ ...inner, at: ['any', ...inner.at], value: { ...whole, any: inner.value } });
    }
  }
  found.push({ at: [strangeKey], value: { ...whole, [strangeKey]: 7 } });
  return found;
}

function valueAt(body: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], body);
}
