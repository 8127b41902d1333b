import assert from 'node:assert/strict';
import { batchLook, fileLook, outcomeLook } from '../../../src/views/outcomeLook';

describe('outcomeLook', () => {
  it('never tells a state by colour alone', () => {
    const outcomes = ['queued', 'uploading', 'waiting', 'running', 'done', 'done_with_failed_pages'] as const;
    const ended = ['failed', 'cancelled', 'expired'] as const;
    const words = [...outcomes, ...ended].map(outcome => outcomeLook(outcome).word);
    assert.equal(new Set(words).size, words.length);
  });
});

describe('fileLook', () => {
  const typed = (type: string | null) =>
    fileLook({ outcome: 'done', classified: { type, confidence: 0.6 } }).icon;

  it('tells files apart that are of no kind', () => {
    assert.deepEqual(
      [typed('invoice'), typed(null), fileLook({ outcome: 'done' }).icon],
      ['pass', 'question', 'pass'],
    );
  });
});

describe('batchLook', () => {
  const row = { status: 'COMPLETED', failed: 0, active: false };

  it('still runs while jobs do, although the server calls the batch completed', () => {
    assert.equal(batchLook({ ...row, active: true }).word, 'running');
  });

  it('warns about failed files', () => {
    assert.equal(batchLook({ ...row, failed: 1 }).icon, 'warning');
    assert.equal(batchLook(row).icon, 'pass');
  });

  it('shows a status of a newer server as it came', () => {
    assert.deepEqual(batchLook({ ...row, status: 'ARCHIVED' }), { icon: 'question', word: 'archived' });
  });
});
