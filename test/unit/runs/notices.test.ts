import assert from 'node:assert/strict';
import { silentLog } from '../../../src/base/log';
import { type Notice, Notices, type NotifySetting, noticeOf } from '../../../src/runs/notices';
import { progressOf } from '../../../src/runs/progress';
import type { FileOutcome, Run } from '../../../src/runs/run';
import { RowStore } from '../../../src/runs/store';
import { FakeClock, settle } from '../../support/fakeClock';
import { plannedRun, runFile } from '../../support/runs';
import { makeBatch } from './fakeServer';
import { MemoryLedger } from './memoryLedger';

/** A run that ended with so many files of each outcome. */
function ended(id: string, outcomes: Partial<Record<FileOutcome, number>>, more: Partial<Run> = {}): Run {
  const files = Object.entries(outcomes).flatMap(([outcome, count]) =>
    Array.from({ length: count }, (_, index) =>
      runFile(`${outcome}-${index}`, { outcome: outcome as FileOutcome }),
    ),
  );
  return plannedRun(id, [], { label: id, phase: 'finished', files, ...more });
}

describe('what is said when runs end', () => {
  const message = (...runs: Run[]) => noticeOf(runs, 'all')?.message;

  it('is one plain line for one run', () => {
    assert.equal(message(ended('invoices', { done: 12, failed: 2 })), 'invoices: 12 files parsed, 2 failed');
    assert.equal(message(ended('one', { done: 1 })), 'one: 1 file parsed');
    assert.equal(message(ended('pages', { done_with_failed_pages: 2 })), 'pages: 2 files parsed');
    assert.equal(message(ended('bad', { failed: 1, expired: 1 })), 'bad: 2 files failed');
    assert.equal(
      message(ended('c', { done: 5, cancelled: 9 }, { phase: 'cancelled' })),
      'c: 5 files parsed, 9 cancelled',
    );
    assert.equal(message(ended('c', { cancelled: 1 }, { phase: 'cancelled' })), 'c: 1 file cancelled');
  });

  it('tells unchanged files apart, and names what was done', () => {
    assert.equal(message(ended('a', { done: 3, unchanged: 5 })), 'a: 3 files parsed, 5 unchanged');
    assert.equal(message(ended('a', { unchanged: 1 })), 'a: 1 file unchanged');
    const extraction = ended('e', { done: 2 }, { jobType: 'extract_v2' });
    assert.equal(message(extraction), 'e: 2 files extracted');
    assert.equal(
      message(extraction, ended('p', { done: 1 })),
      '2 batches finished: 3 files parsed or extracted',
    );
  });

  it('tells what was charged, as far as it is known', () => {
    const priced = (id: string, ...prices: (number | null)[]) =>
      ended(id, {}, { files: prices.map((credits, at) => runFile(`${at}`, { outcome: 'done', credits })) });
    assert.equal(message(priced('a', 1_000, 180)), 'a: 2 files parsed, 1,180 credits');
    assert.equal(message(priced('a', 1, null)), 'a: 2 files parsed, at least 1 credit');
    assert.equal(message(priced('a', null, null)), 'a: 2 files parsed');
    assert.equal(message(priced('a', 0, 0)), 'a: 2 files parsed', 'this machine charges nothing');
    const failed = ended('f', { failed: 2 });
    assert.equal(
      message(priced('a', 1_000, 180), failed),
      '2 batches finished: 2 files parsed, 2 failed, 1,180 credits',
    );
  });

  it('sums several runs', () => {
    const runs = [ended('a', { done: 100 }), ended('b', { done: 18, failed: 1 }), ended('c', { failed: 1 })];
    assert.equal(message(...runs), '3 batches finished: 118 files parsed, 2 failed');
  });

  it('says why a whole run failed', () => {
    const run = ended('a', { failed: 3 }, { phase: 'failed', error: 'The plan has no batches.' });
    assert.equal(message(run), 'a: 3 files failed. The plan has no batches.');
  });

  it('is as grave as what happened, and offers what there is to see, failures first', () => {
    const look = (run: Run) => {
      const notice = noticeOf([run], 'all');
      return [notice?.severity, ...(notice?.actions ?? [])];
    };
    assert.deepEqual(look(ended('a', { done: 1 })), ['info', 'open_results']);
    assert.deepEqual(look(ended('a', { done: 1, failed: 1 })), ['warning', 'show_failures', 'open_results']);
    assert.deepEqual(look(ended('a', { failed: 1 })), ['warning', 'show_failures']);
    assert.deepEqual(look(ended('a', { failed: 1 }, { phase: 'failed' })), ['error', 'show_failures']);
    assert.deepEqual(look(ended('a', { cancelled: 1 }, { phase: 'cancelled' })), ['info']);
  });

  it('heeds the setting', () => {
    const good = ended('a', { done: 1 });
    const bad = ended('b', { failed: 1 });
    assert.equal(noticeOf([good], 'failures'), null);
    assert.ok(noticeOf([bad], 'failures'));
    assert.equal(noticeOf([bad], 'never'), null);
  });
});

describe('telling the end of runs', () => {
  function setUp(setting: NotifySetting = 'all', ...runs: Run[]) {
    const clock = new FakeClock();
    const ledger = new MemoryLedger(...runs);
    const here = new Set<string>();
    const told: Notice[] = [];
    const notices = new Notices({
      ledger,
      startedHere: here,
      clock,
      log: silentLog,
      setting: () => setting,
      tell: notice => told.push(notice),
    });
    const end = async (id: string) => {
      here.add(id);
      await ledger.append(id, { type: 'planned', run: ended(id, { done: 1 }, { phase: 'running' }) });
      await ledger.append(id, { type: 'phase', phase: 'finished', error: null, at: clock.now() });
    };
    return { clock, ledger, here, told, notices, end };
  }

  it('gathers ends within 3 s into one message, and tells each once', async () => {
    const { clock, ledger, told, end } = setUp();
    await end('a');
    await clock.advance(2_000);
    await end('b');
    assert.equal(told.length, 0);
    await clock.advance(1_000);
    assert.deepEqual(told[0]?.rowKeys, ['run:a', 'run:b']);
    assert.equal(ledger.run('a').notified, true);
    await clock.advance(10_000);
    await end('c');
    await clock.advance(10_000);
    assert.deepEqual(
      told.map(notice => notice.rowKeys),
      [['run:a', 'run:b'], ['run:c']],
    );
    assert.equal(clock.pending, 0);
  });

  it('leaves runs that another window started to that window', async () => {
    const { clock, ledger, told } = setUp();
    await ledger.append('x', { type: 'planned', run: ended('x', { done: 1 }) });
    await clock.advance(10_000);
    assert.deepEqual(told, []);
    assert.equal(ledger.run('x').notified, false);
  });

  it('tells once of all that ended while VS Code was closed', async () => {
    const runs = [
      ended('a', { done: 2 }),
      ended('b', { failed: 1 }),
      ended('old', { done: 1 }, { notified: true }),
    ];
    const { clock, here, told, notices } = setUp('all', ...runs);
    for (const run of runs) here.add(run.id);
    notices.start();
    await clock.advance(3_000);
    assert.deepEqual(
      told.map(notice => notice.message),
      ['2 batches finished: 2 files parsed, 1 failed'],
    );
  });

  it('does not tell what another window told meanwhile, nor of a run that was removed', async () => {
    const { clock, ledger, told, end } = setUp();
    await end('a');
    await end('b');
    await ledger.append('a', { type: 'notified' });
    await ledger.forget('b');
    await clock.advance(3_000);
    assert.deepEqual(told, []);
  });

  it('keeps quiet when the person wants it so, for ever', async () => {
    const { clock, ledger, told, end } = setUp('never');
    await end('a');
    await clock.advance(3_000);
    assert.deepEqual(told, []);
    assert.equal(ledger.run('a').notified, true);
  });

  it('counts what ended unseen until the person looks', async () => {
    const { clock, notices, end } = setUp();
    const counts: number[] = [];
    notices.onDidChangeUnseen(unseen => counts.push(unseen));
    await end('a');
    await clock.advance(3_000);
    await end('b');
    await clock.advance(3_000);
    assert.equal(notices.unseen, 2);
    notices.setSeeing(true);
    await end('c');
    await clock.advance(3_000);
    assert.equal(notices.unseen, 0);
    assert.deepEqual(counts, [1, 2, 0]);
  });

  it('tells nothing after it was disposed', async () => {
    const { clock, told, notices, end } = setUp();
    await end('a');
    notices.dispose();
    await clock.advance(10_000);
    assert.deepEqual(told, []);
    assert.equal(clock.pending, 0);
  });
});

describe('telling the end of runs in one of several windows', () => {
  function setUp(...runs: Run[]) {
    const clock = new FakeClock();
    const ledger = new MemoryLedger(...runs);
    const turn = { taken: false };
    const open = ({ here = [] as string[], leads = false } = {}) => {
      const told: string[] = [];
      const notices = new Notices({
        ledger,
        startedHere: new Set(here),
        clock,
        log: silentLog,
        setting: () => 'all',
        tell: notice => told.push(...notice.rowKeys),
        windows: {
          leads: () => leads,
          enter: async () => {
            await settle();
            if (turn.taken) return undefined;
            turn.taken = true;
            return {
              dispose() {
                turn.taken = false;
              },
            };
          },
        },
      });
      return { told, notices };
    };
    const end = async (id: string) => {
      await ledger.append(id, { type: 'planned', run: ended(id, { done: 1 }, { phase: 'running' }) });
      await ledger.append(id, { type: 'phase', phase: 'finished', error: null, at: clock.now() });
    };
    return { clock, ledger, turn, open, end };
  }

  it('is for the one that started it, though another has the focus', async () => {
    const { clock, open, end } = setUp();
    const starter = open({ here: ['a'] });
    const focused = open({ leads: true });
    focused.notices.setFocused(true);
    await end('a');
    await clock.advance(60_000);
    assert.deepEqual([starter.told, focused.told], [['run:a'], []]);
    assert.equal(clock.pending, 0);
  });

  it('is for the focused one where that is closed, though another saw it', async () => {
    const { clock, open, end } = setUp();
    const leader = open({ leads: true });
    const focused = open();
    focused.notices.setFocused(true);
    await end('a');
    await clock.advance(9_000);
    assert.deepEqual(focused.told, []);
    await clock.advance(60_000);
    assert.deepEqual([leader.told, focused.told], [[], ['run:a']]);
  });

  it('is for the one that saw it where none has the focus', async () => {
    const { clock, open, end } = setUp();
    const leader = open({ leads: true });
    const other = open();
    await end('a');
    await clock.advance(60_000);
    assert.deepEqual([leader.told, other.told], [['run:a'], []]);
  });

  it('waits for a person where nobody saw it', async () => {
    const { clock, open, end } = setUp();
    const [first, second] = [open(), open()];
    await end('a');
    await clock.advance(60_000);
    assert.deepEqual([first.told, second.told], [[], []]);
    second.notices.setFocused(true);
    await clock.advance(60_000);
    assert.deepEqual([first.told, second.told], [[], ['run:a']]);
  });

  it('is told once though two think that it is theirs', async () => {
    const { clock, open, end } = setUp();
    const [first, second] = [open({ here: ['a'] }), open({ here: ['a'] })];
    await end('a');
    await clock.advance(60_000);
    assert.equal(first.told.length + second.told.length, 1);
    assert.equal(clock.pending, 0);
  });

  it('is tried again while another window tells', async () => {
    const { clock, open, end, turn } = setUp();
    const window = open({ here: ['a'] });
    turn.taken = true;
    await end('a');
    await clock.advance(10_000);
    assert.deepEqual(window.told, []);
    turn.taken = false;
    await clock.advance(10_000);
    assert.deepEqual(window.told, ['run:a']);
  });

  it('is not news after a day to a window that did not start it', async () => {
    const old = ended('a', { done: 1 }, { endedAt: Date.UTC(2026, 0, 4, 11) });
    const { clock, open } = setUp(old);
    const window = open({ leads: true });
    window.notices.setFocused(true);
    await clock.advance(60_000);
    assert.deepEqual(window.told, []);
  });
});

describe('progress of active rows', () => {
  it('sums files, and counts batches while no total is known', async () => {
    const outcomes = { done: 3, failed: 1, running: 3 };
    const ledger = new MemoryLedger(
      ended('a', outcomes, { phase: 'running', connectionId: 'c', projectId: 'p' }),
    );
    const store = new RowStore({
      ledger,
      startedHere: new Set<string>(),
      clock: new FakeClock(),
      log: silentLog,
    });
    assert.equal(progressOf(store.active())?.text, '4/7');
    store.putBatch('c', makeBatch('b'));
    const progress = progressOf(store.active());
    assert.equal(progress?.text, '4/7');
    assert.equal(progress?.label, '4 of 7 files through, 2 active batches');
    assert.deepEqual(
      progress?.rows.map(row => [row.label, row.status, row.files]),
      [
        ['a', 'RUNNING', '4/7'],
        ['b', 'RUNNING', ''],
      ],
    );
    await ledger.forget('a');
    assert.equal(progressOf(store.active())?.text, '1 batch');
    assert.equal(progressOf([]), null);
    await settle();
  });
});
