import assert from 'node:assert/strict';
import { fileKey, runKey } from '../../../src/runs/keys';
import { fileId, rowId, touchedIds } from '../../../src/views/nodeIds';

describe('touchedIds', () => {
  const [one, two] = [runKey('1'), runKey('2')];
  const filesOf = (row: string, n: number) => Array.from({ length: n }, (_, i) => fileKey(row, `${i}.pdf`));

  it('asks for a file alone where only it changed', () => {
    const key = fileKey(one, 'a/file:b.pdf');
    assert.deepEqual(touchedIds([key]), [fileId(key)]);
  });

  it('asks for a row once, and not for its files beside it', () => {
    assert.deepEqual(touchedIds([...filesOf(one, 3), one]), [rowId(one)]);
  });

  it('asks for a few things however many files changed', () => {
    const ids = touchedIds([...filesOf(one, 10_000), ...filesOf(two, 2)]);
    assert.deepEqual(ids, [rowId(one), ...filesOf(two, 2).map(fileId)]);
  });
});
