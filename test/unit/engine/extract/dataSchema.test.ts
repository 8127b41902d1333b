import assert from 'node:assert/strict';
import { normalizeDataSchema, schemaLimits } from '../../../../src/engine/extract/dataSchema';

type Schema = Record<string, unknown>;

const object = (properties: Schema, more: Schema = {}) => ({ type: 'object', properties, ...more });
const text = { type: 'string' };

/** An object inside an object, `levels` deep. */
const nested = (levels: number): Schema =>
  levels === 1 ? object({ leaf: text }) : object({ inner: nested(levels - 1) });

const wide = (count: number) =>
  object(Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, text])));

const refused = (schema: Schema, sentence: RegExp) =>
  assert.throws(
    () => normalizeDataSchema(schema),
    (error: Error & { status?: number }) => {
      assert.equal(error.status, 400);
      assert.match(error.message, /^schema_validation: /);
      assert.match(error.message, sentence);
      return true;
    },
  );

describe('a data schema', () => {
  it('keeps what describes fields, in its order', () => {
    const schema = object(
      {
        z: { anyOf: [text, { type: 'null' }], description: 'd' },
        a: { type: ['number', 'null', 'number'], enum: [1, null] },
        list: { type: 'array', items: object({ n: { type: 'integer', minimum: 0 } }) },
      },
      { required: ['a', 'z', 'a', 'gone'], additionalProperties: false },
    );
    const normal = normalizeDataSchema({ $schema: 'https://json-schema.org/draft/2020-12', ...schema });
    assert.deepEqual(Object.keys(normal), ['type', 'properties', 'required', 'additionalProperties']);
    assert.deepEqual(Object.keys(normal['properties'] as Schema), ['z', 'a', 'list']);
    assert.deepEqual(normal['required'], ['z', 'a']);
    assert.deepEqual((normal['properties'] as Record<string, Schema>)['a']?.['type'], ['number', 'null']);
    assert.deepEqual(normalizeDataSchema(normal), normal);
  });

  it('gives the root its type', () => {
    assert.equal(normalizeDataSchema({ properties: { a: text } })['type'], 'object');
  });

  it('writes references out where they are used', () => {
    const normal = normalizeDataSchema({
      ...object({ from: { $ref: '#/$defs/Address' }, to: { $ref: '#/$defs/Address', description: 'to' } }),
      $defs: { Address: object({ city: { $ref: '#/$defs/City' } }), City: text },
    });
    assert.deepEqual(
      normal,
      object({
        from: object({ city: text }),
        to: object({ city: text }, { description: 'to' }),
      }),
    );
  });

  it('takes exactly the limits of the API', () => {
    normalizeDataSchema(nested(schemaLimits.levels));
    refused(nested(schemaLimits.levels + 1), /deeper than 7 levels/);
    normalizeDataSchema(wide(schemaLimits.properties));
    refused(wide(schemaLimits.properties + 1), /more than 5,000 properties/);
    const described = (length: number) => object({ ab: { ...text, description: 'd'.repeat(length) } });
    normalizeDataSchema(described(schemaLimits.stringCharacters - 2));
    refused(described(schemaLimits.stringCharacters - 1), /more than 120,000 characters/);
    refused(
      object({ a: { ...text, description: 'd'.repeat(schemaLimits.rawCharacters) } }),
      /longer than 150,000/,
    );
  });

  it('refuses what is no schema of an object, and says where', () => {
    refused({}, /must have properties/);
    refused({ type: 'array', items: text }, /must be of type object/);
    refused(object({}), /must have properties/);
    refused(object({ a: 'string' }), /data_schema\.properties\.a must be a schema object/);
    refused(object({ a: { type: 'text' } }), /properties\.a\.type must be one of/);
    refused(object({ a: { type: [] } }), /properties\.a\.type/);
    refused(object({ a: { type: 'array', items: [text] } }), /properties\.a\.items must be a schema object/);
    refused(object({ a: { enum: [] } }), /properties\.a\.enum must be a list/);
    refused(object({ a: { anyOf: {} } }), /properties\.a\.anyOf must be a list/);
    refused(object({ a: text }, { required: 'a' }), /required must be a list/);
    refused({ properties: [] }, /properties must be an object/);
  });

  it('refuses references that lead nowhere, outside or in a circle', () => {
    const refer = ($ref: unknown, $defs: Schema = {}) => ({ ...object({ a: { $ref } }), $defs });
    refused(refer('#/$defs/Missing'), /must name a definition/);
    refused(refer('https://example.com/schema.json'), /must name a definition/);
    refused(refer('#/$defs/constructor'), /must name a definition/);
    refused(refer(7), /must name a definition/);
    const node = object({ next: { $ref: '#/$defs/Node' } });
    refused(refer('#/$defs/Node', { Node: node }), /refers to itself \(Node\)/);
  });

  it('is not overwhelmed by references, depth or repetition', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `d${i}`,
        { anyOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] },
      ]),
    );
    refused({ ...object({ a: { $ref: '#/$defs/d0' } }), $defs: { ...doubling, d30: text } }, /too large/);
    const chain = Object.fromEntries(
      Array.from({ length: 2000 }, (_, i) => [`d${i}`, { items: { $ref: `#/$defs/d${i + 1}` } }]),
    );
    refused({ ...object({ a: { $ref: '#/$defs/d0' } }), $defs: { ...chain, d2000: text } }, /too large/);
    const deep = JSON.parse(`${'{"items":'.repeat(100_000)}{}${'}'.repeat(100_000)}`);
    refused(object({ a: deep }), /nested too deeply/);
    const numbers = { enum: Array.from({ length: 20_000 }, (_, i) => i) };
    const many = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`p${i}`, { $ref: '#/$defs/N' }]));
    refused({ ...object(many), $defs: { N: numbers } }, /more than 120,000 characters/);
  });
});
