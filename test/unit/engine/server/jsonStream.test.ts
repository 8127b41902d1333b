import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { jsonStream } from '../../../../src/engine/server/jsonStream';

describe('a JSON stream', () => {
  const values: object[] = [
    {},
    [],
    { a: 1, b: null, c: undefined, d: 'ü"\n', e: [undefined, 1, [], {}], f: { g: { h: { i: [1, 2] } } } },
    { job: { id: 'x' }, items: { pages: [{ n: 1, list: [{}] }, { n: 2 }] }, text: null },
    [1, [2, [3, [4, [5]]]]],
  ];
  for (const value of values) {
    it(`writes ${JSON.stringify(value)}`, async () => {
      assert.equal(await text(jsonStream(value)), JSON.stringify(value));
    });
  }

  it('lets others in between its pieces', async () => {
    const pages = Array.from({ length: 200 }, () => ({ text: 'x'.repeat(20_000) }));
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const json = await text(jsonStream({ items: { pages } }));
    done = true;
    assert.equal(json.length, JSON.stringify({ items: { pages } }).length);
    assert.ok(turns >= 10, `${turns} turns`);
  });
});
