import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { silentLog } from '../../../../src/base/log';
import { boardName, FolderBoard } from '../../../../src/runs/poller/board';
import { Lease, PollWindow } from '../../../../src/runs/poller/lease';
import { FakeClock } from '../../../support/fakeClock';
import { tempFolder } from '../../../support/tempFolder';

describe('lease of a project, on disk', () => {
  let temp: ReturnType<typeof tempFolder>;
  let folder: string;
  const clock = new FakeClock();
  const leases: Lease[] = [];
  const file = () => join(folder, 'p.lease');
  const open = () => {
    const lease = new Lease('p.lease', new PollWindow(), {
      board: new FolderBoard(folder),
      clock,
      log: silentLog,
    });
    leases.push(lease);
    return lease;
  };
  const unfocused = { focused: false, forced: false };
  const focused = { focused: true, forced: false };

  beforeEach(() => {
    temp = tempFolder();
    folder = join(temp.path, 'poll');
  });
  afterEach(async () => {
    for (const lease of leases.splice(0)) await lease.release();
    temp.remove();
  });

  it('is one window’s, private, and free again afterwards', async () => {
    const [first, second] = [open(), open()];
    assert.equal((await first.take(unfocused)).held, true);
    assert.equal((await first.take(unfocused)).held, true, 'it may be taken again');
    assert.equal((await second.take(unfocused)).held, false);
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    await first.release();
    assert.ok(!existsSync(file()));
    assert.equal((await second.take(unfocused)).held, true);
    await first.release();
    assert.ok(existsSync(file()), 'the other’s is left alone');
  });

  it('is free at once when its window closes, also in the middle of taking it', async () => {
    const [first, second, third] = [open(), open(), open()];
    await first.take(focused);
    first.dispose();
    assert.ok(!existsSync(file()));
    const taking = second.take(focused);
    second.dispose();
    assert.equal((await taking).held, false);
    assert.equal((await third.take(unfocused)).held, true);
  });

  it('goes from an unfocused window to a focused one, with what that told', async () => {
    const [first, second] = [open(), open()];
    await first.take(unfocused);
    const batches = { b: { status: 'RUNNING', updatedAt: null } };
    await first.tell({ askedAt: 5, interval: 15_000, batches });
    const taken = await second.take(focused);
    assert.equal(taken.held, true);
    assert.deepEqual([taken.other?.askedAt, taken.other?.interval], [5, 15_000]);
    assert.deepEqual(taken.other?.batches, batches);
    await first.tell({ askedAt: 9 });
    assert.equal(first.isHeld, false);
    const refused = await first.take(focused);
    assert.deepEqual(
      [refused.held, refused.other?.askedAt],
      [false, 5],
      'what it told after that does not count',
    );
    await second.tell({ focused: false });
    assert.equal((await first.take(focused)).held, true);
  });

  it('is in the end held by one of many that take it at the same moment', async () => {
    const many = Array.from({ length: 8 }, open);
    await Promise.all(many.map(lease => lease.take(unfocused)));
    const again = await Promise.all(many.map(lease => lease.take(unfocused)));
    assert.equal(again.filter(({ held }) => held).length, 1);
  });

  it('of a process that is gone, or of an earlier one of this number, is free', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const pid of [gone, process.pid]) {
      const lease = open();
      await lease.take(unfocused);
      const told = {
        window: 'x',
        pid,
        focused: true,
        beatAt: clock.now(),
        askedAt: 1,
        interval: 1,
        batches: {},
      };
      writeFileSync(file(), JSON.stringify(told));
      assert.equal((await open().take(unfocused)).held, true);
      for (const own of leases.splice(0)) await own.release();
    }
  });

  it('of a living process is kept as long as it shows that it lives', async () => {
    const told = { window: 'x', pid: process.ppid, focused: false, askedAt: 1, interval: 1, batches: {} };
    await new FolderBoard(folder).write('p.lease', JSON.stringify({ ...told, beatAt: clock.now() - 29_000 }));
    assert.equal((await open().take(unfocused)).held, false);
    await new FolderBoard(folder).write('p.lease', JSON.stringify({ ...told, beatAt: clock.now() - 31_000 }));
    assert.equal((await open().take(unfocused)).held, true);
  });

  it('is taken over from a torn file, and leaves no other files', async () => {
    await new FolderBoard(folder).write('p.lease', '{"torn');
    assert.equal((await open().take(unfocused)).held, true);
    assert.deepEqual(readdirSync(folder), ['p.lease']);
  });

  it('has a name of its own for each connection and project, whatever their ids hold', () => {
    const names = [
      boardName('lease', 'a', 'b'),
      boardName('lease', 'a b'),
      boardName('lease', 'ab', ''),
      boardName('lease', '../..', '/etc'),
    ];
    assert.equal(new Set(names).size, 4);
    for (const name of names) assert.match(name, /^[0-9a-f]{32}\.lease$/);
  });
});
