import assert from 'node:assert/strict';
import { ByteCache } from '../../../src/base/byteCache';

describe('ByteCache', () => {
  it('lets the least recently used go when the bytes run out', () => {
    const cache = new ByteCache(10);
    cache.set('a', '1234');
    cache.set('b', '1234');
    cache.get('a');
    cache.set('c', '1234');
    assert.deepEqual([cache.get('a'), cache.get('b'), cache.get('c')], ['1234', undefined, '1234']);
  });

  it('counts bytes, not characters, and does not keep what is larger than itself', () => {
    const cache = new ByteCache(4);
    cache.set('a', '€€');
    assert.equal(cache.get('a'), undefined);
    cache.set('a', '€');
    assert.equal(cache.get('a'), '€');
  });

  it('replaces a text without counting it twice', () => {
    const cache = new ByteCache(8);
    for (let i = 0; i < 5; i++) cache.set('a', '1234');
    cache.set('b', '1234');
    assert.equal(cache.get('a'), '1234');
  });
});
