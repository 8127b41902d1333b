import assert from 'node:assert/strict';
import { Slots } from '../../../../src/engine/server/slots';
import { FakeClock } from '../fakes';

describe('slots', () => {
  const never = new AbortController().signal;

  it('are given in turn, within the queue and the wait', async () => {
    const clock = new FakeClock();
    const slots = new Slots(clock, { places: 2, queue: 2, waitMs: 1000 });
    assert.deepEqual(await Promise.all([slots.take(never), slots.take(never)]), [true, true]);
    const order: string[] = [];
    const wait = (name: string, signal = never) =>
      slots.take(signal).then(got => order.push(`${name} ${got}`));
    const gone = new AbortController();
    const all = [wait('first', gone.signal), wait('second'), wait('third, for whom the queue is full')];
    await all[2];
    gone.abort();
    slots.give();
    const late = wait('late');
    clock.advance(1000);
    await Promise.all([...all, late]);
    assert.deepEqual(order, [
      'third, for whom the queue is full false',
      'first false',
      'second true',
      'late false',
    ]);
    assert.equal(clock.waiting, 0);
    slots.give();
    slots.give();
    assert.deepEqual(await Promise.all([slots.take(never), slots.take(never)]), [true, true]);
  });
});
