import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type * as z from 'zod/mini';
import { parameterSchemas } from '../../../src/runs/configurations/parameters';
import type { RunJobType } from '../../../src/runs/run';
import { type Schema as ApiSchema, definition } from '../../contract/openapi/spec';
import {
  configurationSchema,
  type Schema,
  schemaPath,
  schemaText,
  usedWords,
} from '../../support/schemas/configurationSchemas';
import { descriptions, valueDescriptions } from '../../support/schemas/words';

const jobTypes = ['parse_v2', 'extract_v2', 'classify_v2'] as const;

interface Place {
  path: string;
  schema: Schema;
}

/** Every option that a JSON Schema names; `[]` stands for the entries of a list. */
function options(schema: Schema, path = ''): Place[] {
  const { properties, items } = schema as { properties?: Record<string, Schema>; items?: Schema };
  const inner = Object.entries(properties ?? {}).flatMap(([key, option]) => {
    const place = path ? `${path}.${key}` : key;
    return [{ path: place, schema: option }, ...options(option, place)];
  });
  return items ? [...inner, ...options(items, `${path}[]`)] : inner;
}

/** Every option that a zod schema takes, by the same paths. */
function zodOptions(schema: z.core.$ZodType, path = ''): string[] {
  const { def } = schema._zod as unknown as {
    def: {
      shape?: Record<string, z.core.$ZodType>;
      innerType?: z.core.$ZodType;
      element?: z.core.$ZodType;
    };
  };
  if (def.innerType) return zodOptions(def.innerType, path);
  if (def.element) return zodOptions(def.element, `${path}[]`);
  return Object.entries(def.shape ?? {}).flatMap(([key, option]) => {
    const place = path ? `${path}.${key}` : key;
    return [place, ...zodOptions(option, place)];
  });
}

for (const jobType of jobTypes) {
  describe(`the JSON Schema of ${jobType} files`, () => {
    it('is the one that is made from the protocol (node out/test/support/schemas/make.js)', () => {
      assert.equal(readFileSync(schemaPath(jobType), 'utf8'), schemaText(jobType));
    });

    it('has every option of the protocol and of the API', () => {
      const there = new Set(options(configurationSchema(jobType)).map(({ path }) => path));
      const ours = zodOptions(parameterSchemas[jobType]);
      assert.ok(ours.length >= 9);
      for (const path of [...ours, ...apiOptions(jobType)]) assert.ok(there.has(path), path);
    });

    it('explains every option in a sentence, and every value that is not plain', () => {
      for (const { path, schema } of options(configurationSchema(jobType))) {
        assert.match(String(schema['markdownDescription']), /^[A-Z].*[.)]$/s, path);
        const values = [schema, schema['items'] as Schema | undefined].find(each => each?.['enum']);
        if (!values || /languages|webhook_events/.test(path)) continue;
        const words = values['enumDescriptions'] as unknown[] | undefined;
        assert.equal(words?.length, (values['enum'] as unknown[]).length, path);
        for (const word of words ?? []) assert.match(String(word), /\.$|\)$/, path);
      }
    });

    it('refuses options that nobody knows, at the top and inside', () => {
      const valid = new Ajv({ strict: false }).compile(configurationSchema(jobType));
      assert.ok(valid(least[jobType]), JSON.stringify(valid.errors));
      assert.ok(!valid({ ...least[jobType], newest: true }));
    });
  });
}

describe('the words of the schemas', () => {
  it('are all used', () => {
    for (const jobType of jobTypes) configurationSchema(jobType);
    const all = [...Object.keys(descriptions), ...Object.keys(valueDescriptions)];
    assert.deepEqual(
      all.filter(key => !usedWords.has(key)),
      [],
    );
  });
});

describe('the JSON Schemas and the protocol', () => {
  const ajv = new Ajv({ strict: false });
  const compiled = {
    parse_v2: ajv.compile(configurationSchema('parse_v2')),
    extract_v2: ajv.compile(configurationSchema('extract_v2')),
    classify_v2: ajv.compile(configurationSchema('classify_v2')),
  };

  const samples: [jobType: RunJobType, good: boolean, options: object][] = [
    ['parse_v2', true, {}],
    ['parse_v2', true, { name: 'n', $schema: 'x', version: '2026-06-15' }],
    ['parse_v2', false, { tier: 'fats' }],
    ['parse_v2', false, { version: 'newest' }],
    ['parse_v2', true, { page_ranges: { max_pages: null, target_pages: '1, 3,5-8' } }],
    ['parse_v2', false, { page_ranges: { target_pages: 'first' } }],
    ['parse_v2', false, { page_ranges: { max_pages: 0 } }],
    ['parse_v2', true, { agentic_options: { custom_prompt: 'p' }, fast_options: null }],
    ['parse_v2', false, { fast_options: {} }],
    ['parse_v2', true, { tier: 'fast', fast_options: {} }],
    ['parse_v2', false, { tier: 'fast', agentic_options: {} }],
    ['parse_v2', true, { tier: 'fast', agentic_options: null }],
    ['parse_v2', true, { processing_options: { cost_optimizer: { enable: true } } }],
    ['parse_v2', false, { tier: 'cost_effective', processing_options: { cost_optimizer: { enable: true } } }],
    ['parse_v2', true, { tier: 'cost_effective', processing_options: { cost_optimizer: { enable: false } } }],
    ['parse_v2', false, { tier: 'fast', processing_options: { forms: 'enrich' } }],
    ['parse_v2', true, { tier: 'fast', processing_options: { forms: 'default' } }],
    ['parse_v2', false, { processing_options: { ocr_parameters: { languages: ['xx'] } } }],
    ['parse_v2', true, { processing_options: { ocr_parameters: { languages: ['en', 'de'] } } }],
    ['parse_v2', true, { processing_options: { confidence_score_effort: null } }],
    ['parse_v2', false, { processing_options: { confidence_score_effort: 'low' } }],
    ['parse_v2', true, rule({ page_contains_at_least_n_tables: '3', trigger_mode: 'or' })],
    ['parse_v2', false, rule({ page_contains_at_least_n_tables: true })],
    ['parse_v2', false, rule({ unheard_of: 1 })],
    ['parse_v2', false, { crop_box: { top: 2 } }],
    ['parse_v2', false, { processing_control: { timeouts: { base_in_seconds: 7201 } } }],
    [
      'parse_v2',
      false,
      { processing_control: { job_failure_conditions: { allowed_page_failure_ratio: 0 } } },
    ],
    [
      'parse_v2',
      true,
      { webhook_configurations: [{ webhook_url: 'https://x.test', webhook_events: ['parse.success'] }] },
    ],
    ['parse_v2', false, { webhook_configurations: [{ webhook_url: 'ftp://x.test' }] }],
    ['parse_v2', false, { webhook_configuration_ids: ['1', '2', '3', '4', '5'] }],
    ['extract_v2', true, {}],
    ['extract_v2', true, { tier: 'turbo', parse_tier: null }],
    ['extract_v2', false, { tier: 'turbo', parse_tier: 'fast' }],
    ['extract_v2', false, { tier: 'turbo', parse_config_id: 'cfg-1' }],
    ['extract_v2', false, { spreadsheet_mode: true }],
    ['extract_v2', true, { tier: 'agentic_plus', spreadsheet_mode: true, sheet_names: ['a'] }],
    ['extract_v2', false, { tier: 'agentic_plus', spreadsheet_mode: true, cite_sources: true }],
    ['extract_v2', false, { tier: 'agentic_plus', spreadsheet_mode: true, confidence_scores: true }],
    ['extract_v2', false, { extraction_target: 'per_word' }],
    ['extract_v2', false, { data_schema: [] }],
    ['extract_v2', false, { max_pages: 1.5 }],
    ['classify_v2', true, {}],
    ['classify_v2', false, { rules: [] }],
    ['classify_v2', false, { rules: [{ type: 'invoice', description: 'too short' }] }],
    ['classify_v2', false, { rules: [{ type: '', description: 'A bill with an amount due.' }] }],
    ['classify_v2', false, { mode: 'MULTIMODAL' }],
    ['classify_v2', true, { mode: 'FAST', parsing_configuration: { lang: 'de', max_pages: 3 } }],
    ['classify_v2', false, { parsing_configuration: { target_pages: 'first' } }],
  ];
  for (const [jobType, good, given] of samples) {
    it(`${good ? 'take' : 'refuse'} ${jobType} ${JSON.stringify(given)}`, () => {
      const file = { ...least[jobType], ...given };
      const { $schema: _, name: __, ...parameters } = file as Record<string, unknown>;
      const travels = { version: 'latest', ...parameters, product_type: jobType };
      assert.equal(parameterSchemas[jobType].safeParse(travels).success, good, 'zod');
      assert.equal(compiled[jobType](file), good, JSON.stringify(compiled[jobType].errors));
    });
  }

  it('a data schema is checked as the JSON Schema that it is', () => {
    const wrong = { data_schema: { type: 'object', properties: { total: { type: 'nummer' } } } };
    assert.ok(!compiled.extract_v2(wrong));
  });

  function rule(options: object) {
    return { processing_options: { auto_mode_configuration: [{ parsing_conf: {}, ...options }] } };
  }
});

const least: Record<RunJobType, object> = {
  parse_v2: { tier: 'agentic' },
  extract_v2: { data_schema: { type: 'object', properties: { total: { type: 'number' } } } },
  classify_v2: { rules: [{ type: 'invoice', description: 'A bill with an amount due.' }] },
};

const apiNames: Record<RunJobType, string> = {
  parse_v2: 'ParseV2Parameters',
  extract_v2: 'ExtractV2Parameters',
  classify_v2: 'ClassifyV2Parameters',
};

/** Every option of the API's own document, by the same paths. */
function apiOptions(jobType: RunJobType): string[] {
  return documented({ $ref: `#/$defs/${apiNames[jobType]}` }, '');
}

function documented(schema: ApiSchema, path: string): string[] {
  if (schema.$ref) return documented(definition(schema.$ref), path);
  const { properties = {}, items, anyOf = [] } = schema;
  const inner = Object.entries(properties).flatMap(([key, option]) => {
    const place = path ? `${path}.${key}` : key;
    return [place, ...documented(option, place)];
  });
  const branches = anyOf.flatMap(branch => documented(branch, path));
  return [...inner, ...branches, ...(items ? documented(items, `${path}[]`) : [])];
}
