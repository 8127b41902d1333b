import assert from 'node:assert/strict';
import { Lanes } from '../../../../src/engine/jobs/lanes';

describe('lanes', () => {
  /** What is taken, piece by piece, where each lane has so many pieces. */
  const taken = (lanes: Lanes, work: Record<string, number>): string[] => {
    const order: string[] = [];
    const claim = (lane: string) => {
      const left = work[lane] ?? 0;
      work[lane] = left - 1;
      return left > 0 ? lane : undefined;
    };
    for (let lane = lanes.next(claim); lane; lane = lanes.next(claim)) order.push(lane);
    return order;
  };
  const of = (...names: string[]) => {
    const lanes = new Lanes();
    for (const name of names) lanes.add(name);
    return lanes;
  };

  it('take turns, and leave when they have nothing more', () => {
    const lanes = of('a', 'b', 'c');
    assert.deepEqual(taken(lanes, { a: 1, b: 3, c: 2 }), ['a', 'b', 'c', 'b', 'c', 'b']);
    assert.equal(lanes.size, 0);
  });

  it('keep their place when they are added again', () => {
    assert.deepEqual(taken(of('a', 'b', 'a'), { a: 1, b: 1 }), ['a', 'b']);
  });

  it('keep a lane whose work could not be claimed', () => {
    const lanes = of('a');
    const refuse = () => {
      throw new Error('disk full');
    };
    assert.throws(() => lanes.next(refuse), /disk full/);
    assert.deepEqual(taken(lanes, { a: 1 }), ['a']);
  });
});
