import { isDeeperThan } from '../../base/jsonDepth';
import { badRequest, type HttpError } from '../server/httpError';

type JsonObject = Record<string, unknown>;

/** Limits of a data schema (LlamaCloud API docs, "Limitations"). */
export const schemaLimits = {
  properties: 5000,
  levels: 7,
  stringCharacters: 120_000,
  rawCharacters: 150_000,
};
/** Ours: seven levels of objects, arrays and alternatives need half of it. */
const maxJsonDepth = 100;
/** Ours: how large references may make a schema when they are written out. */
const maxNodes = 50_000;

const types: ReadonlySet<unknown> = new Set([
  ...['object', 'array', 'string', 'number', 'integer', 'boolean', 'null'],
]);
/** Keywords that hold one schema, a list of schemas, or schemas by name. */
const single = ['additionalProperties', 'contains', 'not', 'if', 'then', 'else', 'propertyNames'];
const lists = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const maps = ['properties', 'patternProperties', 'dependentSchemas'];
/** Says nothing about the fields, or is written out where it is used. */
const dropped: ReadonlySet<string> = new Set(['$schema', '$id', '$comment', '$defs', 'definitions']);

const refusal = (sentence: string): HttpError => badRequest(`schema_validation: ${sentence}`);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A JSON Schema as extraction takes it: the root is an object, references into `$defs` are written out where they are
 * used, and what does not describe a field is left out. Throws 400 `schema_validation: …` where it is no such schema or
 * exceeds the API's limits.
 */
export function normalizeDataSchema(schema: JsonObject): JsonObject {
  if (isDeeperThan(maxJsonDepth, schema)) throw refusal('The schema is nested too deeply.');
  if (JSON.stringify(schema).length > schemaLimits.rawCharacters) {
    throw refusal(`The schema is longer than ${told(schemaLimits.rawCharacters)} characters.`);
  }
  const normal = new Normalizer(schema).schema(schema, { path: 'data_schema', level: 1, refs: [] });
  if ((normal['type'] ?? 'object') !== 'object') {
    throw refusal('The root of the schema must be of type object.');
  }
  if (!isObject(normal['properties']) || Object.keys(normal['properties']).length === 0) {
    throw refusal('The root of the schema must have properties: the fields to extract.');
  }
  return { type: 'object', ...normal };
}

const told = (count: number): string => count.toLocaleString('en-US');

/** Where a schema stands: its name in refusals, objects it is inside of, and definitions it was reached by. */
interface Place {
  path: string;
  level: number;
  refs: readonly string[];
}

class Normalizer {
  private properties = 0;
  private characters = 0;
  private nodes = 0;
  private depth = 0;

  constructor(private readonly root: JsonObject) {}

  schema(value: unknown, place: Place): JsonObject {
    if (!isObject(value)) throw refusal(`${place.path} must be a schema object.`);
    if (++this.nodes > maxNodes || ++this.depth > maxJsonDepth) {
      throw refusal('The schema is too large once its references are written out.');
    }
    const { $ref: ref, ...own } = value;
    const written = ref === undefined ? this.keywords(own, place) : this.referred(ref, own, place);
    this.depth--;
    return written;
  }

  private referred(ref: unknown, own: JsonObject, place: Place): JsonObject {
    const { target, name } = this.resolve(ref, place.path);
    if (place.refs.includes(name)) {
      throw refusal(
        `${place.path} refers to itself (${name}). Write the levels out, at most ${schemaLimits.levels}.`,
      );
    }
    return this.schema({ ...target, ...own }, { ...place, refs: [...place.refs, name] });
  }

  private keywords(schema: JsonObject, place: Place): JsonObject {
    checkShape(schema, place.path);
    if (schema['properties'] && place.level > schemaLimits.levels) {
      throw refusal(`${place.path} is nested deeper than ${schemaLimits.levels} levels.`);
    }
    const kept = Object.entries(schema).filter(([key]) => !dropped.has(key));
    return Object.fromEntries(kept.map(([key, value]) => [key, this.keyword(key, value, schema, place)]));
  }

  private keyword(key: string, value: unknown, schema: JsonObject, { path, level, refs }: Place): unknown {
    const at = `${path}.${key}`;
    if (key === 'items' || (single.includes(key) && typeof value !== 'boolean')) {
      return this.schema(value, { path: at, level, refs });
    }
    if (lists.includes(key)) {
      return (value as unknown[]).map((item, i) => this.schema(item, { path: `${at}.${i}`, level, refs }));
    }
    if (maps.includes(key)) {
      const entries = Object.entries(value as JsonObject);
      if (key === 'properties') this.countProperties(entries.length);
      return Object.fromEntries(
        entries.map(([name, item]) => {
          this.countText(name);
          return [name, this.schema(item, { path: `${at}.${name}`, level: level + 1, refs })];
        }),
      );
    }
    if (key === 'required' && schema['properties']) {
      const names = new Set(value as string[]);
      return Object.keys(schema['properties']).filter(name => names.has(name));
    }
    if (key === 'type') return Array.isArray(value) ? [...new Set(value)] : value;
    this.countText(value);
    return value;
  }

  /** A definition of the same schema, and its name. */
  private resolve(ref: unknown, path: string): { target: JsonObject; name: string } {
    const [, holder = '', name = ''] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(String(ref)) ?? [];
    const definitions = this.root[holder];
    const target = isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    if (!isObject(target)) {
      throw refusal(`${path}.$ref must name a definition of the schema itself, such as "#/$defs/Address".`);
    }
    return { target, name };
  }

  private countProperties(count: number): void {
    this.properties += count;
    if (this.properties > schemaLimits.properties) {
      throw refusal(`The schema has more than ${told(schemaLimits.properties)} properties.`);
    }
  }

  /** Names, descriptions, enum values and whatever else makes a schema long. */
  private countText(value: unknown): void {
    if (typeof value !== 'object' || value === null) this.characters += String(value).length;
    else for (const part of Array.isArray(value) ? value : Object.entries(value).flat()) this.countText(part);
    if (this.characters > schemaLimits.stringCharacters) {
      throw refusal(
        `The texts of the schema have more than ${told(schemaLimits.stringCharacters)} characters.`,
      );
    }
  }
}

/** Throws unless the keywords that are looked into have the form that JSON Schema gives them. */
function checkShape(schema: JsonObject, path: string): void {
  const { type } = schema;
  const listed = Array.isArray(type) ? type : [type ?? 'object'];
  if (listed.length === 0 || !listed.every(each => types.has(each))) {
    throw refusal(`${path}.type must be one of ${[...types].join(', ')}, or a list of these.`);
  }
  for (const key of maps) {
    if (schema[key] !== undefined && !isObject(schema[key])) {
      throw refusal(`${path}.${key} must be an object.`);
    }
  }
  for (const key of [...lists, 'enum']) {
    const list = schema[key];
    if (list !== undefined && !(Array.isArray(list) && list.length > 0)) {
      throw refusal(`${path}.${key} must be a list that is not empty.`);
    }
  }
  const required = schema['required'] ?? [];
  if (!Array.isArray(required) || !required.every(name => typeof name === 'string')) {
    throw refusal(`${path}.required must be a list of names.`);
  }
}
