import assert from 'node:assert/strict';
import { clockSkewMs } from '../../../src/client/serverClock';

describe('clock skew', () => {
  const noon = Date.parse('2026-01-01T12:00:00Z');
  const headers = new Headers({ date: 'Thu, 01 Jan 2026 12:00:00 GMT' });
  for (const [what, sentAt, answeredAt, expected] of [
    ['none within the second that the header leaves open', 400, 900, 0],
    ['none while the answer was under way', -3_000, 100, 0],
    ['ahead, by what is certain', 61_500, 61_900, 60_500],
    ['behind, by what is certain', -61_500, -60_500, -60_500],
  ] as const) {
    it(`is ${what}`, () => assert.equal(clockSkewMs(headers, noon + sentAt, noon + answeredAt), expected));
  }

  it('is unknown where the server tells no time', () => {
    assert.equal(clockSkewMs(new Headers(), noon, noon), undefined);
    assert.equal(clockSkewMs(new Headers({ date: 'noon' }), noon, noon), undefined);
  });
});
