import type { ArrayField, Field, JsonObject, ObjectField, ScalarField } from '../types';

/** Longest pattern that a model is told; what it has to obey is checked afterwards in any case. */
const longestPattern = 100;
const mostExamples = 3;

/** What formats mean to a model (JSON Schema, "format"). */
const formats: Readonly<Record<string, string>> = {
  date: 'a date as YYYY-MM-DD',
  'date-time': 'a date and time as in 2026-01-31T14:30:00Z',
  time: 'a time as HH:MM:SS',
};

/**
 * The schema of an answer as servers enforce it (OpenAI, "Structured Outputs"; grammars of llama.cpp, Ollama and vLLM): every property is
 * required, may be null, and there are no others. Without patterns and limits, which servers refuse, or hang on: they
 * are told in words, and checked when the answer is there.
 */
export function answerSchema(field: ObjectField): JsonObject {
  return objectSchema(field);
}

function objectSchema(field: ObjectField): JsonObject {
  const { fields } = field;
  return {
    type: 'object',
    ...described(field),
    properties: Object.fromEntries(fields.map(each => [each.name, schemaOf(each)])),
    required: fields.map(({ name }) => name),
    additionalProperties: false,
  };
}

function schemaOf(field: Field): JsonObject {
  if (field.kind === 'object') return objectSchema(field);
  return field.kind === 'array' ? arraySchema(field) : scalarSchema(field, true);
}

function arraySchema(field: ArrayField): JsonObject {
  const { items } = field;
  const schema = items.kind === 'scalar' ? scalarSchema(items, false) : schemaOf(items);
  return { type: 'array', ...described(field), items: schema };
}

/** Items of a list are left out rather than null. */
function scalarSchema(field: ScalarField, nullable: boolean): JsonObject {
  const values = field.enum && { enum: nullable ? [...field.enum, null] : field.enum };
  return { type: nullable ? [field.type, 'null'] : field.type, ...described(field), ...values };
}

function described(field: Field): JsonObject {
  const description = [field.title, field.description, ...(field.kind === 'scalar' ? hintsOf(field) : [])]
    .filter(text => text !== '')
    .join('. ');
  return description === '' ? {} : { description };
}

function hintsOf({ format, pattern, examples }: ScalarField): string[] {
  const known = format === null ? '' : (formats[format] ?? `format ${format}`);
  const matches = pattern !== null && pattern.length <= longestPattern ? `matches ${pattern}` : '';
  const few = examples.slice(0, mostExamples).map(example => JSON.stringify(example));
  return [known, matches, few.length > 0 ? `such as ${few.join(', ')}` : ''];
}
