import assert from 'node:assert/strict';
import { formatBytes } from '../../../../src/base/amounts';
import type { LeftOut } from '../../../../src/runs/plan/plan';
import { leftOutGroups, planLine } from '../../../../src/runs/plan/summary';

describe('plan summary', () => {
  it('says sizes as people do', () => {
    const said = [
      0,
      1,
      812,
      1023,
      1024,
      3_355_443,
      1024 ** 2 - 1,
      10 * 1024 ** 2,
      512 * 1024 ** 2,
      5 * 1024 ** 4,
    ];
    assert.deepEqual(said.map(formatBytes), [
      ...[
        '0 bytes',
        '1 byte',
        '812 bytes',
        '1,023 bytes',
        '1 KB',
        '3.2 MB',
        '1 MB',
        '10 MB',
        '512 MB',
        '5 TB',
      ],
    ]);
  });

  it('is one line, and groups by reason with examples', () => {
    const leftOut: LeftOut[] = [
      ...['a.js', 'b.js', 'c.js', 'd.js'].map(path => ({ path, reason: 'unsupported' as const, bytes: 10 })),
      { path: '.x', reason: 'hidden', bytes: 0 },
    ];
    const file = { path: 'a.pdf', source: '/a.pdf', bytes: 3_355_443, modified: 1 };
    assert.equal(planLine({ files: [file], bytes: file.bytes, leftOut }), '1 file, 3.2 MB; 5 left out');
    assert.equal(planLine({ files: [], bytes: 0, leftOut: [] }), '0 files, 0 bytes');
    assert.deepEqual(leftOutGroups(leftOut), [
      {
        reason: 'unsupported',
        words: 'type not supported',
        count: 4,
        bytes: 40,
        examples: ['a.js', 'b.js', 'c.js'],
      },
      { reason: 'hidden', words: 'hidden', count: 1, bytes: 0, examples: ['.x'] },
    ]);
  });
});
