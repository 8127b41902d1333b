import assert from 'node:assert/strict';
import { ApiError } from '../../../../src/client/errors';
import { MemoryBoard } from '../../../support/memoryBoard';
import { makeBatch, mapped } from '../fakeServer';
import {
  closePollers,
  type Machine,
  makeMachine,
  minute,
  openWindow,
  rateLimited,
  runOf,
  type WindowOptions,
  withJobs,
} from './setup';

afterEach(closePollers);

const ids = ['a', 'b', 'c', 'd', 'e'];
const fiveRuns = () => ids.map(id => runOf(id, withJobs(id, 10)));

function serve({ server }: Machine): void {
  for (const id of ids) server.setBatch(`${id}-b`, {});
  for (const id of ids) for (let job = 0; job < 10; job++) server.setJob(`${id}-j${job}`, 'RUNNING');
}

/** Two windows of a machine that know of each other; the first has the focus. */
function twoWindows(machine: Machine, options: WindowOptions = {}) {
  const board = new MemoryBoard();
  const first = openWindow(machine, { board, ...options });
  const second = openWindow(machine, { board, ...options, focused: false });
  const lead = () => [first, second].map(({ poller }) => poller.leads('c', 'p'));
  /** The person turns to the other window. */
  const turnTo = (to: typeof first) => {
    for (const { poller } of [first, second]) poller.setFocused(false);
    to.poller.setFocused(true);
  };
  return { board, first, second, lead, turnTo };
}

describe('poller: several windows (B.3.12)', () => {
  it('make no more requests together than one: ≤ 45 in 10 minutes for 5 batches', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    const { first, second, lead } = twoWindows(machine);
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(10 * minute);
    assert.deepEqual(lead(), [true, false]);
    assert.equal(second.connect.asked, 0, 'the second window asked for itself');
    assert.ok(machine.server.count() <= 45, `${machine.server.count()} requests`);
    assert.ok(machine.server.count() >= 35, `${machine.server.count()} requests`);
  });

  it('stay within that while the person turns from one to the other', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    const { first, second, lead, turnTo } = twoWindows(machine);
    first.poller.start();
    second.poller.start();
    for (let turn = 0; turn < 20; turn++) {
      await machine.clock.advance(minute / 2);
      turnTo(turn % 2 === 0 ? second : first);
      await machine.clock.advance(10);
    }
    assert.ok(machine.server.count() <= 45, `${machine.server.count()} requests`);
    assert.ok(machine.server.count() >= 30, `${machine.server.count()} requests`);
    assert.ok(second.connect.asked > 10 && first.connect.asked > 10);
    await machine.clock.advance(20_000);
    assert.deepEqual(lead(), [true, false]);
  });

  it('make no request and set no timer when nothing runs', async () => {
    const machine = makeMachine(runOf('r', [{ outcome: 'done' }], { phase: 'finished' }));
    const { board, first, second } = twoWindows(machine);
    first.poller.start();
    second.poller.start();
    first.poller.pokeNow();
    await machine.clock.advance(60 * minute);
    assert.equal(machine.server.count(), 0);
    assert.equal(machine.clock.pending, 0);
    assert.equal(board.texts.size, 0);
  });

  it('leave nothing behind when the last run has ended', async () => {
    const machine = makeMachine(runOf('r', withJobs('r', 1)));
    const { board, first, second } = twoWindows(machine);
    machine.server.setBatch('r-b', { status: 'COMPLETED', results: [mapped('r-dfl-0', 'r-j0')] });
    machine.server.setJob('r-j0', 'COMPLETED');
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(minute);
    assert.equal(machine.ledger.run('r').phase, 'finished');
    assert.equal(machine.server.count('getParse r-j0 job_metadata'), 1);
    assert.equal(machine.clock.pending, 0);
    assert.equal(board.texts.size, 0);
  });

  it('go on within seconds when the one that asks is closed', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    const { first, second, lead } = twoWindows(machine);
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(minute);
    first.poller.dispose();
    const before = machine.server.count();
    await machine.clock.advance(25_000);
    assert.ok(machine.server.count() > before);
    assert.deepEqual(lead(), [false, true]);
  });

  it('go on when the one that asks stands still', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    const { board, second, lead } = twoWindows(machine);
    second.poller.start();
    await machine.clock.advance(minute);
    for (const [name, text] of board.texts) {
      board.texts.set(name, JSON.stringify({ ...JSON.parse(text), window: 'other', pid: process.ppid }));
    }
    await machine.clock.advance(20_000);
    assert.deepEqual(lead(), [false, false], 'its heartbeat is young');
    await machine.clock.advance(30_000);
    assert.deepEqual(lead(), [false, true]);
  });

  it('read what the others wrote before one asks in the place of another', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    let refreshes = 0;
    const { first, second, turnTo } = twoWindows(machine, { refresh: async () => void refreshes++ });
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(minute);
    assert.equal(refreshes, 1);
    turnTo(second);
    await machine.clock.advance(10_000);
    assert.equal(refreshes, 2);
  });

  it('let a person ask for news in a window without the focus', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    const { first, second, lead } = twoWindows(machine);
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(minute);
    assert.deepEqual(second.poller.pokeNow(), []);
    await machine.clock.advance(0);
    assert.equal(second.connect.asked, 1);
    assert.deepEqual(lead(), [true, true], 'the first has not noticed yet');
    await machine.clock.advance(minute);
    assert.deepEqual(lead(), [true, false], 'and takes over again, since it has the focus');
  });

  it('all say when a server is next asked, and none asks before', async () => {
    const machine = makeMachine(runOf('r', [{}]));
    const { first, second, turnTo } = twoWindows(machine);
    machine.server.onRequest = () => {
      throw rateLimited(3 * minute);
    };
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(10_000);
    const note = first.store.get('run:r')?.note ?? '';
    assert.match(note, /^rate limited, next try/);
    assert.equal(second.store.get('run:r')?.note, note);
    turnTo(second);
    assert.match(second.poller.pokeNow()[0] ?? '', /limits the rate/);
    await machine.clock.advance(2 * minute);
    assert.equal(machine.server.count(), 1);
    machine.server.onRequest = () => {};
    machine.server.setBatch('r-b', {});
    await machine.clock.advance(2 * minute);
    assert.equal(first.store.get('run:r')?.note, null);
    assert.equal(second.store.get('run:r')?.note, null);
  });

  it('ask to sign in once together, and go on together', async () => {
    const machine = makeMachine(runOf('r', [{}]), runOf('s', [{}], { projectId: 'q' }));
    const { first, second, turnTo } = twoWindows(machine);
    machine.server.onRequest = () => {
      throw new ApiError('auth', 'The key was not accepted.', { status: 401 });
    };
    first.poller.start();
    await machine.clock.advance(0);
    second.poller.start();
    turnTo(second);
    await machine.clock.advance(60 * minute);
    assert.equal(first.lost.length + second.lost.length, 1);
    assert.ok(machine.server.count() <= 2, `${machine.server.count()} requests`);
    assert.equal(machine.clock.pending, 0);
    assert.equal(second.store.get('run:r')?.note, 'not signed in');
    machine.server.onRequest = () => {};
    for (const id of ['r-b', 's-b']) machine.server.setBatch(id, {});
    for (const { poller } of [first, second]) poller.resume('c');
    await machine.clock.advance(minute);
    for (const { store } of [first, second]) assert.equal(store.get('run:r')?.note, null);
    assert.ok(second.connect.asked > 5 && first.connect.asked <= 4, 'the focused window goes on for both');
  });

  it('see the end of a batch made elsewhere that another one watches', async () => {
    const machine = makeMachine();
    const { first, second } = twoWindows(machine);
    machine.server.setBatch('x', {});
    for (const { store, poller } of [first, second]) {
      store.putBatch('c', makeBatch('x'));
      poller.start();
    }
    await machine.clock.advance(minute);
    machine.server.setBatch('x', { status: 'THROTTLED', updated_at: '2026-01-05T12:02:00Z' });
    await machine.clock.advance(minute);
    for (const { store } of [first, second]) assert.equal(store.get('batch:x')?.status, 'THROTTLED');
    assert.equal(second.connect.asked, 0);
    machine.server.setBatch('x', { status: 'COMPLETED', updated_at: '2026-01-05T12:04:00Z' });
    await machine.clock.advance(2 * minute);
    for (const { store } of [first, second]) assert.equal(store.get('batch:x')?.status, 'COMPLETED');
    assert.equal(machine.clock.pending, 0);
  });

  it('ask rarely for what the one that asks for all does not know of', async () => {
    const machine = makeMachine(...fiveRuns());
    serve(machine);
    machine.server.setBatch('x', { created_at: '2026-01-01T12:00:00Z' });
    const { first, second, lead } = twoWindows(machine);
    first.poller.start();
    await machine.clock.advance(minute);
    second.store.putBatch('c', makeBatch('x'));
    second.poller.start();
    await machine.clock.advance(10 * minute);
    assert.deepEqual(lead(), [true, false]);
    const own = machine.server.count('getBatch x');
    assert.ok(own >= 8 && own <= 11, `${own} requests`);
    assert.equal(second.connect.asked, own, 'nothing else is asked for a second time');
    machine.server.setBatch('x', { status: 'COMPLETED', updated_at: '2026-01-05T12:30:00Z' });
    await machine.clock.advance(2 * minute);
    assert.equal(second.store.get('batch:x')?.status, 'COMPLETED');
  });

  it('each ask for themselves where the disk fails, and say so once', async () => {
    const machine = makeMachine(runOf('r', [{}]));
    machine.server.setBatch('r-b', {});
    const { board, first, second } = twoWindows(machine);
    board.broken = true;
    first.poller.start();
    second.poller.start();
    await machine.clock.advance(minute);
    assert.ok(first.connect.asked > 3 && second.connect.asked > 1);
    assert.equal(first.warnings.length, 1);
    assert.match(first.warnings[0] ?? '', /cannot agree/);
  });

  it('do not mind what else lies on the board', async () => {
    const machine = makeMachine(runOf('r', [{}]));
    machine.server.setBatch('r-b', {});
    const { board, first, lead } = twoWindows(machine);
    first.poller.start();
    await machine.clock.advance(minute);
    for (const name of board.texts.keys()) board.texts.set(name, '{"torn');
    await machine.clock.advance(minute);
    assert.deepEqual(lead(), [true, false]);
  });
});
