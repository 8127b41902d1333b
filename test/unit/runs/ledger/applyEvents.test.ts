import assert from 'node:assert/strict';
import { applyEvent, applyEvents } from '../../../../src/runs/applyEvents';
import type { RunEvent } from '../../../../src/runs/ledgerEvents';
import { plannedRun, runFile } from '../../../support/runs';

const outcomes = (run: { files: { outcome: string }[] }) => run.files.map(file => file.outcome);
const sent = (path: string, directoryId = 'd1'): RunEvent => ({
  type: 'uploaded',
  path,
  sha256: 'x',
  directoryId,
  directoryFileId: `f-${path}`,
  fileId: null,
});

describe('applyEvents', () => {
  const run = applyEvents(plannedRun('r', ['a', 'b', 'c']), [
    { type: 'directory', directoryId: 'd1' },
    sent('a'),
    { type: 'uploading', path: 'b' },
    { type: 'outcome', path: 'c', outcome: 'failed', error: 'no', pages: null, failedPages: 0 },
  ]);

  it('is the same however often an event is repeated, and never changes its argument', () => {
    const frozen = structuredClone(run);
    const events: RunEvent[] = [
      { type: 'directory', directoryId: 'd1' },
      sent('a'),
      { type: 'directory', directoryId: 'd2' },
    ];
    assert.deepEqual(applyEvents(run, [...events, ...events]), applyEvents(run, events));
    assert.deepEqual(run, frozen);
  });

  it('queues the files of a removed directory again', () => {
    const after = applyEvent(run, { type: 'directoryRemoved', directoryId: 'd1' });
    assert.deepEqual(after.batches, []);
    assert.deepEqual(outcomes(after), ['queued', 'uploading', 'failed']);
    assert.equal(after.files[0]?.directoryFileId, null);
  });

  it('leaves no file open when the run ends, and none uploading when it stops', () => {
    const end = (phase: 'cancelled' | 'failed' | 'uploading') =>
      applyEvent(run, { type: 'phase', phase, error: 'why', at: 5 });
    assert.deepEqual(outcomes(end('cancelled')), ['cancelled', 'cancelled', 'failed']);
    assert.deepEqual(
      end('failed').files.map(file => file.error),
      ['why', 'why', 'no'],
    );
    assert.deepEqual(outcomes(end('uploading')), ['waiting', 'queued', 'failed']);
    assert.deepEqual([end('cancelled').endedAt, end('uploading').endedAt], [5, null]);
  });

  it('comes out the same in whichever order two windows tell the end of a file and of the run', () => {
    const done = { type: 'outcome', path: 'a', outcome: 'done', error: null, failedPages: 0 } as const;
    const finished = { type: 'phase', phase: 'finished', error: null } as const;
    const first: RunEvent[] = [
      { ...done, pages: 3 },
      { ...finished, at: 5 },
    ];
    const second: RunEvent[] = [
      { ...done, pages: null },
      { ...finished, at: 7 },
    ];
    const after = applyEvents(run, [...first, ...second]);
    assert.deepEqual(applyEvents(run, [...second, ...first]), after);
    assert.deepEqual([after.files[0]?.pages, after.endedAt], [3, 5]);
  });

  it('can take a cancel request back', () => {
    const asked = applyEvent(run, { type: 'cancelRequested' });
    assert.equal(asked.cancelRequested, true);
    assert.equal(applyEvent(asked, { type: 'cancelWithdrawn' }).cancelRequested, false);
  });

  it('trusts no results any more once its configuration was saved anew', () => {
    const configuration = { id: 'cfg-1', name: 'Mine', tier: 'fast', fingerprint: 'f1' };
    const after = applyEvent({ ...run, configuration }, { type: 'reconfigured' });
    assert.deepEqual(after.configuration, { ...configuration, fingerprint: null });
  });

  it('makes a run that was cleaned up one with leftovers again when its files are tried once more', () => {
    const failed = plannedRun('r', [], {
      ...{ phase: 'finished', cleanedAt: 5 },
      files: [runFile('a.pdf', { outcome: 'failed', error: 'bad' })],
    });
    const again = applyEvent(failed, { type: 'retry', paths: ['a.pdf'], at: 6 });
    assert.equal(again.cleanedAt, null);
    assert.equal(again.phase, 'uploading');
  });
});
