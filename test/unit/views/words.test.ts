import assert from 'node:assert/strict';
import { ago, expiry } from '../../../src/views/words';

describe('words', () => {
  it('tell an age in its largest unit', () => {
    const minute = 60_000;
    assert.equal(ago(0, 59_000), 'now');
    assert.equal(ago(0, minute), '1 minute ago');
    assert.equal(ago(0, 119 * minute), '1 hour ago');
    assert.equal(ago(0, 49 * 60 * minute), '2 days ago');
    assert.equal(ago(1000, 0), 'now', 'a clock that runs behind');
  });

  it('tell when something ends', () => {
    assert.equal(expiry(2 * 86_400_000 - 5_000, 0), 'expires in 2 days', 'as it was promised a moment ago');
    assert.equal(expiry(10_000, 0), 'expires in a moment');
    assert.equal(expiry(5, 5), 'expired');
  });
});
