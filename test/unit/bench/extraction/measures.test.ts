import assert from 'node:assert/strict';
import type { Group, Judgement, Verdict } from '../../../bench/extraction/judge';
import { calibration, measure, rightFrom } from '../../../bench/extraction/measures';

const judged = (verdict: Verdict, confidence: number | null = null, group: Group = 'field'): Judgement => ({
  ...{ path: 'a', group, verdict, expected: ['x'], confidence },
  told: verdict === 'missed' || verdict === 'empty' ? null : 'x',
});

describe('measure', () => {
  it('gives precision, recall and the share of nulls that were kept', () => {
    const judgements = [
      ...['right', 'right', 'right', 'wrong', 'missed', 'invented', 'empty', 'empty', 'empty'].map(verdict =>
        judged(verdict as Verdict),
      ),
      judged('wrong', null, 'item'),
    ];
    assert.deepEqual(measure(judgements, 'field'), {
      ...{ precision: 3 / 5, recall: 3 / 5, nulls: 3 / 4, told: 5, expected: 5 },
    });
    assert.equal(measure(judgements, 'item').precision, 0);
  });

  it('gives no share of nothing', () => {
    const { precision, recall, nulls } = measure([], 'field');
    assert.deepEqual([precision, recall, nulls], [null, null, null]);
  });
});

describe('calibration', () => {
  const judgements = [
    judged('right', 0.95),
    judged('right', 1),
    judged('wrong', 0.94),
    judged('invented', 0.9),
    judged('right', 0.55),
    judged('right', null),
    judged('missed', 0),
  ];

  it('counts values told by their confidence', () => {
    const bins = calibration(judgements).filter(({ told }) => told > 0);
    assert.deepEqual(
      bins.map(({ from, told, right }) => [from, told, right]),
      [
        [0.5, 1, 1],
        [0.9, 2, 0],
        [0.95, 2, 2],
      ],
    );
  });

  it('counts those that were told surely', () => {
    assert.deepEqual(rightFrom(judgements, 0.9), { told: 4, right: 2 });
  });
});
