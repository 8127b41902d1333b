import assert from 'node:assert/strict';
import { pathAtLine } from '../../../../src/documents/citations/pathAtLine';

const value = {
  extract_result: {
    number: 'R-1',
    'odd "key": {': null,
    tags: ['a": b', 'c'],
    vendor: { name: 'x', address: {} },
    lines: [{ text: 'one', sub: [[1, 2], [3]] }, { text: 'two' }],
    empty: [],
  },
  extract_metadata: { parse_job_id: 'pjb' },
};
const lines = JSON.stringify(value, null, 2).split('\n');
const pathOf = (part: string, nth = 0) => {
  const line = lines.flatMap((text, i) => (text.includes(part) ? [i] : []))[nth];
  assert.ok(line !== undefined, part);
  return pathAtLine(at => lines[at] ?? '', line);
};

describe('the path to the value on a line of JSON', () => {
  it('goes through objects and lists', () => {
    assert.deepEqual(pathOf('"R-1"'), ['extract_result', 'number']);
    assert.deepEqual(pathOf('"x"'), ['extract_result', 'vendor', 'name']);
    assert.deepEqual(pathOf('"two"'), ['extract_result', 'lines', 1, 'text']);
    assert.deepEqual(pathOf('  2'), ['extract_result', 'lines', 0, 'sub', 0, 1]);
    assert.deepEqual(pathOf('  3'), ['extract_result', 'lines', 0, 'sub', 1, 0]);
    assert.deepEqual(pathOf('"pjb"'), ['extract_metadata', 'parse_job_id']);
  });

  it('takes no text for a name, and names as they are', () => {
    assert.deepEqual(pathOf('"a\\": b"'), ['extract_result', 'tags', 0]);
    assert.deepEqual(pathOf('"c"'), ['extract_result', 'tags', 1]);
    assert.deepEqual(pathOf('odd '), ['extract_result', 'odd "key": {']);
  });

  it('knows groups by their first and last line, and those that are empty', () => {
    assert.deepEqual(pathOf('"lines"'), ['extract_result', 'lines']);
    const end = lines.lastIndexOf('    ],');
    assert.deepEqual(
      pathAtLine(at => lines[at] ?? '', end),
      ['extract_result', 'lines'],
    );
    assert.deepEqual(pathOf('"empty"'), ['extract_result', 'empty']);
    assert.deepEqual(pathOf('"address"'), ['extract_result', 'vendor', 'address']);
  });

  it('is empty for the whole', () => {
    for (const line of [0, lines.length - 1])
      assert.deepEqual(
        pathAtLine(at => lines[at] ?? '', line),
        [],
      );
  });
});
