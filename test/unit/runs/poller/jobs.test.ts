import assert from 'node:assert/strict';
import { foreignFileRow } from '../../../../src/runs/batchRow';
import { makeBatch, makeDirectoryFile, mapped } from '../fakeServer';
import { alone, closePollers, minute, runOf, setUp, withJobs } from './setup';

afterEach(closePollers);

describe('poller: jobs without a batch', () => {
  const jobsRun = (count: number, more = {}) =>
    runOf('r', alone('r', count), { mode: 'jobs', batches: [], ...more });

  it('are followed by their ids to the end of the run', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [jobsRun(3)] });
    for (let job = 0; job < 3; job++) server.setJob(`r-j${job}`, 'RUNNING');
    poller.start();
    await clock.advance(10_000);
    assert.equal(server.count(), server.count('listParseJobs 3'));
    server.setJob('r-j0', 'COMPLETED', { usage: { credits: 3 }, tier: 'cost_effective' });
    server.setJob('r-j1', 'FAILED', { error_message: 'PDF_IS_BROKEN' });
    server.setJob('r-j2', 'CANCELLED');
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'failed', 'cancelled']);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(clock.pending, 0);
  });

  it('that classify tell the type with their end, by the list alone', async () => {
    const run = jobsRun(3, { jobType: 'classify_v2' });
    const { clock, ledger, server, poller, store } = setUp({ runs: [run], chargesCredits: () => true });
    const job = (id: string, status: string, type: string | null) =>
      server.classifications.set(id, {
        ...{ id, status, project_id: 'p', file_input: null, transaction_id: null, error_message: null },
        ...{ created_at: null, updated_at: null },
        result: status === 'COMPLETED' ? { type, confidence: 0.9, reasoning: 'By its words.' } : null,
      });
    job('r-j0', 'COMPLETED', 'invoice');
    job('r-j1', 'COMPLETED', null);
    job('r-j2', 'FAILED', null);
    poller.start();
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'done', 'failed']);
    const { phase, files } = ledger.run('r');
    assert.equal(phase, 'finished');
    assert.deepEqual(
      files.map(file => file.classified ?? null),
      [{ type: 'invoice', confidence: 0.9 }, { type: null, confidence: 0.9 }, null],
    );
    const [row] = store.list('c', 'p');
    assert.deepEqual(row?.types, [
      { type: 'invoice', files: 1 },
      { type: null, files: 1 },
    ]);
    await clock.advance(60 * minute);
    // The API tells no price of it, so that nobody asks.
    assert.deepEqual(new Set(server.requests), new Set(['listClassifyJobs 3']));
    assert.equal(clock.pending, 0);
  });

  it('are followed while others are still being sent, and end with the last', async () => {
    const files = [
      ...alone('r', 1),
      { outcome: 'queued' as const, directoryId: null, directoryFileId: null },
    ];
    const run = runOf('r', files, { mode: 'jobs', batches: [], phase: 'uploading' });
    const { clock, ledger, server, poller } = setUp({ runs: [run] });
    server.setJob('r-j0', 'COMPLETED');
    poller.start();
    await clock.advance(5_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'queued']);
    const [path, sha256, fileId] = ['f1.pdf', null, null];
    await ledger.append('r', { type: 'submitted', path, sha256, fileId, jobId: 'r-j1' });
    await ledger.append('r', { type: 'phase', phase: 'running', error: null, at: 1 });
    server.setJob('r-j1', 'COMPLETED');
    await clock.advance(20_000);
    assert.equal(ledger.run('r').phase, 'finished');
  });

  it('of a run that had begun with directories are not held up by what is left of those', async () => {
    const files = [
      { jobId: 'r-j0', outcome: 'running' as const },
      { outcome: 'waiting' as const },
      ...alone('x', 1),
    ];
    const batches = [{ directoryId: 'r-d', batchId: null, status: null }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', files, { mode: 'jobs', batches })] });
    for (const id of ['r-j0', 'x-j0']) server.setJob(id, 'COMPLETED');
    poller.start();
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'failed', 'done']);
    assert.match(ledger.run('r').files[1]?.error ?? '', /never sent/);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(server.count('getBatch'), 0);
  });

  it('are cancelled as a whole when the person asked for it', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [jobsRun(2, { cancelRequested: true })] });
    server.setJob('r-j0', 'COMPLETED');
    server.setJob('r-j1', 'CANCELLED');
    poller.start();
    await clock.advance(20_000);
    assert.equal(ledger.run('r').phase, 'cancelled');
  });
});

describe('poller: extractions', () => {
  const extraction = (count: number, status = 'COMPLETED') =>
    runOf('r', withJobs('r', count), {
      jobType: 'extract_v2',
      batches: [{ directoryId: 'r-d', batchId: 'r-b', status }],
    });

  it('are listed as such, and THROTTLED ones wait', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [extraction(3)], chargesCredits: () => true });
    server.setExtract('r-j0', 'THROTTLED');
    server.setExtract('r-j1', 'A_NEWER_WORD');
    server.setExtract('r-j2', 'COMPLETED', {
      usage: { credits: 60 },
      metadata: { usage: { num_pages_extracted: 4, num_pages_billed: 4 } },
    });
    poller.start();
    await clock.advance(0);
    assert.deepEqual(server.requests, ['listExtractJobs 3', 'getExtract r-j2 usage']);
    assert.deepEqual(ledger.outcomes('r'), ['waiting', 'running', 'done']);
    assert.deepEqual([ledger.run('r').files[2]?.credits, ledger.run('r').files[2]?.pages], [60, 4]);
    server.setExtract('r-j0', 'FAILED', { error_message: 'The schema is too deep.' });
    server.setExtract('r-j1', 'CANCELLED');
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['failed', 'cancelled', 'done']);
    assert.equal(ledger.run('r').files[0]?.error, 'The schema is too deep.');
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(clock.pending, 0);
  });

  it('and parses are never mixed in one list', async () => {
    const batches = [{ directoryId: 's-d', batchId: 's-b', status: 'COMPLETED' }];
    const { clock, server, poller } = setUp({
      runs: [extraction(2), runOf('s', withJobs('s', 2), { batches })],
    });
    for (const id of ['r-j0', 'r-j1']) server.setExtract(id, 'RUNNING');
    for (const id of ['s-j0', 's-j1']) server.setJob(id, 'RUNNING');
    poller.start();
    await clock.advance(5_000);
    assert.deepEqual(new Set(server.requests), new Set(['listExtractJobs 2', 'listParseJobs 2']));
  });

  it('of batches made elsewhere are followed too', async () => {
    const { clock, server, store, poller } = setUp();
    const job = { type: 'extract_v2', configuration_id: 'cfg' };
    const batch = makeBatch('b', { config: { job }, status: 'COMPLETED', results: [mapped('x', 'j')] });
    server.batches.set('b', batch);
    server.setExtract('j', 'COMPLETED', { usage: { credits: 15 } });
    store.putBatch('c', batch);
    store.setFiles('batch:b', [foreignFileRow('c', batch, 'x', makeDirectoryFile('x', 'x.pdf'))], null);
    poller.start();
    await clock.advance(10_000);
    assert.equal(store.file('batch:b/file:x')?.outcome, 'done');
    assert.equal(store.file('batch:b/file:x')?.credits, 15);
    assert.equal(clock.pending, 0);
  });
});

describe('poller: prices', () => {
  const completed = (count: number, more = {}) =>
    runOf('r', withJobs('r', count), {
      batches: [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }],
      ...more,
    });
  const charges = { chargesCredits: () => true };

  it('and the tier come in the request for the facts, before the run ends', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [completed(2)], ...charges });
    for (const id of ['r-j0', 'r-j1']) {
      server.setJob(id, 'COMPLETED', { usage: { credits: 12 }, tier: 'agentic' });
      server.jobMetadata.set(id, { pages: 4 });
    }
    let creditsAtEnd: unknown;
    ledger.onDidChange(() => {
      if (ledger.run('r').phase === 'finished') creditsAtEnd ??= ledger.run('r').files.map(f => f.credits);
    });
    poller.start();
    await clock.advance(minute);
    assert.deepEqual(creditsAtEnd, [12, 12]);
    assert.equal(ledger.run('r').files[0]?.tier, 'agentic');
    assert.equal(server.count('getParse'), 2);
    assert.equal(clock.pending, 0);
  });

  it('that come late are asked for a few first, then all, then never again', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [completed(20)], ...charges });
    for (let job = 0; job < 20; job++) {
      server.setJob(`r-j${job}`, 'COMPLETED', { tier: 'fast' });
      server.jobMetadata.set(`r-j${job}`, { pages: 1 });
    }
    poller.start();
    await clock.advance(5_000);
    assert.equal(ledger.run('r').phase, 'finished');
    server.requests.length = 0;
    await clock.advance(minute);
    assert.equal(server.count(), 4, 'a few are asked while none is known');
    assert.equal(server.count('getParse r-j0 usage'), 1);
    for (let job = 0; job < 20; job++) {
      server.setJob(`r-j${job}`, 'COMPLETED', { tier: 'fast', usage: { credits: 1 } });
    }
    await clock.advance(3 * minute);
    assert.equal(server.count(), 24);
    assert.ok(ledger.run('r').files.every(file => file.credits === 1));
    assert.equal(clock.pending, 0);
  });

  it('that never come are given up', async () => {
    const { clock, server, poller } = setUp({ runs: [completed(20)], ...charges });
    for (let job = 0; job < 20; job++) {
      server.setJob(`r-j${job}`, 'COMPLETED');
      server.jobMetadata.set(`r-j${job}`, { pages: 1 });
    }
    poller.start();
    await clock.advance(60 * minute);
    assert.equal(server.count('getParse'), 20 + 3 * 4);
    assert.equal(clock.pending, 0);
  });

  it('are given up where the server fails each time', async () => {
    const ended = completed(20, {
      phase: 'finished',
      endedAt: Date.UTC(2026, 0, 5, 12),
      files: completed(20).files.map(file => ({ ...file, outcome: 'done' })),
    });
    const { clock, server, poller } = setUp({ runs: [ended], ...charges });
    server.onRequest = () => {
      throw new Error('Broken.');
    };
    poller.start();
    await clock.advance(60 * minute);
    assert.ok(server.count() > 0 && server.count() <= 12, `${server.count()}`);
    assert.equal(clock.pending, 0);
  });

  it('are not asked for again where nothing is charged, for old runs, or when they were deleted', async () => {
    const files = completed(2).files.map(file => ({ ...file, outcome: 'done' as const }));
    const endedAt = Date.UTC(2026, 0, 5, 11);
    for (const [more, chargesCredits] of [
      [{ endedAt }, () => false],
      [{ endedAt: endedAt - 24 * 60 * minute }, () => true],
      [{ endedAt, cleanedAt: endedAt }, () => true],
    ] as const) {
      const run = completed(0, { phase: 'finished', files, ...more });
      const { clock, server, poller } = setUp({ runs: [run], chargesCredits });
      poller.start();
      await clock.advance(60 * minute);
      assert.equal(server.count(), 0);
      assert.equal(clock.pending, 0);
    }
  });
});
