import assert from 'node:assert/strict';
import { readAnswer } from '../../../../../src/engine/extract/model/readAnswer';
import type { JsonObject } from '../../../../../src/engine/extract/types';
import { fields } from '../grounding/documents';

describe('an answer of a model', () => {
  const read = (properties: JsonObject, answer: unknown) =>
    readAnswer(fields(properties), typeof answer === 'string' ? answer : JSON.stringify(answer));
  const taken = (properties: JsonObject, answer: unknown) => read(properties, answer).value?.value;

  for (const [type, given, value] of [
    ['number', '1,234.50', 1234.5],
    ['number', '-12', -12],
    ['number', '€ 1.234,50', 1234.5],
    ['number', '12,50 EUR', 12.5],
    ['number', '1,234', null],
    ['number', '12 %', null],
    ['number', 'twelve', null],
    ['number', {}, null],
    ['number', true, null],
    ['integer', '7', 7],
    ['integer', 7.5, null],
    ['boolean', 'yes', true],
    ['boolean', 'False', false],
    ['boolean', 0, null],
    ['string', 12, '12'],
    ['string', ' x ', 'x'],
    ['string', 'null', null],
    ['string', 'Not specified', null],
    ['string', 'None of them', 'None of them'],
    ['string', ['x'], null],
  ] as const) {
    it(`gives ${JSON.stringify(value)} for the ${type} ${JSON.stringify(given)}`, () => {
      assert.deepEqual(taken({ x: { type } }, { x: given }), { x: value });
    });
  }

  it('keeps a value that is one of the schema, though it says nothing elsewhere', () => {
    assert.deepEqual(taken({ x: { enum: ['none', 'some'] } }, { x: 'None' }), { x: 'none' });
    assert.deepEqual(read({ x: { enum: ['a', 'b'] } }, { x: 'c' }).problems, [
      'x: must be one of the values of its enum, or null',
    ]);
    assert.deepEqual(taken({ x: { enum: [1, 2] } }, { x: '2' }), { x: 2 });
  });

  it('has lists without what says nothing', () => {
    const items = { type: 'object', properties: { a: { type: 'string' } } };
    const properties = { l: { type: 'array', items }, s: { type: 'array', items: { type: 'string' } } };
    const answer = { l: [{ a: null }, null, {}, { a: 'x' }], s: 'one' };
    assert.deepEqual(taken(properties, answer), { l: [{ a: 'x' }], s: ['one'] });
    assert.deepEqual(taken(properties, { l: null }), { l: [], s: [] });
  });

  it('names what is wrong by its place, and has null there', () => {
    const items = {
      type: 'object',
      properties: { d: { type: 'string', format: 'date' }, n: { type: 'number', maximum: 9 } },
    };
    const { value, problems } = read(
      { l: { type: 'array', items }, t: { type: 'array', items: { type: 'string', maxLength: 2 } } },
      {
        l: [
          { d: '2024-02-30', n: 10 },
          { d: '2024-02-03', n: 1 },
        ],
        t: ['ab', 'abc'],
      },
    );
    assert.deepEqual(problems, [
      'l.0.d: must match format "date"',
      'l.0.n: must be <= 9',
      't.1: must NOT have more than 2 characters',
    ]);
    assert.deepEqual(value?.value, {
      l: [
        { d: null, n: null },
        { d: '2024-02-03', n: 1 },
      ],
      t: ['ab', null],
    });
  });

  it('may lack what the schema requires: null is right where the document says nothing', () => {
    const properties = { a: { type: 'string', minLength: 3 }, l: { type: 'array', minItems: 2, items: {} } };
    assert.deepEqual(read(properties, { a: null }).problems, []);
  });

  it('can bring in nothing that the schema does not have', () => {
    const answer = '{"__proto__": {"x": 1}, "constructor": "y", "a": {"b": 1, "__proto__": {"c": 2}}}';
    const value = taken({ a: { type: 'object', properties: { b: {}, c: {} } } }, answer);
    assert.deepEqual(value, { a: { b: '1', c: null } });
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  for (const text of ['', 'no', '12', '"x"', 'null', '[1, 2', '{"a": 1,, }']) {
    it(`cannot be read where it is ${text || 'empty'}`, () => {
      assert.equal(read({ a: {} }, text).value, null);
    });
  }

  it('is no worse for being nested without end', () => {
    assert.equal(read({ a: {} }, `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`).problems.length, 1);
  });

  describe('to a hostile schema', () => {
    it('is checked against a catastrophic pattern in no time, which then constrains nothing', () => {
      const began = performance.now();
      const items = { type: 'string', pattern: '^(a+)+$' };
      const { problems } = read({ x: { type: 'array', items } }, { x: Array(50).fill(`${'a'.repeat(40)}!`) });
      assert.deepEqual(problems, []);
      assert.ok(performance.now() - began < 5000);
    }).timeout(10_000);

    for (const [name, schema] of [
      ['a pattern that is none', { pattern: '(' }],
      ['a pattern of another language', { pattern: '^\\_x' }],
      ['keywords of wrong forms', { minLength: 'x', maximum: {}, pattern: 3, multipleOf: 0, format: [] }],
      ['an unknown format', { format: 'no-such-format' }],
      [
        'keywords that change how it is read',
        { $async: true, $id: 'x', id: 'y', $data: 1, nullable: 3, $ref: '#' },
      ],
    ] as const) {
      it(`is read with ${name}`, () => {
        assert.deepEqual(read({ x: { type: 'string', ...schema } }, { x: '_x' }).problems, []);
      });
    }

    it('is read with thousands of properties and values', () => {
      const began = performance.now();
      const names = Array.from({ length: 5000 }, (_, i) => `p${i}`);
      const wide = Object.fromEntries(names.map(name => [name, { type: 'string', pattern: '^x' }]));
      assert.equal(read(wide, { p1: 'y' }).problems.length, 1);
      assert.equal(read({ x: { enum: names } }, { x: 'q' }).problems.length, 1);
      assert.ok(performance.now() - began < 10_000);
    }).timeout(15_000);
  });
});
