import type { Configuration } from '../../protocol/configurations';
import type { RunJobType } from '../run';

/** How the names of configuration files end; media/schemas has a JSON Schema for each. */
export const fileEndings: Readonly<Record<RunJobType, string>> = {
  parse_v2: '.llamaparse.json',
  extract_v2: '.llamaextract.json',
  classify_v2: '.llamaclassify.json',
};

/** The kind of job that a file configures, by its name. */
export const jobTypeOfFile = (fileName: string): RunJobType | undefined =>
  (Object.keys(fileEndings) as RunJobType[]).find(type => fileName.endsWith(fileEndings[type]));

/** The text of a configuration as a file; the product type is said by the file's name where it can be. */
export function configurationText({ name, parameters }: Pick<Configuration, 'name' | 'parameters'>): string {
  const isSaid = (key: string) => key === 'product_type' && parameters.product_type in fileEndings;
  const set = Object.entries(parameters).filter(([key, value]) => value !== null && !isSaid(key));
  return `${JSON.stringify({ name, ...Object.fromEntries(set) }, null, 2)}\n`;
}

/** Longest file name that we make of a configuration's name. */
const maxFileName = 100;

/** The file name under which a configuration is shown and changed; its ending decides which JSON Schema explains it. */
export function configurationFileName({
  name,
  product_type,
}: Pick<Configuration, 'name' | 'product_type'>): string {
  const ending = Object.entries(fileEndings).find(([type]) => type === product_type)?.[1] ?? '.json';
  const safe = name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').replace(/^\.+/, '_');
  return `${safe.slice(0, maxFileName) || 'configuration'}${ending}`;
}
