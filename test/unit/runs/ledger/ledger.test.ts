import assert from 'node:assert/strict';
import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock';
import type { Log } from '../../../../src/base/log';
import { type OpenLedger, openLedger } from '../../../../src/runs/ledger';
import { plannedRun } from '../../../support/runs';
import { tempFolder } from '../../../support/tempFolder';

const day = 24 * 60 * 60 * 1000;

describe('ledger', function () {
  // Real files, each append synced: slow on a busy disk.
  this.timeout(30_000);
  let temp: ReturnType<typeof tempFolder>;
  let folder: string;
  const opened: OpenLedger[] = [];
  const warnings: string[] = [];
  const log: Log = {
    debug() {},
    info() {},
    warn: text => warnings.push(text),
    error: text => warnings.push(text),
  };
  const open = async (now = () => Date.now()) => {
    const ledger = await openLedger(folder, { log, clock: { ...systemClock, now } });
    opened.push(ledger);
    return ledger;
  };
  beforeEach(() => {
    temp = tempFolder();
    folder = join(temp.path, 'ledger');
    warnings.length = 0;
  });
  afterEach(() => {
    for (const ledger of opened.splice(0)) ledger.dispose();
    temp.remove();
  });

  it('gives a run back as it was, in private files', async () => {
    const ledger = await open();
    const run = plannedRun('r1', ['a.pdf', 'b.pdf']);
    await ledger.append('r1', { type: 'planned', run });
    await ledger.append(
      'r1',
      { type: 'directory', directoryId: 'd1' },
      {
        type: 'uploaded',
        path: 'a.pdf',
        sha256: 'x',
        directoryId: 'd1',
        directoryFileId: 'f1',
        fileId: null,
      },
      { type: 'batch', directoryId: 'd1', batchId: 'b1', status: 'PENDING' },
      { type: 'batchStatus', batchId: 'b1', status: 'RUNNING' },
      { type: 'job', path: 'a.pdf', jobId: 'j1' },
      { type: 'outcome', path: 'b.pdf', outcome: 'failed', error: 'no', pages: null, failedPages: 0 },
    );
    const again = (await open()).get('r1');
    assert.deepEqual(again, ledger.get('r1'));
    assert.deepEqual(again?.batches, [{ directoryId: 'd1', batchId: 'b1', status: 'RUNNING' }]);
    assert.deepEqual(
      again?.files.map(file => [file.outcome, file.jobId, file.error]),
      [
        ['waiting', 'j1', null],
        ['failed', null, 'no'],
      ],
    );
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'r1.jsonl')).mode & 0o777, 0o600);
  });

  it('hands out snapshots that keep what did not change', async () => {
    const ledger = await open();
    await ledger.append('r1', { type: 'planned', run: plannedRun('r1', ['a', 'b']) });
    const before = ledger.get('r1');
    assert.equal(ledger.get('r1'), before);
    const written = ledger.append('r1', { type: 'uploading', path: 'a' });
    const after = ledger.get('r1');
    assert.equal(before?.files[0]?.outcome, 'queued');
    assert.equal(after?.files[0]?.outcome, 'uploading');
    assert.equal(after?.files[1], before?.files[1]);
    await written;
  });

  it('tells of each change before it is on disk, newest run first', async () => {
    const ledger = await open();
    const told: string[] = [];
    ledger.onDidChange(id => told.push(id));
    const writing = [
      ledger.append('r1', { type: 'planned', run: plannedRun('r1', []) }),
      ledger.append('r2', { type: 'planned', run: plannedRun('r2', [], { startedAt: 2_000 }) }),
    ];
    assert.deepEqual(told, ['r1', 'r2']);
    assert.deepEqual(
      ledger.runs().map(run => run.id),
      ['r2', 'r1'],
    );
    await Promise.all(writing);
  });

  it('passes over a torn line and writes on behind it', async () => {
    await (await open()).append('r1', { type: 'planned', run: plannedRun('r1', ['é', 'b']) });
    const path = join(folder, 'r1.jsonl');
    appendFileSync(path, '{"by":"x","event":{"type":"uploading","pa');
    const ledger = await open();
    assert.equal(ledger.get('r1')?.files[0]?.outcome, 'queued');
    await ledger.append('r1', { type: 'uploading', path: 'é' });
    const third = await open();
    assert.equal(third.get('r1')?.files[0]?.outcome, 'uploading');
    assert.match(warnings.join(), /1 lines of the run file r1.jsonl are torn/);
  });

  it('survives being cut at every byte', async () => {
    const ledger = await open();
    await ledger.append('r1', { type: 'planned', run: plannedRun('r1', ['a']) });
    await ledger.append('r1', { type: 'directory', directoryId: 'd1' });
    await ledger.append('r1', {
      type: 'uploaded',
      path: 'a',
      sha256: null,
      directoryId: 'd1',
      directoryFileId: 'f',
      fileId: null,
    });
    const whole = readFileSync(join(folder, 'r1.jsonl'));
    const planned = whole.indexOf('\n') + 1;
    for (let cut = planned; cut <= whole.length; cut++) {
      rmSync(folder, { recursive: true });
      await open();
      writeFileSync(join(folder, 'r1.jsonl'), whole.subarray(0, cut));
      const reopened = await open();
      const lines = whole.subarray(0, cut).toString().split('\n').length - 1;
      const run = reopened.get('r1');
      assert.equal(run?.batches.length, lines > 1 ? 1 : 0);
      assert.equal(run?.files[0]?.directoryFileId, cut === whole.length ? 'f' : null);
      for (const used of opened.splice(0)) used.dispose();
    }
  });

  it('sets a file without a run aside, but not one that may be beginning', async () => {
    await open();
    const path = join(folder, 'odd.jsonl');
    writeFileSync(path, '{"by":"x","event":{"type":"pla');
    assert.deepEqual((await open()).runs(), []);
    assert.deepEqual(readdirSync(folder), ['odd.jsonl']);
    utimesSync(path, 1_000, 1_000);
    await open();
    assert.deepEqual(readdirSync(folder), ['odd.jsonl.unreadable']);
    assert.match(warnings.join(), /set aside/);
  });

  it('sees what another window writes, and forgets what it removes', async () => {
    const [one, two] = [await open(), await open()];
    await one.append('r1', { type: 'planned', run: plannedRun('r1', ['a', 'b']) });
    await two.refresh();
    await Promise.all([
      two.append('r1', { type: 'uploading', path: 'a' }),
      one.append('r1', { type: 'uploading', path: 'b' }),
    ]);
    await Promise.all([one.refresh(), two.refresh()]);
    for (const ledger of [one, two]) {
      assert.deepEqual(
        ledger.get('r1')?.files.map(file => file.outcome),
        ['uploading', 'uploading'],
      );
    }
    await one.forget('r1');
    await two.refresh();
    assert.equal(two.get('r1'), undefined);
    await assert.rejects(two.append('r1', { type: 'notified' }), /no run r1/);
  });

  it('watches for other windows by itself', async () => {
    const [one, two] = [await open(), await open()];
    const seen = new Promise(resolve => two.onDidChange(resolve));
    await one.append('r1', { type: 'planned', run: plannedRun('r1', []) });
    assert.equal(await seen, 'r1');
  });

  it('prunes runs that ended more than 30 days ago, and no others', async () => {
    const ledger = await open();
    for (const id of ['old', 'open', 'new'])
      await ledger.append(id, { type: 'planned', run: plannedRun(id, []) });
    await ledger.append('old', { type: 'phase', phase: 'finished', error: null, at: 1 * day });
    await ledger.append('new', { type: 'phase', phase: 'finished', error: null, at: 3 * day });
    const later = await open(() => 32 * day);
    assert.deepEqual(
      later
        .runs()
        .map(run => run.id)
        .sort(),
      ['new', 'open'],
    );
    assert.deepEqual(readdirSync(folder).sort(), ['new.jsonl', 'open.jsonl']);
  });

  it('stays fast with 10,000 files', async () => {
    const ledger = await open();
    const paths = Array.from({ length: 10_000 }, (_, i) => `f${i}.pdf`);
    await ledger.append('r1', { type: 'planned', run: plannedRun('r1', paths) });
    const started = performance.now();
    const writes = paths.map(path =>
      ledger.append('r1', { type: 'outcome', path, outcome: 'done', error: null, pages: 1, failedPages: 0 }),
    );
    await Promise.all(writes);
    for (const path of paths.slice(0, 500)) {
      await ledger.append('r1', { type: 'job', path, jobId: 'j' });
      ledger.get('r1');
    }
    const reopened = (await open()).get('r1');
    assert.ok(reopened?.files.every(file => file.outcome === 'done'));
    assert.ok(performance.now() - started < 10_000);
  });
});
