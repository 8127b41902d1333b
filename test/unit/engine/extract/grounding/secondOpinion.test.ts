import assert from 'node:assert/strict';
import { secondOpinion } from '../../../../../src/engine/extract/grounding/secondOpinion';
import type { Filled, FilledObject, Scalar } from '../../../../../src/engine/extract/types';

const told = (value: Scalar | null, confidence: number): Filled => ({
  kind: 'scalar',
  value,
  confidence,
  spots: [],
});
const object = (fields: Record<string, Filled>): FilledObject => ({ kind: 'object', fields });

describe('what the rules say to the value of a model', () => {
  const weighed = (model: Scalar | null, rules: Scalar | null, sureness = 0.9) => {
    const { x } = secondOpinion(
      object({ x: told(model, 0.95) }),
      object({ x: told(rules, sureness) }),
    ).fields;
    assert.ok(x?.kind === 'scalar');
    assert.equal(x.value, model);
    return [x.confidence, x.note];
  };

  for (const [model, rules] of [
    [12.5, 12.5],
    [-12.5, 12.5],
    ['Müller GmbH', 'Muller GmbH, Berlin'],
    ['DE89 3704', 'DE893704'],
    [true, true],
  ] as const) {
    it(`makes ${model} surer where it is ${rules}`, () =>
      assert.deepEqual(weighed(model, rules), [0.97, undefined]));
  }

  it('makes it doubtful where it is something else, and is told', () => {
    assert.deepEqual(weighed(12.5, 10), [0.6, 'By the labels of the document the value is 10.']);
    assert.deepEqual(weighed('Ann', 'Anna'), [0.6, 'By the labels of the document the value is "Anna".']);
  });

  it('counts for nothing where they are not sure, or there is none', () => {
    assert.deepEqual(weighed(12.5, 10, 0.7), [0.95, undefined]);
    assert.deepEqual(weighed(12.5, null), [0.95, undefined]);
    assert.deepEqual(weighed(null, 12.5), [0.95, undefined]);
  });

  it('is taken for objects within objects, and not for lists', () => {
    const list = { kind: 'array' as const, items: [told(1, 0.9)] };
    const model = object({ o: object({ x: told(1, 0.9) }), l: list });
    const rules = object({ o: object({ x: told(2, 0.9) }), l: { kind: 'array', items: [told(2, 0.9)] } });
    const { o, l } = secondOpinion(model, rules).fields;
    assert.ok(o?.kind === 'object' && o.fields['x']?.kind === 'scalar');
    assert.equal(o.fields['x'].confidence, 0.6);
    assert.deepEqual(l, list);
  });
});
