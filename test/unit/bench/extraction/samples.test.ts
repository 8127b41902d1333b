import assert from 'node:assert/strict';
import { readSamples } from '../../../bench/extraction/samples';
import { tempFolder } from '../../../support/tempFolder';

describe('readSamples', () => {
  const folder = tempFolder();
  after(() => folder.remove());

  it('finds documents with gold beside them and the nearest schema above', () => {
    folder.write(folder.path, {
      'a/schema.json': '{"title":"of a"}',
      'a/one.pdf': '',
      'a/one.gold.json': '{"x":1}',
      'a/held-out/two.txt': '',
      'a/held-out/two.txt.gold.json': '{"x":2}',
      'a/without.pdf': '',
      'a/own/schema.json': '{"title":"own"}',
      'a/own/three.csv': '',
      'a/own/three.gold.json': '{}',
    });
    assert.deepEqual(
      readSamples(folder.path).map(({ kind, name, heldOut, schema, gold }) => [
        kind,
        name,
        heldOut,
        schema['title'],
        gold,
      ]),
      [
        ['a', 'two.txt', true, 'of a', { x: 2 }],
        ['a', 'one.pdf', false, 'of a', { x: 1 }],
        ['a/own', 'three.csv', false, 'own', {}],
      ],
    );
  });

  it('says what is missing', () => {
    folder.write(folder.path, { 'b/lost.gold.json': '{}' });
    assert.throws(() => readSamples(folder.path), /No document stands beside .*lost\.gold\.json/);
    folder.write(folder.path, { 'b/lost.pdf': '' });
    assert.throws(() => readSamples(folder.path), /No schema\.json/);
  });
});
