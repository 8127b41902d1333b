import assert from 'node:assert/strict';
import { classifiedWords, countTypes, typeCountsWords } from '../../../../src/runs/classify/classified';

const of = (type: string | null, confidence: number | null = 0.9) => ({ classified: { type, confidence } });

describe('types of files', () => {
  it('are counted, the most frequent first, and those without one last', () => {
    const files = [of(null), of('receipt'), of('invoice'), of('invoice'), of(null), {}, { classified: null }];
    const counts = countTypes([...files, of('letter'), of(null)]);
    assert.deepEqual(
      counts.map(({ type, files: n }) => [type, n]),
      [
        ['invoice', 2],
        ['letter', 1],
        ['receipt', 1],
        [null, 3],
      ],
    );
    assert.equal(typeCountsWords(counts), '2 invoice, 1 letter, 1 receipt, 3 no type');
  });

  it('are told with how sure they are', () => {
    assert.equal(classifiedWords({ type: 'invoice', confidence: 0.934 }), 'invoice · 0.93');
    assert.equal(classifiedWords({ type: null, confidence: null }), 'no type');
  });
});
