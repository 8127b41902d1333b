import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/client/errors';
import { mapped } from '../fakeServer';
import { alone, closePollers, day, minute, refused, runOf, setUp, withJobs } from './setup';

afterEach(closePollers);

describe('poller: what concerns one batch alone', () => {
  for (const status of [403, 422]) {
    it(`is marked at ${status} and rests, while the others go on and nobody is asked to sign in`, async () => {
      const { clock, ledger, server, store, poller, lost } = setUp({
        runs: [runOf('r', [{}]), runOf('s', [{}])],
      });
      server.setBatch('s-b', { status: 'COMPLETED', results: [mapped('s-dfl-0', 'j')] });
      server.setBatch('r-b', {});
      server.setJob('j', 'COMPLETED');
      server.onRequest = name => {
        if (name.startsWith('getBatch r-b')) throw refused(status);
      };
      poller.start();
      await clock.advance(4 * minute);
      assert.equal(ledger.run('s').phase, 'finished');
      assert.equal(server.count('getBatch r-b'), 1);
      assert.match(store.get('run:r')?.note ?? '', /server/);
      assert.equal(store.get('run:s')?.note, null);
      assert.deepEqual(lost, []);
      server.onRequest = () => {};
      await clock.advance(2 * minute);
      assert.equal(server.count('getBatch r-b') > 1, true, 'it is asked for again after five minutes');
      assert.equal(store.get('run:r')?.note, null);
    });
  }

  it('is asked for at once when the person wants it so', async () => {
    const { clock, server, store, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.setBatch('r-b', {});
    server.onRequest = () => {
      throw refused();
    };
    poller.start();
    await clock.advance(minute);
    assert.equal(store.get('run:r')?.note, 'no access to it on the server');
    assert.equal(server.count(), 1);
    server.onRequest = () => {};
    assert.deepEqual(poller.pokeNow(), []);
    await clock.advance(0);
    assert.equal(store.get('run:r')?.note, null);
  });

  it('is found out where a whole list is refused', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const { clock, ledger, server, store, poller, warnings } = setUp({
      runs: ids.map(id => runOf(id, [{}])),
    });
    for (const id of ids) {
      server.setBatch(`${id}-b`, { status: 'COMPLETED', results: [mapped(`${id}-dfl-0`, `${id}-j`)] });
      server.setJob(`${id}-j`, 'COMPLETED');
    }
    server.onRequest = name => {
      if (name === 'listBatches' || name.startsWith('getBatch b-b')) throw refused();
    };
    poller.start();
    await clock.advance(2 * minute);
    assert.deepEqual(
      ids.map(id => ledger.run(id).phase),
      ['finished', 'running', 'finished', 'finished'],
    );
    assert.match(store.get('run:b')?.note ?? '', /no access/);
    assert.deepEqual(
      warnings.filter(warning => !warning.startsWith('run:b')),
      [],
    );
  });

  it('is found out where the jobs of several batches are refused together', async () => {
    const batches = (id: string) => [{ directoryId: `${id}-d`, batchId: `${id}-b`, status: 'COMPLETED' }];
    const runs = ['r', 's'].map(id => runOf(id, withJobs(id, 2), { batches: batches(id) }));
    const { clock, ledger, server, store, poller } = setUp({ runs });
    for (const id of ['r-j0', 'r-j1', 's-j0', 's-j1']) server.setJob(id, 'COMPLETED');
    server.refusedJobs.add('r-j1');
    poller.start();
    await clock.advance(minute);
    assert.equal(ledger.run('s').phase, 'finished');
    assert.equal(ledger.run('r').phase, 'running');
    assert.match(store.get('run:r')?.note ?? '', /no access/);
    server.refusedJobs.clear();
    await clock.advance(6 * minute);
    assert.equal(ledger.run('r').phase, 'finished');
  });

  it('does not hold up the others where the server fails at it each time', async () => {
    const { clock, ledger, server, store, poller } = setUp({
      runs: [runOf('r', [{}]), runOf('s', [{}])],
      minIntervalMs: 500,
    });
    server.setBatch('r-b', {});
    server.setBatch('s-b', { status: 'COMPLETED', results: [mapped('s-dfl-0', 'j')] });
    server.setJob('j', 'COMPLETED');
    server.onRequest = name => {
      if (name.startsWith('getBatch r-b')) throw new ApiError('server', 'Broken.', { status: 500 });
    };
    poller.start();
    await clock.advance(2 * minute);
    assert.equal(ledger.run('s').phase, 'finished');
    assert.equal(ledger.run('r').phase, 'running');
    server.onRequest = () => {};
    await clock.advance(6 * minute);
    assert.equal(store.get('run:r')?.note, null);
  });

  it('is not suspected while the server fails at everything', async () => {
    const { clock, server, store, poller } = setUp({ runs: [runOf('r', [{}]), runOf('s', [{}])] });
    for (const id of ['r-b', 's-b']) server.setBatch(id, {});
    server.onRequest = () => {
      throw new ApiError('server', 'Broken.', { status: 500 });
    };
    poller.start();
    await clock.advance(10 * minute);
    assert.match(store.get('run:r')?.note ?? '', /^server trouble, stale since \d\d:\d\d$/);
    server.onRequest = () => {};
    await clock.advance(2 * minute + 1);
    assert.equal(store.get('run:r')?.note, null, 'both are asked for again within two minutes');
    assert.equal(store.get('run:s')?.note, null);
  });

  it('is given up after seven days though it was always refused', async () => {
    const startedAt = Date.UTC(2026, 0, 5, 12) - 8 * day;
    const { clock, ledger, server, poller } = setUp({ runs: [runOf('r', [{ jobId: 'j' }], { startedAt })] });
    server.onRequest = () => {
      throw refused();
    };
    poller.start();
    await clock.advance(minute);
    assert.deepEqual(ledger.outcomes('r'), ['expired']);
    assert.equal(clock.pending, 0);
  });
});

describe('poller: what concerns the whole connection', () => {
  it('is that no credits are left: it says so and waits a minute and more', async () => {
    const { clock, server, store, poller, lost } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = () => {
      throw new ApiError('payment', 'No credits.', { status: 402 });
    };
    poller.start();
    await clock.advance(0);
    assert.match(store.get('run:r')?.note ?? '', /^no credits left, next try \d\d:\d\d$/);
    assert.equal(clock.next, minute);
    assert.deepEqual(lost, []);
    server.onRequest = () => {};
    server.setBatch('r-b', {});
    assert.deepEqual(poller.pokeNow(), []);
    await clock.advance(0);
    assert.equal(store.get('run:r')?.note, null);
  });

  it('never makes a wait of more than an hour, whatever the server asks for', async () => {
    const { clock, server, poller } = setUp({ runs: [runOf('r', [{}])] });
    server.onRequest = () => {
      throw new ApiError('rate_limited', 'Slow.', { status: 429, retryAfterMs: 30 * day });
    };
    poller.start();
    await clock.advance(0);
    assert.equal(clock.next, 60 * minute);
  });

  it('is that it is signed out: nothing is asked until it is ready', async () => {
    let isReady = false;
    const runs = [runOf('r', alone('r', 1), { mode: 'jobs', batches: [] })];
    const { clock, ledger, server, store, poller } = setUp({ runs, isReady: () => isReady });
    server.setJob('r-j0', 'COMPLETED');
    poller.start();
    await clock.advance(60 * minute);
    assert.equal(server.count(), 0);
    assert.equal(clock.pending, 0);
    assert.equal(store.get('run:r')?.note, 'not signed in');
    isReady = true;
    poller.connectionChanged('c');
    await clock.advance(0);
    assert.equal(ledger.run('r').phase, 'finished');
    server.requests.length = 0;
    poller.connectionChanged('c');
    await clock.advance(minute);
    assert.equal(server.count(), 0);
  });

  it('goes on after a sign-in also where nothing was to be asked for meanwhile', async () => {
    let isReady = true;
    const { clock, ledger, server, poller, lost } = setUp({
      runs: [runOf('r', [{}])],
      isReady: () => isReady,
    });
    server.onRequest = () => {
      throw new ApiError('auth', 'The key was not accepted.', { status: 401 });
    };
    poller.start();
    await clock.advance(0);
    assert.equal(lost.length, 1);
    isReady = false;
    await ledger.forget('r');
    await clock.advance(minute);
    poller.connectionChanged('c');
    isReady = true;
    poller.connectionChanged('c');
    server.onRequest = () => {};
    server.setBatch('s-b', {});
    await ledger.append('s', { type: 'planned', run: runOf('s', [{}]) });
    await clock.advance(minute);
    assert.ok(server.count('getBatch s-b') > 0);
  });

  it('stops what is asked when it is signed out meanwhile', async () => {
    let isReady = true;
    const { clock, server, store, poller } = setUp({ runs: [runOf('r', [{}])], isReady: () => isReady });
    server.setBatch('r-b', {});
    poller.start();
    await clock.advance(minute);
    isReady = false;
    poller.connectionChanged('c');
    server.requests.length = 0;
    await clock.advance(60 * minute);
    assert.equal(server.count(), 0);
    assert.equal(clock.pending, 0);
    assert.equal(store.get('run:r')?.note, 'not signed in');
  });
});
