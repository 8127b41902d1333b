import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../../src/base/clock';
import { silentLog } from '../../../src/base/log';
import { EngineFolder } from '../../../src/connections/engine/engineFiles';
import {
  EngineHost,
  type EngineHostOptions,
  type EngineStatus,
} from '../../../src/connections/engine/engineHost';
import { EngineFailure } from '../../../src/connections/engine/failures';
import { FakeClock } from '../../support/fakeClock';

const root = join(__dirname, '../../../..');
const { version } = require(join(root, 'package.json'));

describe('EngineHost with a real engine', function () {
  this.timeout(30_000);
  let dataDir: string;
  const hosts: EngineHost[] = [];
  const pids = new Set<number>();

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'engine-host-'));
  });

  afterEach(async () => {
    for (const host of hosts.splice(0)) host.dispose();
    for (const pid of pids) if (alive(pid)) process.kill(pid, 'SIGKILL');
    pids.clear();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  function newHost(options: Partial<EngineHostOptions> = {}): EngineHost {
    const host = new EngineHost({
      folder: new EngineFolder(dataDir),
      enginePath: join(root, 'dist/engine.js'),
      execPath: process.execPath,
      version,
      idleSeconds: 1,
      engineOptions: () => [],
      clock: systemClock,
      log: silentLog,
      ...options,
    });
    host.onDidChangeStatus(status => {
      if (status.state === 'running') pids.add(status.pid);
    });
    hosts.push(host);
    return host;
  }

  it('starts nothing before the first connect, then one engine for all callers', async () => {
    const host = newHost();
    assert.deepEqual(host.status, { state: 'stopped' });
    const addresses = await Promise.all([host.connect(), host.connect(), host.connect()]);
    assert.equal(new Set(addresses.map(address => address.url)).size, 1);
    assert.equal(pids.size, 1);
    const answer = await fetch(`${addresses[0]?.url}/api/v1/projects`, {
      headers: { authorization: `Bearer ${addresses[0]?.token}` },
    });
    assert.equal(answer.status, 200);
  });

  it('keeps the token where only this user can read it', async () => {
    const { token } = await newHost().connect();
    const file = new EngineFolder(dataDir).tokenFile;
    assert.equal(await readFile(file, 'utf8'), token);
    assert.equal((await stat(file)).mode & 0o077, 0);
  });

  it('attaches a second window to the engine of the first, also when both start at once', async () => {
    const [one, two] = await Promise.all([newHost().connect(), newHost().connect()]);
    assert.deepEqual(one, two);
  });

  it('starts the engine again after it was killed', async () => {
    const host = newHost();
    const before = await host.connect();
    const pid = pidOf(host);
    const stopped = statusOf(host, 'stopped');
    process.kill(pid, 'SIGKILL');
    await stopped;
    const after = await host.connect();
    assert.notEqual(pidOf(host), pid);
    assert.equal(after.token, before.token);
  });

  it('rests after three ends in five minutes, for a minute or until a person restarts it', async () => {
    let later = 0;
    const host = newHost({ clock: { ...systemClock, now: () => Date.now() + later } });
    const endNow = async (state: EngineStatus['state']) => {
      const ended = statusOf(host, state);
      process.kill(pidOf(host), 'SIGKILL');
      await ended;
    };
    for (let i = 0; i < 3; i++) {
      await host.connect();
      await endNow(i < 2 ? 'stopped' : 'failed');
    }
    await assert.rejects(host.connect(), { name: 'EngineFailure', reason: 'keeps-stopping' });
    later = 61_000;
    await host.connect();
    await endNow('failed');
    await assert.rejects(host.connect(), { reason: 'keeps-stopping' });
    await host.restart();
    assert.equal(host.status.state, 'running');
  });

  it('replaces an older engine, and lives with a newer one', async () => {
    const old = newHost();
    await old.connect();
    const oldPid = pidOf(old);
    const updated = newHost({ version: '999.0.0' });
    await updated.connect();
    assert.ok(!alive(oldPid));
    assert.notEqual(pidOf(updated), oldPid);
    const sameAgain = newHost({ version: '0.0.1' });
    await sameAgain.connect();
    assert.equal(sameAgain.status.state, 'running');
  });

  it('leaves an engine that ends itself once no window is there', async () => {
    const host = newHost();
    await host.connect();
    const pid = pidOf(host);
    host.dispose();
    await until(() => !alive(pid));
  });

  it('passes over what a killed engine left behind', async () => {
    await new EngineFolder(dataDir).token();
    await writeFile(
      join(dataDir, 'engine.json'),
      JSON.stringify({ url: 'http://127.0.0.1:9', pid: 4_000_000, version }),
    );
    await newHost().connect();
  });

  it('passes on the options of this start', async () => {
    const options = ['--keep-days', 'many'];
    const host = newHost({ engineOptions: () => options });
    await assert.rejects(host.connect(), { reason: 'exited', detail: /--keep-days takes a whole number/ });
    options[1] = '1';
    await host.restart();
    assert.equal(host.status.state, 'running');
  });

  it('says why it cannot start', async () => {
    const host = newHost({ execPath: join(dataDir, 'no-such-node') });
    await assert.rejects(host.connect(), (error: unknown) => {
      assert.ok(error instanceof EngineFailure);
      assert.equal(error.reason, 'spawn-failed');
      return true;
    });
    assert.equal(host.status.state, 'failed');
  });

  it('does not take a virus scanner for a full disk', async () => {
    const host = newHost({ execPath: 'refused\0at once' });
    await assert.rejects(host.connect(), { name: 'EngineFailure', reason: 'spawn-failed' });
  });

  it('waits longer after each failed start, and not at all once a person restarts it', async () => {
    const clock = new FakeClock();
    const host = newHost({ execPath: join(dataDir, 'no-such-node'), clock });
    let starts = 0;
    host.onDidChangeStatus(status => {
      if (status.state === 'starting') starts++;
    });
    const startsAfter = async (ms: number) => {
      await clock.advance(ms);
      await assert.rejects(host.connect(), { reason: 'spawn-failed' });
      return starts;
    };
    assert.equal(await startsAfter(0), 1);
    assert.equal(await startsAfter(999), 1);
    assert.equal(await startsAfter(1), 2);
    assert.equal(await startsAfter(1_999), 2);
    assert.equal(await startsAfter(1), 3);
    await assert.rejects(host.restart(), { reason: 'spawn-failed' });
    assert.equal(starts, 4);
  });

  it('does not count an engine that was asked to leave as one that crashed', async () => {
    const [host, other] = [newHost(), newHost()];
    for (let i = 0; i < 3; i++) {
      await host.connect();
      const stopped = statusOf(host, 'stopped');
      await other.restart();
      await stopped;
    }
    await host.connect();
    assert.equal(host.status.state, 'running');
  });

  it('restarts past a dead engine whose process id and port belong to others by now', async () => {
    const seen: (string | undefined)[] = [];
    const foreign = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await new Promise<void>(resolve => foreign.listen(0, '127.0.0.1', resolve));
    const { port } = foreign.address() as AddressInfo;
    const folder = new EngineFolder(dataDir);
    await folder.token();
    const leftBehind = (pid: number) =>
      writeFile(
        join(dataDir, 'engine.json'),
        JSON.stringify({ url: `http://127.0.0.1:${port}`, pid, version }),
      );
    try {
      await leftBehind(4_000_000);
      await newHost().connect();
      assert.deepEqual(seen, [], 'the token is told to nobody where the engine is dead');
      for (const pid of pids) process.kill(pid, 'SIGKILL');
      await until(() => [...pids].every(pid => !alive(pid)));
      await leftBehind(process.pid);
      const host = newHost();
      await host.restart();
      assert.equal(host.status.state, 'running');
    } finally {
      foreign.close();
    }
  });

  it('ends an engine that does not answer any more when a person restarts it', async function () {
    this.timeout(60_000);
    const clock = new HurriedClock();
    const host = newHost({ clock });
    await host.connect();
    const pid = pidOf(host);
    process.kill(pid, 'SIGSTOP');
    await host.restart();
    assert.notEqual(pidOf(host), pid);
    assert.ok(!alive(pid));
  });

  it('starts nothing after its end', async () => {
    const host = newHost();
    host.dispose();
    await assert.rejects(host.connect(), /closing/);
    assert.equal(pids.size, 0);
  });

  function pidOf(host: EngineHost): number {
    assert.equal(host.status.state, 'running');
    return (host.status as Extract<EngineStatus, { state: 'running' }>).pid;
  }
});

function statusOf(host: EngineHost, state: EngineStatus['state']): Promise<void> {
  return new Promise(resolve => {
    const subscription = host.onDidChangeStatus(status => {
      if (status.state !== state) return;
      subscription.dispose();
      resolve();
    });
  });
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits for a state outside this process, which nothing announces. */
async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise(resolve => setTimeout(resolve, 50));
}

/** The machine's clock, on which every moment counts a hundredfold. */
class HurriedClock implements Clock {
  readonly now = () => Date.now() * 100;
  readonly setTimeout = systemClock.setTimeout;
  readonly clearTimeout = systemClock.clearTimeout;
}
