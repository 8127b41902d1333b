import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { type Schema, spec } from './spec';

/** What is wrong with a value, one sentence each; empty where nothing is. */
export type Check = (value: unknown) => string[];

const open = createChecks(spec.$defs);
const closed = createChecks(mapValues(spec.$defs, close));

/** Judges what is sent to the API: a key that the schema does not name is welcome unless it says otherwise. */
export const requestCheck: (schema: Schema) => Check = open;

/**
 * Judges what the API answers: a key that the schema does not name is one that LlamaCloud does not send, so that a client
 * which comes to rely on it here would fail there.
 */
export const answerCheck = (schema: Schema): Check => closed(close(schema));

function createChecks($defs: Record<string, Schema>): (schema: Schema) => Check {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
  addFormats(ajv);
  const known = new Map<string, ValidateFunction>();
  return schema => {
    const text = JSON.stringify(schema);
    const validate = known.get(text) ?? ajv.compile({ ...schema, $defs });
    known.set(text, validate);
    return value => (validate(value) ? [] : problems(validate));
  };
}

/** The first problems: those of every branch of a union come along, and bury the rest. */
function problems({ errors }: ValidateFunction): string[] {
  return (errors ?? []).slice(0, 8).map(({ instancePath, message, params, data }) => {
    const extra = params['additionalProperty'] === undefined ? '' : ` (${params['additionalProperty']})`;
    return `${instancePath || '/'} ${message}${extra}: ${(JSON.stringify(data) ?? 'undefined').slice(0, 120)}`;
  });
}

/** The same schema, whose objects take no keys but their own. */
function close(schema: Schema): Schema {
  const closedSchema: Schema = { ...schema };
  for (const key of ['anyOf', 'oneOf'] as const) {
    if (schema[key]) closedSchema[key] = schema[key].map(close);
  }
  if (schema.items) closedSchema.items = close(schema.items);
  if (typeof schema.additionalProperties === 'object') {
    closedSchema.additionalProperties = close(schema.additionalProperties);
  }
  if (schema.properties) {
    closedSchema.properties = mapValues(schema.properties, close);
    closedSchema.additionalProperties ??= false;
  }
  return closedSchema;
}

function mapValues<A, B>(values: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
