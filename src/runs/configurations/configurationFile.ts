import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { messageOf } from '../../base/log';
import { configurationParameters } from '../../protocol/configurations';
import type { RunJobType } from '../run';
import { fileEndings } from './fileNames';
import { issueSentence } from './issueSentence';
import { type Parameters, parameterSchemas } from './parameters';

/** Longest name of a configuration (LlamaCloud API docs). */
export const maxNameLength = 255;

/** What a file need not say: the API's own defaults, and the present version of the parser. */
const defaults: Readonly<Record<RunJobType, object>> = {
  parse_v2: { version: 'latest' },
  extract_v2: { tier: 'cost_effective', version: 'latest' },
  classify_v2: {},
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
 * either. For the same reason a value is never wrong that `from`, the server's own parameters, has in the same place.
 * Throws a sentence that names the first thing that is wrong.
 */
export function readConfigurationFile(
  text: string,
  jobType: RunJobType,
  fileName: string,
  from?: Parameters,
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
  const wrong = error?.issues.find(
    issue => issue.code !== 'unrecognized_keys' && !(from && isAt(issue.path, written, from)),
  );
  if (wrong) throw new Error(issueSentence(wrong));
  return { name: name ?? nameOfFile(fileName, jobType), parameters: configurationParameters.parse(written) };
}

/** Whether two objects have the same value in one place. */
function isAt(path: readonly PropertyKey[], ...objects: readonly unknown[]): boolean {
  const [one, other] = objects.map(object =>
    path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], object),
  );
  return one !== undefined && isDeepStrictEqual(one, other);
}

/** Throws a sentence where it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`It is not JSON: ${messageOf(error)}.`);
  }
}

const nameOfFile = (fileName: string, jobType: RunJobType): string =>
  fileName.slice(0, -fileEndings[jobType].length).slice(0, maxNameLength) || 'configuration';
