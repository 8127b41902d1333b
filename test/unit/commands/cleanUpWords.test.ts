import assert from 'node:assert/strict';
import { failuresText, leftoverWord, outcomeOf, usesWord } from '../../../src/commands/actions/cleanUpWords';
import type { Deletion } from '../../../src/runs/cleanUp/deleteLeftovers';

const deletion = (more: Partial<Deletion> = {}): Deletion => ({
  ...{ deleted: { results: 0, directory: 0, files: 0 }, failures: [], left: 0, stopped: null },
  ...more,
});
const failure = { kind: 'results', id: 'pjb-1', message: 'It runs.' } as const;

describe('the words of a clean-up', () => {
  it('name what is left', () => {
    const directory = { kind: 'directory', ids: ['dir-1'], name: 'docs', fileCount: 1, usedBy: [] } as const;
    assert.equal(leftoverWord(directory), 'Directory “docs” with 1 file');
    assert.equal(leftoverWord({ kind: 'files', ids: ['a', 'b'], usedBy: [] }), '2 stored files');
    assert.equal(leftoverWord({ kind: 'results', ids: ['a'], usedBy: [] }), 'Results of 1 file');
  });

  it('name some of those who need it', () => {
    const used = (usedBy: string[]) => usesWord({ kind: 'files', ids: ['a'], usedBy });
    assert.equal(used(['“A”']), 'Needed by “A”');
    assert.equal(used(['“A”', '“B”', '“C”', '“D”', '“E”']), 'Needed by “A”, “B”, “C” and 2 others');
  });

  it('say what it came to, over all batches', () => {
    const first = deletion({ deleted: { results: 3, directory: 1, files: 0 } });
    const second = deletion({ deleted: { results: 1, directory: 0, files: 0 } });
    assert.deepEqual(outcomeOf([first, second]), {
      message: 'Deleted 1 directory, 4 results.',
      isGood: true,
    });
    assert.deepEqual(outcomeOf([first, deletion({ failures: [failure], left: 2, stopped: 'No network.' })]), {
      message: 'Deleted 1 directory, 3 results. 1 thing could not be deleted. 2 things are left. No network.',
      isGood: false,
    });
    assert.deepEqual(outcomeOf([deletion()]), { message: 'There was nothing left to delete.', isGood: true });
  });

  it('list what could not be deleted', () => {
    assert.match(failuresText([failure]), /^- results `pjb-1`: It runs\.$/m);
  });
});
