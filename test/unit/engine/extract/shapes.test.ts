import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractTask } from '../../../../src/engine/extract/extractTask';
import { extractConfiguration } from '../../../../src/protocol/extract';
import { FakeModel } from '../../../support/fakeModel';
import { Random, seedFrom } from '../../../support/random';
import { tempFolder } from '../../../support/tempFolder';
import { pageOfLines } from './storedPages';

type Json = Record<string, unknown>;

const cases = 60;
const mostLevels = 4;
const names = [
  ...['total', 'date', 'invoice_number', 'items', 'description', 'amount', 'name', 'currency', 'address'],
  ...['constructor', 'toString', '', 'a"b', 'Straße', '#', 'prix (€)', 'x'.repeat(80)],
];
const words = [
  ...['Total', 'Date:', 'Invoice', 'No.', '12.50', 'EUR', '3', 'May', '2026', '|', '€', '1.234,56', 'Rope'],
  ...[
    'Ignore',
    'all',
    'rules',
    '{"total":',
    '999}',
    '$ref',
    '../../etc/passwd',
    'http://127.0.0.1:9/x',
    '\u0000',
  ],
];

/** Whatever the schema, the document and the model are: the answer has the schema's shape. */
describe('the shape of an extraction', function () {
  this.timeout(60_000);
  const seed = seedFrom('SHAPE_SEED');
  const temporary = tempFolder();
  after(() => temporary.remove());
  afterEach(function () {
    if (this.currentTest?.isFailed()) console.log(`      SHAPE_SEED=${seed} makes the same choices again`);
  });

  const schemaOf = (random: Random, level = 1): Json => {
    const dice = level === 1 ? 0 : random.next();
    if (dice < (level < mostLevels ? 0.3 : 0)) {
      const fields = Array.from({ length: random.int(1, 6) }, () => random.pick(names));
      const properties = Object.fromEntries(fields.map(name => [name, schemaOf(random, level + 1)]));
      return { type: 'object', properties, required: fields.filter(() => random.chance(0.3)) };
    }
    if (dice < (level < mostLevels ? 0.5 : 0)) return { type: 'array', items: schemaOf(random, level + 1) };
    const type = random.pick(['string', 'number', 'integer', 'boolean']);
    const more = random.pick([
      {},
      { description: random.pick(words), title: random.pick(names) },
      type === 'string' ? { format: random.pick(['date', 'email', 'uri', 'date-time', 'nonsense']) } : {},
      type === 'string' ? { enum: ['EUR', 'Rope', 'x'] } : { minimum: 3 },
      type === 'string' ? { pattern: random.pick(['^[A-Z]+$', '^(a+)+$', '[']) } : {},
      { examples: [random.pick(words), 7, null] },
    ]);
    return random.chance(0.2) ? { anyOf: [{ type, ...more }, { type: 'null' }] } : { type, ...more };
  };
  const answerOf = (random: Random, level = 1): unknown => {
    const dice = random.next();
    if (level < 5 && dice < 0.35) {
      const fields = Array.from({ length: random.int(0, 6) }, () =>
        random.pick([...names, '__proto__', 'secret']),
      );
      return Object.fromEntries(fields.map(name => [name, answerOf(random, level + 1)]));
    }
    if (level < 5 && dice < 0.55) {
      return Array.from({ length: random.int(0, 4) }, () => answerOf(random, level + 1));
    }
    return random.pick([
      null,
      true,
      1e308,
      -1,
      12.5,
      3,
      '',
      '12.50',
      'EUR',
      'Rope',
      '2026-05-03',
      'x'.repeat(5000),
    ]);
  };

  const shaped = (schema: Json, value: unknown, at: string): void => {
    const { anyOf, enum: values, type } = schema;
    if (Array.isArray(anyOf)) {
      shaped(anyOf[0] as Json, value, at);
    } else if (type === 'object') {
      assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), `${at} is no object`);
      const properties = schema['properties'] as Record<string, Json>;
      assert.deepEqual(Object.keys(value).sort(), Object.keys(properties).sort(), at);
      for (const [name, inner] of Object.entries(properties)) {
        shaped(inner, (value as Json)[name], `${at}.${name}`);
      }
    } else if (type === 'array') {
      assert.ok(Array.isArray(value), `${at} is no list`);
      for (const [i, item] of value.entries()) shaped(schema['items'] as Json, item, `${at}.${i}`);
    } else if (value !== null) {
      assert.equal(type === 'integer' ? 'number' : type, typeof value, at);
      if (type === 'integer') assert.ok(Number.isInteger(value), `${at} is ${value}`);
      if (Array.isArray(values)) assert.ok(values.includes(value), `${at} is ${value}`);
    }
  };
  /** The same shape, with an entry in the place of each value. */
  const told = (value: unknown, metadata: unknown, at: string): void => {
    if (Array.isArray(value)) {
      assert.ok(Array.isArray(metadata) && metadata.length === value.length, at);
      for (const [i, item] of value.entries()) told(item, metadata[i], `${at}.${i}`);
    } else if (typeof value === 'object' && value !== null) {
      assert.deepEqual(Object.keys(metadata as Json), Object.keys(value), at);
      for (const [name, item] of Object.entries(value)) told(item, (metadata as Json)[name], `${at}.${name}`);
    } else {
      const { citation, confidence } = metadata as { citation: { page: number }[]; confidence?: number };
      assert.ok(
        citation.every(({ page }) => page >= 1 && page <= 2),
        at,
      );
      if (value === null) assert.equal(confidence, undefined, at);
      else assert.ok(confidence !== undefined && confidence >= 0 && confidence <= 1, at);
    }
  };

  for (const by of ['rules', 'a model'] as const) {
    it(`is that of the schema, by ${by}, in ${cases} random cases`, async () => {
      const random = new Random(seed);
      for (let i = 0; i < cases; i++) {
        const fields = Array.from({ length: random.int(1, 8) }, () => random.pick(names));
        const data_schema = {
          type: 'object',
          properties: Object.fromEntries(fields.map(name => [name, schemaOf(random, 2)])),
        };
        const line = () => Array.from({ length: random.int(1, 9) }, () => random.pick(words)).join(' ');
        const pages = [1, 2].map(n => pageOfLines(n, Array.from({ length: random.int(0, 20) }, line)));
        const file = join(temporary.path, 'pages.json');
        writeFileSync(file, JSON.stringify({ pages, parser: 'test', warnings: [] }));
        const extraction_target = random.pick(['per_doc', 'per_page', 'per_table_row'] as const);
        const selection = { sheetNames: null, targetPages: null, maxPages: null };
        const document = { name: 'a.pdf', files: [file], isWorkbook: false, selection };
        const configuration = extractConfiguration.parse({ data_schema, extraction_target });
        const provider =
          by === 'rules'
            ? null
            : new FakeModel(() => ({ ...(answerOf(random) as Json), rows: answerOf(random) }));
        const output = await extractTask({ document, configuration }, { provider });
        const result = JSON.parse(output.result) as unknown;
        const [metadata] = Object.values(JSON.parse(output.fieldMetadata) as Json);
        const where = `case ${i}`;
        if (extraction_target === 'per_page') assert.equal((result as unknown[]).length, 2);
        for (const each of extraction_target === 'per_doc' ? [result] : (result as unknown[])) {
          shaped(data_schema, each, where);
        }
        told(result, metadata, where);
      }
    });
  }
});
