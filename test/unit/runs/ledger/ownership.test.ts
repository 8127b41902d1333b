import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock';
import { silentLog } from '../../../../src/base/log';
import { claim } from '../../../../src/runs/ownership';
import { tempFolder } from '../../../support/tempFolder';

describe('ownership of a run', () => {
  let temp: ReturnType<typeof tempFolder>;
  let path: string;
  const beats: (() => void)[] = [];
  const options = {
    log: silentLog,
    clock: { ...systemClock, setTimeout: (beat: () => void) => beats.push(beat), clearTimeout() {} },
  };
  beforeEach(() => {
    temp = tempFolder();
    path = join(temp.path, 'r.lock');
    beats.length = 0;
  });
  afterEach(() => temp.remove());

  it('is one at a time, and free again afterwards', async () => {
    const first = await claim(path, options);
    assert.ok(first);
    assert.equal(await claim(path, options), undefined);
    first.dispose();
    assert.ok(!existsSync(path));
    const second = await claim(path, options);
    first.dispose();
    assert.ok(second && existsSync(path));
    second.dispose();
  });

  it('is given to exactly one of many that find a stale lock', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    for (const stale of [`${gone} x`, `${process.pid} of-an-earlier-process`]) {
      writeFileSync(path, stale);
      const claims = await Promise.all(Array.from({ length: 8 }, () => claim(path, options)));
      const got = claims.filter(claimed => claimed !== undefined);
      assert.equal(got.length, 1);
      got[0]?.dispose();
    }
  });

  it('takes over from a living process only when it shows no sign of life', async () => {
    writeFileSync(path, `${process.ppid} x`);
    assert.equal(await claim(path, options), undefined);
    utimesSync(path, 1_000, 1_000);
    const claimed = await claim(path, options);
    assert.ok(claimed);
    claimed.dispose();
  });

  it('notices that it was taken over, and leaves the new lock alone', async () => {
    const claimed = await claim(path, options);
    assert.ok(claimed);
    writeFileSync(path, '1 other');
    const lost = new Promise(resolve => claimed.lost.addEventListener('abort', resolve));
    beats.pop()?.();
    await lost;
    claimed.dispose();
    assert.ok(existsSync(path));
  });
});
