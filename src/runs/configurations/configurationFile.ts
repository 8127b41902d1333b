import * as z from 'zod/mini';
import { messageOf } from '../../base/log';
import { type Configuration, configurationParameters } from '../../protocol/configurations';
import type { RunJobType } from '../run';
import { issueSentence } from './issueSentence';
import { type Parameters, parameterSchemas } from './parameters';

/** How the names of configuration files end; media/schemas has a JSON Schema for each. */
export const fileEndings: Readonly<Record<RunJobType, string>> = {
  parse_v2: '.llamaparse.json',
  extract_v2: '.llamaextract.json',
};

/** The kind of job that a file configures, by its name. */
export const jobTypeOfFile = (fileName: string): RunJobType | undefined =>
  (Object.keys(fileEndings) as RunJobType[]).find(type => fileName.endsWith(fileEndings[type]));

/** Longest name of a configuration (LlamaCloud API docs). */
const maxNameLength = 255;

/** What a file need not say: the API's own defaults, and the present version of the parser. */
const defaults: Readonly<Record<RunJobType, object>> = {
  parse_v2: { version: 'latest' },
  extract_v2: { tier: 'cost_effective', version: 'latest' },
};

const fileShape = z.looseObject({
  $schema: z.optional(z.string()),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(maxNameLength))),
  product_type: z.optional(z.string()),
});

/** A configuration as a file holds it. */
export interface FileConfiguration {
  name: string;
  parameters: Parameters;
}

/**
 * Reads a configuration file: the API's parameters at the top level, and a `name`, which is otherwise the file's.
 * Options that we do not know are kept, since the server may be newer: it refuses them where it does not know them
 * either. Throws a sentence that names the first thing that is wrong.
 */
export function readConfigurationFile(
  text: string,
  jobType: RunJobType,
  fileName: string,
): FileConfiguration {
  const shape = fileShape.safeParse(parseJson(text), { reportInput: true });
  if (!shape.success) throw new Error(issueSentence(shape.error.issues[0]));
  const { $schema: _, name, ...options } = shape.data;
  if (options.product_type !== undefined && options.product_type !== jobType)
    throw new Error(
      `Its product_type is ${options.product_type}, but a file of this name is for ${jobType}.`,
    );
  const written = { ...defaults[jobType], ...options, product_type: jobType };
  const { error } = parameterSchemas[jobType].safeParse(written, { reportInput: true });
  const wrong = error?.issues.find(issue => issue.code !== 'unrecognized_keys');
  if (wrong) throw new Error(issueSentence(wrong));
  return { name: name ?? nameOfFile(fileName, jobType), parameters: configurationParameters.parse(written) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`It is not JSON: ${messageOf(error)}.`);
  }
}

const nameOfFile = (fileName: string, jobType: RunJobType): string =>
  fileName.slice(0, -fileEndings[jobType].length).slice(0, maxNameLength) || 'configuration';

/** The text of a configuration as a file. */
export function configurationText({ name, parameters }: Pick<Configuration, 'name' | 'parameters'>): string {
  const { product_type: _, ...options } = parameters;
  const set = Object.entries(options).filter(([, value]) => value !== null);
  return `${JSON.stringify({ name, ...Object.fromEntries(set) }, null, 2)}\n`;
}
