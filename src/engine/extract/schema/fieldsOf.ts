import type { ArrayField, Field, JsonObject, ObjectField, Scalar, ScalarField } from '../types';

type Base = Pick<Field, 'name' | 'title' | 'description' | 'nullable' | 'required' | 'examples' | 'schema'>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * The fields of a data schema as `normalizeDataSchema` gives it: alternatives are folded into one shape, whatever has
 * no type gets the one that its keywords tell. Takes any such schema; what it cannot understand is a string.
 */
export function fieldsOf(schema: JsonObject): ObjectField {
  const field = fieldOf('', schema, true);
  return field.kind === 'object' ? field : { ...baseOf('', schema, false, true), kind: 'object', fields: [] };
}

function fieldOf(name: string, raw: JsonObject, required: boolean): Field {
  const { schema, nullable } = folded(raw);
  const base = baseOf(name, schema, nullable, required);
  switch (typeOf(schema)) {
    case 'object':
      return { ...base, kind: 'object', fields: propertiesOf(schema) };
    case 'array':
      return { ...base, kind: 'array', items: itemsOf(name, schema) } satisfies ArrayField;
    case 'number':
      return scalarOf(base, schema, 'number');
    case 'integer':
      return scalarOf(base, schema, 'integer');
    case 'boolean':
      return scalarOf(base, schema, 'boolean');
    default:
      return scalarOf(base, schema, 'string');
  }
}

function baseOf(name: string, schema: JsonObject, nullable: boolean, required: boolean): Base {
  const { title, description, examples, example, default: standard } = schema;
  const given = [...(Array.isArray(examples) ? examples : []), example, standard];
  return {
    name,
    title: typeof title === 'string' ? title : '',
    description: typeof description === 'string' ? description : '',
    nullable,
    required,
    examples: given.filter(each => each !== undefined && each !== null),
    schema,
  };
}

function scalarOf(base: Base, schema: JsonObject, type: ScalarField['type']): ScalarField {
  const { format, pattern } = schema;
  const listed = 'const' in schema ? [schema['const']] : schema['enum'];
  const values = Array.isArray(listed) ? listed.filter(isScalar) : [];
  return {
    ...base,
    kind: 'scalar',
    type,
    format: typeof format === 'string' ? format : null,
    enum: values.length > 0 ? values : null,
    pattern: typeof pattern === 'string' ? pattern : null,
  };
}

function propertiesOf(schema: JsonObject): Field[] {
  const { properties, required } = schema;
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(isObject(properties) ? properties : {}).map(([name, property]) =>
    fieldOf(name, isObject(property) ? property : {}, needed.has(name)),
  );
}

function itemsOf(name: string, { items, prefixItems }: JsonObject): Field {
  const first = Array.isArray(prefixItems) ? prefixItems[0] : undefined;
  const schema = isObject(items) ? items : isObject(first) ? first : {};
  return fieldOf(name, schema, true);
}

/** The type that a schema tells, or that its keywords tell where it has none. */
function typeOf(schema: JsonObject): unknown {
  const { type } = schema;
  if (Array.isArray(type)) return type.find(each => each !== 'null') ?? 'string';
  if (type !== undefined) return type;
  if (isObject(schema['properties'])) return 'object';
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return 'array';
  const values: unknown[] =
    'const' in schema ? [schema['const']] : Array.isArray(schema['enum']) ? schema['enum'] : [];
  const kinds = new Set(values.filter(isScalar).map(value => typeof value));
  return kinds.size === 1 ? [...kinds][0] : 'string';
}

/** One schema for what `allOf`, `anyOf` and `oneOf` say; the alternative `null` becomes `nullable`. */
function folded(raw: JsonObject): { schema: JsonObject; nullable: boolean } {
  const { allOf, anyOf, oneOf, ...own } = raw;
  let schema: JsonObject = own;
  let nullable = own['nullable'] === true;
  const listed = own['enum'];
  if (Array.isArray(own['type']) && own['type'].includes('null')) nullable = true;
  if (own['type'] === 'null' || (Array.isArray(listed) && listed.includes(null))) nullable = true;
  for (const part of Array.isArray(allOf) ? allOf.filter(isObject) : []) {
    const inner = folded(part);
    nullable ||= inner.nullable;
    schema = merged(inner.schema, schema);
  }
  for (const list of [anyOf, oneOf]) {
    const all = Array.isArray(list) ? list.filter(isObject).map(folded) : [];
    const telling = all.filter(each => each.schema['type'] !== 'null');
    if (telling.length < all.length || all.some(each => each.nullable)) nullable = true;
    const one = together(telling.map(each => each.schema));
    if (one) schema = merged(one, schema);
  }
  return { schema, nullable };
}

/** Several alternatives as one: objects with the properties of all, values of all, else the first that is told. */
function together(schemas: readonly JsonObject[]): JsonObject | undefined {
  const [first] = schemas;
  if (!first || schemas.length === 1) return first;
  if (schemas.every(each => typeOf(each) === 'object')) {
    const all: JsonObject = schemas.reduce((sum, each) => merged(each, sum));
    // What only one of the alternatives needs is not needed.
    return { ...all, required: [] };
  }
  if (schemas.every(each => 'const' in each || Array.isArray(each['enum']))) {
    const values = schemas.flatMap(each => ('const' in each ? [each['const']] : (each['enum'] as unknown[])));
    return { ...Object.fromEntries(Object.entries(first).filter(([key]) => key !== 'const')), enum: values };
  }
  return first;
}

/** `over` wins, except that the properties of both are kept. */
function merged(under: JsonObject, over: JsonObject): JsonObject {
  const both: JsonObject = { ...under, ...over };
  if (isObject(under['properties']) && isObject(over['properties'])) {
    both['properties'] = { ...under['properties'], ...over['properties'] };
  }
  const required = [under['required'], over['required']].flatMap(each => (Array.isArray(each) ? each : []));
  if (required.length > 0) both['required'] = required;
  return both;
}
