import assert from 'node:assert/strict';
import { extractParameters } from '../../../../src/protocol/extract';
import {
  readSchemaFile,
  sampleName,
  schemaText,
  shortName,
} from '../../../../src/runs/configurations/schemaFile';

const schema = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] };
const read = (value: unknown) => readSchemaFile(JSON.stringify(value), 'forms/invoice.schema.json');

describe('a plain JSON Schema as an extraction', () => {
  it('is a configuration of our own name that asks for all that helps to check the values', () => {
    const { name, parameters } = read({ $schema: 'x', $id: 'y', ...schema });
    assert.equal(name, 'Llama Batches: forms/invoice');
    assert.deepEqual(parameters, {
      ...{ product_type: 'extract_v2', tier: 'cost_effective', version: 'latest' },
      ...{ cite_sources: true, confidence_scores: true, data_schema: schema },
    });
    assert.ok(extractParameters.safeParse(parameters).success);
    assert.equal(shortName(name), 'forms/invoice');
    assert.equal(shortName('Mine'), 'Mine');
  });

  it('may be a reference into itself', () => {
    const written = { $ref: '#/definitions/I', definitions: { I: schema } };
    assert.deepEqual(read(written).parameters['data_schema'], written);
  });

  it('says what is wrong with it', () => {
    for (const [value, sentence] of [
      [[], /must be an object/],
      [{ type: 'array' }, /^type: must be object/],
      [{ type: 'object', properties: {} }, /names no fields/],
      [{ title: 'other' }, /names no fields/],
      [{ properties: [] }, /^properties: /],
    ] as const)
      assert.throws(() => read(value), { message: sentence });
    assert.throws(() => readSchemaFile('{', 'a.schema.json'), { message: /^It is not JSON/ });
  });

  it('that a server made is checked by the editor, and is the same again when it is read', () => {
    const text = schemaText({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema });
    assert.equal(JSON.parse(text).$schema, 'http://json-schema.org/draft-07/schema#');
    assert.deepEqual(readSchemaFile(text, 'a.schema.json').parameters['data_schema'], schema);
  });

  it('is named after its sample as far as names of files go', () => {
    assert.equal(sampleName('/a/Rechnung März.v2.pdf'), 'Rechnung März.v2');
    assert.equal(sampleName('/a/x:y*z?.png'), 'x_y_z_');
    assert.equal(sampleName('/a/.env'), 'env');
    assert.equal(sampleName('/a/...'), 'extraction');
    assert.equal(sampleName(`/a/${'n'.repeat(200)}.pdf`).length, 100);
  });
});
