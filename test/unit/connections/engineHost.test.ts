import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/base/clock';
import { silentLog } from '../../../src/base/log';
import { EngineFolder } from '../../../src/connections/engine/engineFiles';
import {
  EngineHost,
  type EngineHostOptions,
  type EngineStatus,
} from '../../../src/connections/engine/engineHost';
import { EngineFailure } from '../../../src/connections/engine/failures';

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

  it('gives up after three ends in five minutes, until a person restarts it', async () => {
    const host = newHost();
    for (let i = 0; i < 3; i++) {
      await host.connect();
      const ended = statusOf(host, i < 2 ? 'stopped' : 'failed');
      process.kill(pidOf(host), 'SIGKILL');
      await ended;
    }
    await assert.rejects(host.connect(), { name: 'EngineFailure', reason: 'keeps-stopping' });
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

  it('says why it cannot start', async () => {
    const host = newHost({ execPath: join(dataDir, 'no-such-node') });
    await assert.rejects(host.connect(), (error: unknown) => {
      assert.ok(error instanceof EngineFailure);
      assert.equal(error.reason, 'spawn-failed');
      return true;
    });
    assert.equal(host.status.state, 'failed');
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
