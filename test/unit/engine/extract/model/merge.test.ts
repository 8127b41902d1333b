import assert from 'node:assert/strict';
import { mergePieces } from '../../../../../src/engine/extract/model/merge';
import { resultOf } from '../../../../../src/engine/extract/output/resultOf';
import type { Filled, FilledObject, Scalar } from '../../../../../src/engine/extract/types';

const told = (value: Scalar | null, confidence = 0.9, note?: string): Filled => ({
  ...{ kind: 'scalar', value, confidence: value === null ? 0 : confidence, spots: [] },
  ...(note === undefined ? {} : { note }),
});
const object = (fields: Record<string, Filled>): FilledObject => ({ kind: 'object', fields });
const list = (...items: Filled[]): Filled => ({ kind: 'array', items });
const row = (name: string, count: number) => object({ name: told(name), count: told(count) });

describe('the values of a document’s chunks', () => {
  const merged = (overlaps: boolean, first: Filled, ...rest: Filled[]) => {
    const piece = (filled: Filled) => ({ filled: object({ x: filled }), overlaps });
    const { x } = mergePieces([piece(first), ...rest.map(piece)]).fields;
    return x ?? assert.fail();
  };
  const result = (overlaps: boolean, first: Filled, ...rest: Filled[]) =>
    resultOf(merged(overlaps, first, ...rest));

  it('are the surest of each scalar, of equally sure ones the first', () => {
    assert.equal(result(false, told(1, 0.6), told(2, 0.9), told(3, 0.9)), 2);
    assert.equal(result(false, told(null), told(2, 0.1)), 2);
    assert.equal(result(false, told(1, 0.1), told(null)), 1);
  });

  it('keep why there is none', () => {
    const none = merged(false, told(null), told(null, 0, 'It must be a date.'), told(null));
    assert.equal(none.kind === 'scalar' && none.note, 'It must be a date.');
  });

  it('are merged field by field in objects', () => {
    const one = object({ a: told(1, 0.9), b: told(null) });
    const other = object({ a: told(2, 0.3), b: told(3) });
    assert.deepEqual(result(false, one, other), { a: 1, b: 3 });
  });

  it('are all items of lists, also those that are alike on different pages', () => {
    const [a, b] = [row('a', 1), row('b', 2)];
    assert.equal((result(false, list(a, b), list(b, a)) as unknown[]).length, 4);
  });

  it('leave out the items that two chunks have both read at their border, and no others', () => {
    const [a, b, c] = [row('a', 1), row('b', 2), row('c', 3)];
    const names = (...lists: [Filled, ...Filled[]]) =>
      (result(true, ...lists) as { name: string }[]).map(({ name }) => name).join('');
    assert.equal(names(list(a, b), list(b, c)), 'abc');
    assert.equal(names(list(a, b, b), list(b, b, c)), 'abbc');
    assert.equal(names(list(a, b), list(a, c)), 'abac');
    assert.equal(names(list(a), list(b), list(b, a)), 'aba');
    assert.equal(names(list(), list(a)), 'a');
  });

  it('are each once in lists of texts', () => {
    assert.deepEqual(result(false, list(told('a'), told('b')), list(told('b'), told('c'))), ['a', 'b', 'c']);
  });
});
