import { normalizeDataSchema } from './dataSchema';
import { schemaOfDocument } from './generate/schemaOfDocument';
import { schemaByModel } from './model/schemaByModel';
import { type DocumentFiles, readDocument } from './readDocument';
import type { TaskTools } from './thread/task';
import type { JsonObject } from './types';

export interface SchemaInput {
  /** A sample; null: there is none. */
  document: DocumentFiles | null;
  /** What to extract, in the person's words. */
  prompt: string | null;
  /** A schema to start from, normalized. */
  current: JsonObject | null;
}

/** A schema for documents like the sample, normalized; without properties where nothing was found. */
export async function schemaTask(input: SchemaInput, { provider }: TaskTools): Promise<JsonObject> {
  const document = input.document && (await readDocument(input.document));
  if (provider) {
    const { prompt, current } = input;
    const signal = new AbortController().signal;
    return normalizeDataSchema((await schemaByModel({ document, prompt, current, provider, signal })).schema);
  }
  const found: JsonObject = document ? schemaOfDocument(document) : {};
  const merged = extended(input.current ?? {}, found);
  return hasProperties(merged) ? normalizeDataSchema(merged) : merged;
}

/** A schema with the properties that another has beside its own; its own words win. */
function extended(schema: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...propertiesOf(other), ...propertiesOf(schema) };
  return { ...other, ...schema, type: 'object', properties };
}

const propertiesOf = ({ properties }: JsonObject): JsonObject =>
  typeof properties === 'object' && properties !== null ? (properties as JsonObject) : {};

export const hasProperties = (schema: JsonObject): boolean => Object.keys(propertiesOf(schema)).length > 0;
