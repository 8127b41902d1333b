import * as z from 'zod/mini';
import { fileEndings } from '../../../src/runs/configurations/fileNames';
import { parameterSchemas } from '../../../src/runs/configurations/parameters';
import type { RunJobType } from '../../../src/runs/run';
import { descriptions, valueDescriptions } from './words';

/** A JSON Schema of draft 7, which VS Code's editor knows best. */
export type Schema = { [key: string]: unknown };

const draft = 'http://json-schema.org/draft-07/schema#';
const titles: Record<RunJobType, string> = {
  parse_v2: 'Configuration of a parse on LlamaCloud',
  extract_v2: 'Configuration of an extraction on LlamaCloud',
  classify_v2: 'Configuration of a classification on LlamaCloud',
};
/** Descriptions that only hold in one file are marked so. */
const marks: Record<RunJobType, string> = {
  parse_v2: 'parse:',
  extract_v2: 'extract:',
  classify_v2: 'classify:',
};

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where the generated schema of a kind of job lies, from the top of the project. */
export const schemaPath = (jobType: RunJobType): string =>
  `media/schemas${fileEndings[jobType].replace(/^\./, '/').replace(/\.json$/, '.schema.json')}`;

/** The text of the schema file for one kind of job. */
export const schemaText = (jobType: RunJobType): string =>
  `${JSON.stringify(configurationSchema(jobType), null, 2)}\n`;

/** The schema of a configuration file, made from the schema by which the API's parameters are checked. */
export function configurationSchema(jobType: RunJobType): Schema {
  const made: unknown = z.toJSONSchema(parameterSchemas[jobType], { target: 'draft-7', io: 'input' });
  const explained = explain(made, jobType, []);
  const { properties, ...rest } = explained;
  const required = (Array.isArray(rest['required']) ? rest['required'] : []).filter(isNeeded);
  const own = {
    $schema: said({ type: 'string' }, jobType, ['$schema']),
    name: said({ type: 'string', minLength: 1, maxLength: 255 }, jobType, ['name']),
  };
  return {
    ...rest,
    $schema: draft,
    title: titles[jobType],
    properties: { ...own, ...(isObject(properties) ? properties : {}) },
    required,
    additionalProperties: false,
    ...(rules[jobType].length > 0 && { allOf: rules[jobType] }),
  };
}

/** The file's name says what it is for, and a version has a default. */
const isNeeded = (key: unknown) => key !== 'product_type' && key !== 'version';

/** Adds words to a schema and all that is in it, and makes it as short as it can be. */
function explain(schema: unknown, jobType: RunJobType, path: readonly string[]): Schema {
  if (!isObject(schema)) return {};
  const { properties, items, anyOf, ...plain } = withoutNullBranch(schema);
  const inner: Schema = {};
  if (isObject(properties))
    inner['properties'] = Object.fromEntries(
      Object.entries(properties).map(([key, value]) => {
        const place = [...path, key];
        return [key, said(explain(value, jobType, place), jobType, place)];
      }),
    );
  if (items) inner['items'] = said(explain(items, jobType, path), jobType, path, 'values');
  if (Array.isArray(anyOf)) inner['anyOf'] = anyOf;
  // zod's own bound of whole numbers, and the keys of records, which are always texts.
  if (plain['maximum'] === Number.MAX_SAFE_INTEGER) delete plain['maximum'];
  delete plain['propertyNames'];
  if (plain['default'] === null) delete plain['default'];
  return { ...plain, ...inner };
}

/** `anyOf` of one schema and null becomes that schema with null among its types: shorter, and completed better. */
function withoutNullBranch(schema: Schema): Schema {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return schema;
  const others = anyOf.filter(branch => !(isObject(branch) && branch['type'] === 'null'));
  const [only] = others;
  if (others.length === anyOf.length) return schema;
  if (others.length > 1) return { ...rest, type: [...others.flatMap(typesOf), 'null'] };
  if (!isObject(only)) return schema;
  if ('anyOf' in only) return { ...rest, type: [...typesOf(only), 'null'] };
  const withNull: Schema = { ...rest, ...only, type: [only['type'], 'null'].flat() };
  if (Array.isArray(only['enum'])) withNull['enum'] = [...only['enum'], null];
  if ('const' in only) {
    delete withNull['const'];
    withNull['enum'] = [only['const'], null];
  }
  return withNull;
}

/** The types of a schema that takes several and nothing more exact. */
function typesOf(schema: unknown): unknown[] {
  if (!isObject(schema)) return [];
  const { type, anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.flatMap(typesOf) : [type].flat();
}

/** The schema with the words for its place; entries of a list get only those of their values. */
function said(
  schema: Schema,
  jobType: RunJobType,
  path: readonly string[],
  what: 'all' | 'values' = 'all',
): Schema {
  const text = find(descriptions, jobType, path);
  const values = find(valueDescriptions, jobType, path);
  const allowed = schema['enum'];
  return {
    ...(what === 'all' && text !== undefined && { markdownDescription: text }),
    ...schema,
    ...(Array.isArray(allowed) &&
      values && {
        enumDescriptions: allowed.map(value =>
          value === null ? 'As if it were missing.' : values[String(value)],
        ),
      }),
    ...(what === 'all' && find(additions, jobType, path)),
  };
}

/** Keys that were looked up, so that a test can name those that nothing uses. */
export const usedWords = new Set<string>();

/** The entry whose key is the longest end of a path; one that is marked for the file wins. */
function find<T>(
  entries: Readonly<Record<string, T>>,
  jobType: RunJobType,
  path: readonly string[],
): T | undefined {
  for (let start = 0; start < path.length; start++) {
    const end = path.slice(start).join('.');
    for (const key of [marks[jobType] + end, end]) {
      const entry = entries[key];
      if (entry === undefined) continue;
      usedWords.add(key);
      return entry;
    }
  }
  return undefined;
}

const pages = {
  pattern: '^(\\s*\\d+\\s*(-\\s*\\d+\\s*)?(,\\s*\\d+\\s*(-\\s*\\d+\\s*)?)*)?$',
  patternErrorMessage: 'Pages and ranges such as 1,3,5-8.',
  examples: ['1-3', '1,3,5-8'],
};

/** What the zod schemas check in code, and what helps to complete. */
const additions: Readonly<Record<string, Schema>> = {
  'parse:version': {
    default: 'latest',
    examples: ['latest'],
    patternErrorMessage: 'Either latest or a date such as 2026-08-19.',
  },
  'extract:version': { examples: ['latest'] },
  target_pages: pages,
  trigger_mode: { examples: ['and', 'or'] },
  webhook_url: { pattern: '^[hH][tT][tT][pP][sS]?:', examples: ['https://'] },
  guess_sheet_name: { default: true },
  allowed_page_failure_ratio: { default: 0.05 },
  data_schema: {
    allOf: [{ $ref: draft }],
    default: { type: 'object', properties: {} },
  },
};

/** Refuses objects that match `not`. */
const never = (not: Schema, errorMessage: string): Schema => ({ not, errorMessage });
const has = (properties: Schema): Schema => ({ properties, required: Object.keys(properties) });

/** Options that only go with some others; the zod schemas check these in code. */
const rules: Record<RunJobType, Schema[]> = {
  parse_v2: [
    never(
      has({ tier: { not: { const: 'fast' } }, fast_options: { type: 'object' } }),
      'fast_options can only be used with the fast tier.',
    ),
    never(
      has({ tier: { const: 'fast' }, agentic_options: { type: 'object' } }),
      'agentic_options cannot be used with the fast tier.',
    ),
    never(
      has({
        tier: { enum: ['fast', 'cost_effective'] },
        processing_options: has({ cost_optimizer: has({ enable: { const: true } }) }),
      }),
      'cost_optimizer is only available with the tiers agentic and agentic_plus.',
    ),
    never(
      has({ tier: { const: 'fast' }, processing_options: has({ forms: { const: 'enrich' } }) }),
      'forms=enrich is not available with the fast tier.',
    ),
  ],
  classify_v2: [],
  extract_v2: [
    {
      if: has({ spreadsheet_mode: { const: true } }),
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema.
      then: {
        required: ['tier'],
        properties: {
          tier: { const: 'agentic_plus', errorMessage: 'spreadsheet_mode requires the tier agentic_plus.' },
        },
      },
    },
    never(
      has({ spreadsheet_mode: { const: true }, cite_sources: { const: true } }),
      'cite_sources is not available in spreadsheet_mode.',
    ),
    never(
      has({ spreadsheet_mode: { const: true }, confidence_scores: { const: true } }),
      'confidence_scores is not available in spreadsheet_mode.',
    ),
    never(
      has({ tier: { const: 'turbo' }, parse_tier: { type: 'string' } }),
      'The tier turbo does not support parse_tier.',
    ),
    never(
      has({ tier: { const: 'turbo' }, parse_config_id: { type: 'string', minLength: 1 } }),
      'The tier turbo does not support parse_config_id.',
    ),
  ],
};
