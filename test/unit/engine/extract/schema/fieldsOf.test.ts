import assert from 'node:assert/strict';
import { normalizeDataSchema } from '../../../../../src/engine/extract/dataSchema';
import { fieldsOf } from '../../../../../src/engine/extract/schema/fieldsOf';
import type { Field, JsonObject } from '../../../../../src/engine/extract/types';

function only(property: JsonObject, required: string[] = []): Field {
  const schema = normalizeDataSchema({ type: 'object', properties: { it: property }, required });
  const [field] = fieldsOf(schema).fields;
  assert.ok(field);
  return field;
}

describe('fieldsOf', () => {
  it('tells what a property says of itself', () => {
    const field = only(
      {
        type: 'string',
        title: 'Due',
        description: 'When',
        format: 'date',
        pattern: '^2',
        examples: ['a'],
        default: 'b',
      },
      ['it'],
    );
    assert.equal(field.kind, 'scalar');
    assert.deepEqual(
      { ...field, schema: null },
      {
        kind: 'scalar',
        name: 'it',
        title: 'Due',
        description: 'When',
        nullable: false,
        required: true,
        examples: ['a', 'b'],
        schema: null,
        type: 'string',
        format: 'date',
        enum: null,
        pattern: '^2',
      },
    );
  });

  it('folds null into nullable, however it is said', () => {
    for (const property of [
      { type: ['number', 'null'] },
      { type: ['null', 'number'] },
      { anyOf: [{ type: 'number' }, { type: 'null' }] },
      { oneOf: [{ type: 'null' }, { type: 'number' }] },
      { type: 'number', nullable: true },
    ]) {
      const field = only(property);
      assert.equal(field.nullable, true, JSON.stringify(property));
      assert.ok(field.kind === 'scalar' && field.type === 'number', JSON.stringify(property));
    }
  });

  it('keeps the values of enums and constants, of several alternatives too', () => {
    const values = (property: JsonObject): unknown => {
      const field = only(property);
      return field.kind === 'scalar' ? [field.type, field.enum] : field.kind;
    };
    assert.deepEqual(values({ enum: ['a', 'b', null] }), ['string', ['a', 'b']]);
    assert.deepEqual(values({ enum: [1, 2] }), ['number', [1, 2]]);
    assert.deepEqual(values({ const: true }), ['boolean', [true]]);
    assert.deepEqual(values({ oneOf: [{ const: 'x' }, { const: 'y' }] }), ['string', ['x', 'y']]);
  });

  it('reads objects and arrays at any depth', () => {
    const field = only({ items: { properties: { a: { items: { type: 'integer' } } }, required: ['a'] } });
    assert.equal(field.kind, 'array');
    assert.ok(field.kind === 'array' && field.items.kind === 'object');
    const [inner] = field.items.fields;
    assert.ok(inner?.kind === 'array' && inner.items.kind === 'scalar');
    assert.deepEqual([inner.name, inner.required, inner.items.type], ['a', true, 'integer']);
  });

  it('puts together what allOf and alternatives of objects say', () => {
    const field = only({
      allOf: [{ type: 'object', properties: { a: { type: 'string' } } }],
      anyOf: [
        { type: 'object', properties: { b: { type: 'string' } }, required: ['b'] },
        { type: 'object', properties: { c: { type: 'string' } } },
      ],
    });
    assert.ok(field.kind === 'object');
    assert.deepEqual(field.fields.map(each => each.name).sort(), ['a', 'b', 'c']);
    assert.ok(field.fields.every(each => !each.required));
  });

  it('takes what it cannot understand for a string, and odd names as they are', () => {
    const odd = fieldsOf(
      normalizeDataSchema(JSON.parse('{"properties":{"__proto__":{},"x":{"items":{"type":"null"}}}}')),
    );
    assert.deepEqual(
      odd.fields.map(field => [field.name, field.kind]),
      [
        ['__proto__', 'scalar'],
        ['x', 'array'],
      ],
    );
  });
});
