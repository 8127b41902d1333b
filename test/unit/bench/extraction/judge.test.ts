import assert from 'node:assert/strict';
import type { Filled, JsonObject } from '../../../../src/engine/extract/types';
import { filledOf } from '../../../bench/extraction/filledOf';
import { type Judgement, judge } from '../../../bench/extraction/judge';

const text = { type: 'string' };
const number = { type: ['number', 'null'] };
const schemaOf = (properties: object): JsonObject => ({ type: 'object', properties });
const told = (value: unknown): Filled => filledOf(value, null);

/** Path and verdict of each judgement. */
const verdicts = (judgements: readonly Judgement[]): string[] =>
  judgements.map(({ path, verdict }) => `${path} ${verdict}`);

describe('judge', () => {
  it('tells what is right, wrong, missed, invented and empty', () => {
    const schema = schemaOf({ a: text, b: text, c: text, d: text, e: text });
    const gold = { a: 'x', b: 'x', c: 'x', d: null };
    assert.deepEqual(verdicts(judge(schema, gold, told({ a: 'X', b: 'y', c: null, d: 'z', e: null }))), [
      'a right',
      'b wrong',
      'c missed',
      'd invented',
      'e empty',
    ]);
  });

  it('takes all that the gold leaves open', () => {
    const schema = schemaOf({ a: text, b: text, c: text });
    const gold = { a: { $any: ['x', 'y'] }, b: { $any: ['x', null] }, c: { $any: ['x', null] } };
    assert.deepEqual(verdicts(judge(schema, gold, told({ a: 'y', b: null, c: 'z' }))), [
      'a right',
      'b empty',
      'c wrong',
    ]);
  });

  it('goes into objects, told or not, and reads null out of alternatives', () => {
    const party = { anyOf: [schemaOf({ name: text, city: text }), { type: 'null' }] };
    const judged = judge(schemaOf({ from: party, to: party }), { from: { name: 'x' } }, told({ from: null }));
    assert.deepEqual(verdicts(judged), [
      'from.name missed',
      'from.city empty',
      'to.name empty',
      'to.city empty',
    ]);
    assert.ok(judged.every(({ group }) => group === 'field'));
  });

  it('finds the values of a list wherever they stand', () => {
    const schema = schemaOf({ skills: { type: 'array', items: text } });
    const judged = judge(schema, { skills: ['a', 'b', 'c'] }, told({ skills: ['c', 'x', 'a', 'a'] }));
    assert.deepEqual(
      judged.map(({ verdict }) => verdict),
      ['right', 'missed', 'right', 'invented', 'invented'],
    );
    assert.ok(judged.every(({ group }) => group === 'list'));
  });

  const items = schemaOf({ rows: { type: 'array', items: schemaOf({ name: text, price: number }) } });
  const rows = [
    { name: 'rope', price: 3 },
    { name: 'tar', price: 4 },
    { name: 'oakum', price: 5 },
  ];

  it('pairs the rows that go together, though one is missing and one too many', () => {
    const judged = judge(
      items,
      { rows },
      told({
        rows: [
          { name: 'rope', price: 3 },
          { name: 'Subtotal', price: 9 },
          { name: 'oakum', price: 55 },
        ],
      }),
    );
    assert.deepEqual(verdicts(judged), [
      'rows[0].name right',
      'rows[0].price right',
      'rows[1].name missed',
      'rows[1].price missed',
      'rows[2].name invented',
      'rows[2].price invented',
      'rows[3].name right',
      'rows[3].price wrong',
    ]);
  });

  it('counts cells that stay empty, and does not pair rows without a common value', () => {
    const judged = judge(items, { rows: [{ name: 'rope' }] }, told({ rows: [{ name: 'tar', price: null }] }));
    assert.deepEqual(judged.map(({ verdict }) => verdict).sort(), ['empty', 'empty', 'invented', 'missed']);
  });

  it('keeps the order of rows', () => {
    const judged = judge(items, { rows }, told({ rows: [...rows].reverse() }));
    assert.equal(judged.filter(({ verdict }) => verdict === 'right').length, 2);
  });

  it('takes nothing told for all missed', () => {
    const judged = judge(items, { rows }, undefined);
    assert.ok(judged.length === 6 && judged.every(({ verdict }) => verdict === 'missed'));
  });
});
