import assert from 'node:assert/strict';
import { filesUnderWay } from '../../../../src/runs/earlier/underWay';
import type { Run, RunFile } from '../../../../src/runs/run';
import { plannedRun, runFile } from '../../../support/runs';

const fingerprint = 'f1';
const configuration = { id: 'cfg-1', name: 'Mine', tier: 'agentic', fingerprint };
const sought = { serverKey: 'https://eu', jobType: 'parse_v2', fingerprint } as const;
const planned = ['a.pdf', 'b.pdf', 'c.pdf'].map(path => runFile(path));

describe('files under way', () => {
  const run = (files: RunFile[], more: Partial<Run> = {}): Run =>
    plannedRun('r', [], { connectionId: 'eu', configuration, files, label: 'docs', ...more });
  const found = (...runs: Run[]) =>
    filesUnderWay(planned, runs, id => (id === 'eu' ? 'https://eu' : undefined), sought);

  it('are those that a run has not come to the end with, in the version that is on disk', () => {
    const open = [runFile('a.pdf', { outcome: 'running' }), runFile('b.pdf', { outcome: 'queued' })];
    assert.deepEqual(found(run(open), run(open, { label: 'older' })), { files: 2, label: 'docs' });
    assert.equal(found(run([runFile('a.pdf', { outcome: 'running', modified: 2 })])), null);
    assert.equal(found(run([runFile('a.pdf', { outcome: 'done' }), runFile('x.pdf')])), null);
  });

  it('are none of runs that have ended, or that parse elsewhere or otherwise', () => {
    const others: Partial<Run>[] = [
      { phase: 'failed' },
      { connectionId: 'us' },
      { jobType: 'extract_v2' },
      { configuration: { ...configuration, fingerprint: null } },
    ];
    const open = [runFile('a.pdf', { outcome: 'running' })];
    for (const other of others) assert.equal(found(run(open, other)), null, JSON.stringify(other));
    assert.notEqual(found(run(open, { phase: 'running' })), null);
  });
});
