import { basename, extname } from 'node:path';
import * as z from 'zod/mini';
import { configurationParameters } from '../../protocol/configurations';
import { jsonObject } from '../../protocol/wire';
import { type FileConfiguration, maxNameLength, parseJson } from './configurationFile';
import { issueSentence } from './issueSentence';

/** How the names of files end that say with a plain JSON Schema what to extract. */
export const schemaEnding = '.schema.json';

/** Begins the names of configurations that are this extension's own making. */
const ownName = 'Llama Batches: ';

/** What an extraction by a plain schema asks for: all that helps to check its values. */
const options = { tier: 'cost_effective', version: 'latest', cite_sources: true, confidence_scores: true };

/** Longest name of a file that is made of another's. */
const maxSampleName = 100;

/** The root may be a reference into the schema itself, as generators write it. */
const rootShape = z.looseObject({
  type: z.optional(z.literal('object')),
  properties: z.optional(jsonObject),
  $ref: z.optional(z.string()),
});

/** The name without what says that it is ours. */
export const shortName = (name: string): string =>
  name.startsWith(ownName) ? name.slice(ownName.length) : name;

/**
 * Reads a JSON Schema as an extraction by it. `path` is the file's in the workspace, from which the configuration has its
 * name. Throws a sentence where it names no fields.
 */
export function readSchemaFile(text: string, path: string): FileConfiguration {
  const shape = rootShape.safeParse(parseJson(text), { reportInput: true });
  if (!shape.success) throw new Error(issueSentence(shape.error.issues[0]));
  const { $schema: _, $id: __, ...data_schema } = shape.data;
  if (data_schema.$ref === undefined && Object.keys(data_schema.properties ?? {}).length === 0)
    throw new Error('It names no fields to extract: an object with properties is needed.');
  return {
    name: (ownName + path.slice(0, -schemaEnding.length)).slice(0, maxNameLength),
    parameters: configurationParameters.parse({ product_type: 'extract_v2', ...options, data_schema }),
  };
}

/** The text of a schema that a server made, for the editor to check and complete by the JSON Schema of draft 7. */
export function schemaText(data_schema: Readonly<Record<string, unknown>>): string {
  const { $schema: _, ...schema } = data_schema;
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`;
}

/** What a schema is called that was made of a file: the file's name without its ending, as far as it fits file names. */
export function sampleName(path: string): string {
  const name = basename(path, extname(path)).replace(/[^\p{L}\p{N} ._-]+/gu, '_');
  return name.replace(/^\.+/, '').slice(0, maxSampleName) || 'extraction';
}
