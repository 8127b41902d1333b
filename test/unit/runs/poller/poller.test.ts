import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/client/errors';
import { foreignFileRow } from '../../../../src/runs/batchRow';
import { type FakeClock, settle } from '../../../support/fakeClock';
import { makeBatch, makeDirectoryFile, mapped } from '../fakeServer';
import { closePollers, day, minute, rateLimited, runOf, setUp, withJobs } from './setup';

afterEach(closePollers);

describe('poller: what is watched (B.3.1, 11)', () => {
  it('makes no request and sets no timer while nothing is active', async () => {
    const { clock, server, poller } = setUp({
      runs: [runOf('r', [{ outcome: 'done' }], { phase: 'finished' })],
    });
    poller.start();
    poller.pokeNow();
    await clock.advance(60 * minute);
    assert.equal(server.count(), 0);
    assert.equal(clock.pending, 0);
  });

  it('takes up running runs at the start and looks at once', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', {});
    poller.start();
    await clock.advance(0);
    assert.deepEqual(server.requests, ['getBatch r-b results']);
  });

  it('follows a batch to the end of its last job and then stops', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{}, {}])] });
    server.setBatch('r-b', {});
    poller.start();
    await clock.advance(0);
    server.setBatch('r-b', {
      status: 'COMPLETED',
      results: [mapped('r-dfl-0', 'j0'), mapped('r-dfl-1', 'j1')],
    });
    server.setJob('j0', 'COMPLETED');
    server.setJob('j1', 'RUNNING');
    server.jobMetadata.set('j0', { pages: 7, failed_pages: [] });
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'running']);
    assert.equal(ledger.run('r').files[0]?.pages, 7);
    assert.equal(ledger.run('r').phase, 'running', 'COMPLETED is not the end');
    server.jobMetadata.set('j1', { pages: 2, failed_pages: [2] });
    server.setJob('j1', 'COMPLETED');
    await clock.advance(20_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'done_with_failed_pages']);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(clock.pending, 0);
    assert.equal(server.count('getParse j0'), 1, 'facts are read once');
  });

  it('ends a run whose last outcome was kept but not its end', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({
      runs: [runOf('r', [{ outcome: 'done' }], { batches })],
    });
    poller.start();
    await clock.advance(1);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(server.count(), 0);
  });

  it('asks once about runs older than seven days and gives them up', async () => {
    const startedAt = Date.UTC(2026, 0, 5, 12) - 8 * day;
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{ jobId: 'j' }], { startedAt })] });
    server.setBatch('r-b', { created_at: '2025-12-28T12:00:00Z' });
    server.setJob('j', 'RUNNING');
    poller.start();
    await clock.advance(minute);
    assert.deepEqual(server.requests, ['getBatch r-b', 'listParseJobs 1']);
    assert.deepEqual(ledger.outcomes('r'), ['expired']);
    assert.equal(ledger.run('r').phase, 'failed');
    assert.equal(clock.pending, 0);
  });

  it('goes on with the young batch of a run that was taken up again after a week', async () => {
    const startedAt = Date.UTC(2026, 0, 5, 12) - 8 * day;
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{ jobId: 'j' }], { startedAt })] });
    server.setBatch('r-b', {});
    server.setJob('j', 'RUNNING');
    poller.start();
    await clock.advance(minute);
    assert.deepEqual(ledger.outcomes('r'), ['running']);
  });

  it('follows active batches made elsewhere only while the tree is in sight', async () => {
    const { clock, server, store, poller } = setUp({ visible: false });
    server.setBatch('b', {});
    poller.start();
    store.putBatch('c', makeBatch('b'));
    await clock.advance(minute);
    assert.equal(server.count(), 0);
    poller.setVisible(true);
    await clock.advance(5_000);
    assert.ok(server.count('getBatch b') >= 1);
    server.setBatch('b', { status: 'COMPLETED', updated_at: '2026-01-05T12:02:00Z' });
    await clock.advance(20_000);
    assert.equal(store.get('batch:b')?.status, 'COMPLETED');
    assert.equal(clock.pending, 0);
  });

  it('follows a batch that a person asked for to its end although the tree is hidden', async () => {
    const { clock, server, store, poller } = setUp({ visible: false });
    server.setBatch('b', {});
    poller.start();
    store.putBatch('c', makeBatch('b'));
    poller.watch('batch:b');
    await clock.advance(5_000);
    assert.ok(server.count('getBatch b') >= 1);
  });

  it('brings the files of a batch made elsewhere to their outcomes once they were loaded', async () => {
    const { clock, server, store, poller } = setUp();
    const batch = makeBatch('b', { status: 'COMPLETED', results: [mapped('x', 'j')] });
    server.batches.set('b', batch);
    server.setJob('j', 'RUNNING');
    store.putBatch('c', batch);
    store.setFiles('batch:b', [foreignFileRow('c', batch, 'x', makeDirectoryFile('x', 'x.pdf'))], null);
    poller.start();
    await clock.advance(10_000);
    assert.equal(store.file('batch:b/file:x')?.outcome, 'running');
    server.setJob('j', 'FAILED', { error_message: 'PDF_IS_BROKEN' });
    await clock.advance(30_000);
    assert.equal(store.file('batch:b/file:x')?.error, 'PDF_IS_BROKEN');
    assert.equal(clock.pending, 0);
  });

  it('stops when it is disposed, in the middle of a request too', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    let aborted = false;
    server.onRequest = (_, signal) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          aborted = true;
          reject(signal.reason);
        });
      });
    poller.start();
    await clock.advance(0);
    const events = ledger.events.length;
    poller.dispose();
    await settle();
    assert.ok(aborted);
    assert.equal(clock.pending, 0);
    assert.equal(ledger.events.length, events);
  });
});

describe('poller: requests (B.3.2, 10)', () => {
  it('asks for two batches each, for three in one list, and for what the list lacks by id', async () => {
    const two = setUp({ runs: [runOf('a', [{}]), runOf('b', [{}])] });
    for (const id of ['a-b', 'b-b']) two.server.setBatch(id, { created_at: '2026-01-05T12:00:00Z' });
    two.poller.start();
    await two.clock.advance(0);
    assert.deepEqual(two.server.requests, ['getBatch a-b results', 'getBatch b-b results']);

    const ids = ['a', 'b', 'c', 'd'];
    const four = setUp({ runs: ids.map(id => runOf(id, withJobs(id, 1))) });
    for (const id of ids) four.server.setBatch(`${id}-b`, {});
    four.server.setBatch('d-b', { created_at: '2025-12-24T12:00:00Z' });
    four.poller.start();
    await four.clock.advance(0);
    assert.deepEqual(four.server.requests, ['listBatches', 'getBatch d-b']);
  });

  it('reads further pages of the list while several batches are missing', async () => {
    const ids = ['a', 'b', 'c'];
    const { clock, server, poller } = setUp({ runs: ids.map(id => runOf(id, withJobs(id, 1))) });
    for (let index = 0; index < 150; index++) server.setBatch(`other-${index}`, {});
    for (const id of ids) server.setBatch(`${id}-b`, {});
    poller.start();
    await clock.advance(0);
    assert.deepEqual(server.requests, ['listBatches', 'listBatches']);
  });

  it('reads the states of 250 jobs in pages of 100, one a round, in turn', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', withJobs('r', 250), { batches })] });
    for (let index = 0; index < 250; index++) server.setJob(`r-j${index}`, 'RUNNING');
    poller.start();
    const sizes: string[] = [];
    for (let round = 0; round < 3; round++) {
      await clock.advance(clock.next ?? 0);
      sizes.push(...server.requests.splice(0));
    }
    assert.deepEqual(sizes, ['listParseJobs 100', 'listParseJobs 100', 'listParseJobs 100']);
    for (let index = 0; index < 250; index++) server.setJob(`r-j${index}`, 'FAILED', { error_message: 'x' });
    for (let round = 0; round < 5; round++) await clock.advance(clock.next ?? 0);
    assert.ok(ledger.outcomes('r').every(outcome => outcome === 'failed'));
    assert.equal(ledger.run('r').phase, 'finished');
  });

  it('asks everything in each round where requests cost nothing', async () => {
    const { clock, server, poller } = setUp({
      runs: [runOf('r', [...withJobs('r', 250)])],
      minIntervalMs: 500,
    });
    server.setBatch('r-b', {});
    for (let index = 0; index < 250; index++) server.setJob(`r-j${index}`, 'RUNNING');
    poller.start();
    await clock.advance(0);
    assert.deepEqual(server.requests, [
      'getBatch r-b',
      'listParseJobs 100',
      'listParseJobs 100',
      'listParseJobs 50',
    ]);
  });

  it('reads the facts of completed jobs four at a time', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', withJobs('r', 30), { batches })] });
    for (let index = 0; index < 30; index++) {
      server.setJob(`r-j${index}`, 'COMPLETED');
      server.jobMetadata.set(`r-j${index}`, { pages: 1 });
    }
    server.onRequest = () => settle();
    poller.start();
    for (let turn = 0; turn < 60; turn++) await clock.advance(0);
    assert.equal(server.mostReading, 4);
    assert.equal(server.count('getParse'), 30);
    assert.ok(ledger.outcomes('r').every(outcome => outcome === 'done'));
  });

  it('lets every batch have its turn where more are missing than a round asks for', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { clock, server, poller } = setUp({ runs: ids.map(id => runOf(id, withJobs(id, 1))) });
    for (const id of ids) server.setBatch(`${id}-b`, { created_at: null });
    for (const id of ids) server.setJob(`${id}-j0`, 'RUNNING');
    poller.start();
    await clock.advance(minute);
    for (const id of ids) assert.ok(server.count(`getBatch ${id}-b`) >= 1, `${id} was never asked for`);
  });

  for (const [what, status, jobs] of [
    ['their statuses', 'RUNNING', false],
    ['their statuses and jobs', 'RUNNING', true],
    ['their jobs', 'COMPLETED', true],
  ] as const) {
    it(`stays within 45 requests in 10 minutes for 5 batches of which ${what} do not change`, async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const runs = ids.map(id =>
        runOf(id, jobs ? withJobs(id, 10) : [{}], {
          batches: [{ directoryId: `${id}-d`, batchId: `${id}-b`, status }],
        }),
      );
      const { clock, server, poller } = setUp({ runs });
      for (const id of ids) server.setBatch(`${id}-b`, { status });
      for (const id of ids) for (let job = 0; job < 10; job++) server.setJob(`${id}-j${job}`, 'RUNNING');
      poller.start();
      await clock.advance(10 * minute);
      assert.ok(server.count() <= 45, `${server.count()} requests`);
      assert.ok(server.count() >= 35, `${server.count()} requests`);
    });
  }

  it('stays within them too while five batches begin and their files get jobs', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const runs = ids.map(id =>
      runOf(
        id,
        Array.from({ length: 10 }, () => ({})),
        { batches: [{ directoryId: `${id}-d`, batchId: `${id}-b`, status: 'PENDING' }] },
      ),
    );
    const { clock, ledger, server, poller } = setUp({ runs });
    for (const id of ids) {
      const jobs = Array.from({ length: 10 }, (_, job) => job);
      server.setBatch(`${id}-b`, { results: jobs.map(job => mapped(`${id}-dfl-${job}`, `${id}-j${job}`)) });
      for (const job of jobs) server.setJob(`${id}-j${job}`, 'RUNNING');
    }
    poller.start();
    await clock.advance(10 * minute);
    assert.ok(server.count() <= 45, `${server.count()} requests`);
    assert.ok(server.count() >= 35, `${server.count()} requests`);
    for (const id of ids)
      assert.ok(
        ledger.outcomes(id).every(outcome => outcome === 'running'),
        id,
      );
  });
});

describe('poller: intervals (B.3.3–5, 13)', () => {
  const times = async (clock: FakeClock, rounds: number) => {
    const waits: number[] = [];
    for (let round = 0; round < rounds; round++) {
      waits.push(Math.round(clock.next ?? -1));
      await clock.advance(clock.next ?? 0);
    }
    return waits;
  };

  it('begins 2 s after the batch, grows by half to 15 s, and is back at 3 s after news', async () => {
    const { clock, ledger, server, poller } = setUp();
    poller.start();
    await ledger.append('r', { type: 'planned', run: runOf('r', [{}]) });
    server.setBatch('r-b', {});
    await settle();
    assert.deepEqual(await times(clock, 7), [2_000, 3_000, 4_500, 6_750, 10_125, 15_000, 15_000]);
    server.setBatch('r-b', { status: 'THROTTLED' });
    await clock.advance(15_000);
    assert.deepEqual(await times(clock, 2), [3_000, 4_500]);
  });

  for (const [name, focused, visible, cap] of [
    ['focused with the tree hidden', true, false, 30_000],
    ['unfocused', false, true, 60_000],
  ] as const) {
    it(`grows to ${cap / 1000} s ${name}`, async () => {
      const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
      server.setBatch('r-b', {});
      poller.start();
      poller.setFocused(focused);
      poller.setVisible(visible);
      await times(clock, 12);
      assert.equal(clock.next, cap);
    });
  }

  it('is shorter throughout where requests cost nothing', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])], minIntervalMs: 500 });
    server.setBatch('r-b', {});
    poller.start();
    assert.deepEqual(await times(clock, 7), [0, 750, 1_125, 1_688, 2_531, 3_750, 3_750]);
  });

  it('spreads every interval by a fifth', async () => {
    for (const [value, first] of [
      [0, 1_600],
      [1, 2_400],
    ] as const) {
      const { clock, poller, ledger, spread } = setUp();
      spread.value = value;
      poller.start();
      await ledger.append('r', { type: 'planned', run: runOf('r', [{}]) });
      await settle();
      assert.equal(Math.round(clock.next ?? 0), first);
    }
  });

  it('looks within 2 s when the window is focused again after long, and not sooner than due after short', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', {});
    poller.start();
    poller.setFocused(false);
    await times(clock, 12);
    await clock.advance(20_000);
    poller.setFocused(true);
    assert.equal(clock.next, 1_000, 'half of the 2 s of spread');
    await clock.advance(1_000);
    poller.setVisible(false);
    await clock.advance(4_000);
    poller.setVisible(true);
    assert.equal(clock.next, 11_000);
  });

  it('begins anew after a person did something', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', {});
    poller.start();
    await times(clock, 8);
    poller.watch('run:r');
    assert.deepEqual(await times(clock, 2), [2_000, 3_000]);
  });

  it('looks at once when asked to, but never twice at a time', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', {});
    poller.start();
    await times(clock, 8);
    let release = () => {};
    server.onRequest = () =>
      new Promise<void>(resolve => {
        release = resolve;
      });
    const before = server.count();
    assert.deepEqual(poller.pokeNow(), []);
    await clock.advance(0);
    poller.pokeNow();
    await clock.advance(1_000);
    assert.equal(server.count() - before, 1);
    server.onRequest = () => {};
    release();
    await settle();
    assert.equal(clock.next, 2_000, 'the next look is near');
  });

  it('gives up on an answer after 20 s', async () => {
    const { clock, server, store, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    poller.start();
    await clock.advance(20_001);
    assert.match(store.get('run:r')?.note ?? '', /^stale since/);
    assert.equal(clock.pending, 1);
  });
});

describe('poller: trouble (B.3.6–8)', () => {
  it('waits 5 s, doubled to 5 min, while the server limits the rate, and says until when', async () => {
    const { clock, server, store, poller, warnings } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = () => {
      throw rateLimited();
    };
    poller.start();
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      await clock.advance(clock.next ?? 0);
      waits.push((clock.next ?? 0) / 1000);
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    assert.match(store.get('run:r')?.note ?? '', /^rate limited, next try \d\d:\d\d$/);
    assert.equal(warnings.length, 1, 'one line for the whole episode');
    const before = server.count();
    assert.match(poller.pokeNow()[0] ?? '', /limits the rate.*next try is at \d\d:\d\d/);
    await clock.advance(1_000);
    assert.equal(server.count(), before, 'a refresh does not break the pause');
    server.onRequest = () => {};
    server.setBatch('r-b', {});
    await clock.advance(300_000);
    assert.equal(store.get('run:r')?.note, null);
  });

  it('waits as long as the server asks', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = () => {
      throw rateLimited(90_000);
    };
    poller.start();
    await clock.advance(0);
    assert.equal(clock.next, 90_000);
  });

  it('takes 503 as a limit of rate, and pauses all projects of the server', async () => {
    const { clock, server, store, poller } = setUp({
      runs: [runOf('r', [{}]), runOf('s', [{}], { projectId: 'q' })],
    });
    server.onRequest = () => {
      throw new ApiError('server', 'Unavailable.', { status: 503 });
    };
    poller.start();
    await clock.advance(0);
    const before = server.count();
    await clock.advance(4_999);
    assert.equal(server.count(), before);
    assert.match(store.get('run:s')?.note ?? '', /rate limited/);
  });

  it('stops at a refused sign-in, tells once, and goes on when told to', async () => {
    const { clock, ledger, server, store, poller, lost } = setUp({
      runs: [runOf('r', [{}]), runOf('s', [{}], { projectId: 'q' })],
    });
    server.onRequest = () => {
      throw new ApiError('auth', 'The key was not accepted.', { status: 401 });
    };
    poller.start();
    await clock.advance(60 * minute);
    assert.deepEqual(lost, [{ connectionId: 'c', message: 'The key was not accepted.' }]);
    assert.ok(server.count() <= 2);
    assert.equal(clock.pending, 0);
    assert.equal(store.get('run:r')?.note, 'not signed in');
    assert.match(poller.pokeNow()[0] ?? '', /Sign in/);
    await ledger.append('t', { type: 'planned', run: runOf('t', [{}]) });
    await clock.advance(minute);
    assert.equal(clock.pending, 0, 'a new run does not ask either');
    server.onRequest = () => {};
    for (const id of ['r-b', 's-b', 't-b']) server.setBatch(id, {});
    poller.resume('c');
    await clock.advance(1);
    assert.equal(store.get('run:r')?.note, null);
    assert.ok(server.count('getBatch r-b') >= 1);
  });

  it('waits 5 s, doubled to 2 min, while the network is down; states stay and say since when', async () => {
    const { clock, server, store, poller, warnings } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = () => {
      throw new ApiError('network', 'The connection broke.');
    };
    poller.start();
    const waits: number[] = [];
    for (let round = 0; round < 7; round++) {
      await clock.advance(clock.next ?? 0);
      waits.push((clock.next ?? 0) / 1000);
    }
    assert.deepEqual(waits, [5, 10, 20, 40, 80, 120, 120]);
    assert.match(store.get('run:r')?.note ?? '', /^stale since \d\d:\d\d$/);
    assert.equal(store.get('run:r')?.status, 'RUNNING');
    assert.equal(warnings.length, 1);
    server.onRequest = () => {};
    server.setBatch('r-b', {});
    assert.deepEqual(poller.pokeNow(), []);
    await clock.advance(0);
    assert.equal(store.get('run:r')?.note, null, 'a refresh looks at once');
  });

  it('comes back quickly when the engine on this machine was started again', async () => {
    const { clock, server, store, poller, connect } = setUp({ runs: [runOf('r', [{}])], minIntervalMs: 500 });
    server.setBatch('r-b', {});
    connect.fails = 4;
    poller.start();
    await clock.advance(0);
    assert.match(store.get('run:r')?.note ?? '', /stale/);
    await clock.advance(8_000);
    assert.equal(store.get('run:r')?.note, null);
    assert.equal(connect.fails, 0);
  });
});

describe('poller: truth (B.3.9)', () => {
  it('drops an answer that is older than what is held', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', { updated_at: '2026-01-05T12:05:00Z' });
    poller.start();
    await clock.advance(0);
    server.setBatch('r-b', { status: 'PENDING', updated_at: '2026-01-05T12:01:00Z' });
    await clock.advance(10_000);
    assert.equal(ledger.run('r').batches[0]?.status, 'RUNNING');
  });

  it('keeps CANCELLING until the server says CANCELLED; finished files keep their results', async () => {
    const { clock, ledger, server, store, poller } = setUp({
      runs: [runOf('r', [{ outcome: 'done', jobId: 'j0' }, { jobId: 'j1' }, {}])],
    });
    server.setBatch('r-b', {});
    server.setJob('j1', 'RUNNING');
    poller.start();
    await ledger.append('r', { type: 'cancelRequested' });
    await clock.advance(10_000);
    assert.equal(store.get('run:r')?.status, 'CANCELLING');
    server.setBatch('r-b', {
      status: 'CANCELLED',
      results: [mapped('r-dfl-0', 'j0'), mapped('r-dfl-1', 'j1')],
    });
    await clock.advance(60_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'cancelled', 'cancelled']);
    assert.equal(ledger.run('r').phase, 'cancelled');
    assert.equal(clock.pending, 0);
  });

  it('does not trust the results of a failed batch; jobs that ended before count', async () => {
    const { clock, ledger, server, poller } = setUp({
      runs: [runOf('r', [{ jobId: 'j0' }, { jobId: 'j1' }, {}])],
    });
    server.setBatch('r-b', { status: 'FAILED', results: [mapped('r-dfl-2', 'j2')] });
    server.setJob('j0', 'COMPLETED');
    server.setJob('j1', 'RUNNING');
    server.setJob('j2', 'COMPLETED');
    poller.start();
    await clock.advance(60_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'failed', 'failed']);
    assert.equal(ledger.run('r').phase, 'failed');
    assert.match(ledger.run('r').error ?? '', /failed on the server/);
  });

  it('takes a batch for gone at the second 404, and its files for expired', async () => {
    const { clock, ledger, poller } = setUp({ runs: [runOf('r', [{}])] });
    poller.start();
    await clock.advance(0);
    assert.equal(ledger.run('r').phase, 'running');
    await clock.advance(10_000);
    assert.deepEqual(ledger.outcomes('r'), ['expired']);
    assert.equal(ledger.run('r').phase, 'failed');
    assert.match(ledger.run('r').error ?? '', /no longer has this batch/);
  });

  it('takes a job for expired only when a request for it alone is answered by 404', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{ jobId: 'j' }], { batches })] });
    poller.start();
    await clock.advance(0);
    assert.deepEqual(server.requests, ['listParseJobs 1', 'getParse j ']);
    assert.deepEqual(ledger.outcomes('r'), ['expired']);
  });

  it('waits for results that a completed batch does not give yet, and fails a file that is in none', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{}, {}])] });
    server.setBatch('r-b', { status: 'COMPLETED' });
    poller.start();
    await clock.advance(10 * minute);
    assert.deepEqual(ledger.outcomes('r'), ['waiting', 'waiting']);
    server.setBatch('r-b', {
      results: [{ source_directory_file_id: 'r-dfl-0', job_reference: null, error_message: 'Bad.' }],
    });
    await clock.advance(2 * minute);
    assert.deepEqual(ledger.outcomes('r'), ['failed', 'failed']);
    assert.deepEqual(
      ledger.run('r').files.map(file => file.error),
      ['Bad.', 'The batch ended without a result for this file. Parse the file again.'],
    );
    assert.equal(ledger.run('r').phase, 'finished');
  });

  it('ends a run of several batches only with the last of them', async () => {
    const run = runOf('r', [{ outcome: 'done' }, { directoryId: 'd2', directoryFileId: 'x' }], {
      batches: [
        { directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' },
        { directoryId: 'd2', batchId: 'b2', status: 'PENDING' },
      ],
    });
    const { clock, ledger, server, poller } = setUp({ runs: [run] });
    server.setBatch('b2', { status: 'RUNNING', results: [mapped('x', 'j')] });
    server.setJob('j', 'COMPLETED');
    poller.start();
    await clock.advance(30_000);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'done']);
    assert.equal(ledger.run('r').phase, 'running', 'its second batch has not ended');
    server.setBatch('b2', { status: 'COMPLETED' });
    await clock.advance(30_000);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(server.count('getBatch r-b'), 0);
  });

  it('follows the batches of a run whose upload goes on, and leaves its end to the upload', async () => {
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{}], { phase: 'uploading' })] });
    server.setBatch('r-b', { status: 'COMPLETED', results: [mapped('r-dfl-0', 'j')] });
    server.setJob('j', 'COMPLETED');
    poller.start();
    await clock.advance(30_000);
    assert.deepEqual(ledger.outcomes('r'), ['done']);
    assert.equal(ledger.run('r').phase, 'uploading');
    await ledger.append('r', { type: 'phase', phase: 'running', error: null, at: 1 });
    await settle();
    assert.equal(ledger.run('r').phase, 'finished');
  });

  it('does not tell the end of a file that another window told while this one was asking', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', withJobs('r', 1), { batches })] });
    server.setJob('r-j0', 'COMPLETED');
    const told = { path: 'f0.pdf', outcome: 'done_with_failed_pages', error: 'Page 3.' } as const;
    server.onRequest = name => {
      if (!name.startsWith('getParse')) return;
      server.onRequest = () => {};
      void ledger.append('r', { type: 'outcome', ...told, pages: 3, failedPages: 1 });
    };
    poller.start();
    await clock.advance(minute);
    assert.deepEqual(ledger.outcomes('r'), ['done_with_failed_pages']);
    assert.equal(ledger.events.filter(event => event.type === 'outcome').length, 1);
  });

  it('writes what it learned before a failure', async () => {
    const batches = [{ directoryId: 'r-d', batchId: 'r-b', status: 'COMPLETED' }];
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', withJobs('r', 3), { batches })] });
    for (let index = 0; index < 3; index++) {
      server.setJob(`r-j${index}`, 'COMPLETED');
      server.jobMetadata.set(`r-j${index}`, { pages: 1 });
    }
    server.onRequest = name => {
      if (name.startsWith('getParse r-j2')) throw rateLimited();
    };
    poller.start();
    await clock.advance(0);
    assert.deepEqual(ledger.outcomes('r'), ['done', 'done', 'running']);
    server.onRequest = () => {};
    await clock.advance(6_000);
    assert.equal(ledger.run('r').phase, 'finished');
    assert.equal(server.count('getParse r-j0'), 1);
  });
});
