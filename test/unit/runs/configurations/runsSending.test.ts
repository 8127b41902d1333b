import assert from 'node:assert/strict';
import { distrust, runsSending, sendingSentence } from '../../../../src/runs/configurations/runsSending';
import type { Run } from '../../../../src/runs/run';
import { plannedRun } from '../../../support/runs';
import { MemoryLedger } from '../memoryLedger';

const configuration = { id: 'cfg-1', name: 'Mine', tier: 'fast', fingerprint: 'f1' };
const run = (id: string, more: Partial<Run> = {}) =>
  plannedRun(id, ['a.pdf'], { configuration, label: id, ...more });

describe('runs that are being sent with a configuration', () => {
  const found = async (...runs: Run[]) => {
    const ledger = new MemoryLedger();
    const late = Object.assign(ledger, {
      // What other windows wrote is known only after this.
      refresh: async () => {
        for (const each of runs) await ledger.append(each.id, { type: 'planned', run: each });
      },
    });
    return { ledger, sending: await runsSending(late, 'cfg-1') };
  };

  it('are those that have not made all their batches', async () => {
    const { sending } = await found(
      run('sent'),
      run('stopped', { error: 'No credits.', startedAt: 5 }),
      run('running', { phase: 'running' }),
      run('ended', { phase: 'finished' }),
      run('other', { configuration: { ...configuration, id: 'cfg-2' } }),
    );
    assert.deepEqual(
      sending.map(({ id }) => id),
      ['sent', 'stopped'],
    );
    assert.match(sendingSentence(sending), /^“sent” and 1 more are still being sent and use this/);
    assert.match(sendingSentence(sending.slice(1)), /^“stopped” is still being sent and uses this/);
    assert.equal(sendingSentence([]), '');
  });

  it('are not trusted to have one way of parsing any more', async () => {
    const { ledger, sending } = await found(run('a'), run('b', { phase: 'running' }));
    await distrust(ledger, sending);
    assert.deepEqual(
      ['a', 'b'].map(id => ledger.run(id).configuration.fingerprint),
      [null, 'f1'],
    );
  });
});
