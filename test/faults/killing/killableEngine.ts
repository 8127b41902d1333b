import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { childrenOf } from '../../support/processes';

const token = 'the-key-of-the-kill-test';
/** Enough of the log to understand a failure. */
const logKept = 20_000;

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** No answer came: what was asked for may have happened or not. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** The engine's process on one data folder, killed and started again and again. */
export class KillableEngine {
  readonly dataDir: string;
  /** Of all engines so far, as much as is kept. */
  log = '';
  private readonly tokenFile: string;
  private child: ChildProcess | undefined;
  private url = '';

  constructor(folder: string) {
    this.dataDir = join(folder, 'data');
    this.tokenFile = join(folder, 'token');
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.tokenFile, token, { mode: 0o600 });
  }

  /** Starts it; resolves true when it listens, false when it was killed before. Rejects when it ended by itself. */
  async start(): Promise<boolean> {
    const args = ['--data', this.dataDir, '--token-file', this.tokenFile];
    const child = spawn(process.execPath, [resolve('dist/engine.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    this.log += '--- started\n';
    child.stderr.setEncoding('utf8').on('data', text => {
      this.log = (this.log + text).slice(-logKept);
    });
    const line = await Promise.race([
      once(createInterface({ input: child.stdout }), 'line').then(([first]) => String(first)),
      once(child, 'exit').then(() => undefined),
    ]);
    if (line !== undefined) {
      this.url = (JSON.parse(line) as { url: string }).url;
      return true;
    }
    assert.equal(child.signalCode, 'SIGKILL', `the engine ended by itself (${child.exitCode}): ${this.log}`);
    return false;
  }

  /**
   * Kills it in the middle of whatever it does; gives the process ids of the workers that it leaves. It is stopped
   * first, so that none comes after they were counted.
   */
  async kill(): Promise<number[]> {
    const child = this.running;
    child.kill('SIGSTOP');
    const workers = childrenOf(child.pid ?? 0);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    return workers;
  }

  /** Ends it as a computer that shuts down does; gives the exit code. */
  async end(): Promise<number | null> {
    const child = this.running;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    return child.exitCode;
  }

  /** Whatever state it is in. */
  dispose(): void {
    this.child?.kill('SIGKILL');
  }

  /** Throws Unanswered when no whole answer comes. */
  async ask(method: string, path: string, body?: object): Promise<Answer> {
    const form = body instanceof FormData;
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body && !form && { 'content-type': 'application/json' }),
    };
    let status: number;
    let text: string;
    try {
      const sent = body && { body: form ? body : JSON.stringify(body) };
      const response = await fetch(this.url + path, { method, headers, ...sent });
      status = response.status;
      text = await response.text();
    } catch (error) {
      throw new Unanswered(`${method} ${path}`, { cause: error });
    }
    return { status, body: text === '' ? {} : JSON.parse(text) };
  }

  /** The bytes behind a link, which needs no key. Throws Unanswered. */
  async download(url: string): Promise<Buffer> {
    try {
      const response = await fetch(url);
      assert.equal(response.status, 200, url);
      return Buffer.from(await response.arrayBuffer());
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      throw new Unanswered(url, { cause: error });
    }
  }

  private get running(): ChildProcess {
    assert.ok(this.child, 'the engine was never started');
    const { exitCode, signalCode } = this.child;
    assert.ok(
      exitCode === null && signalCode === null,
      `the engine ended by itself (${exitCode}): ${this.log}`,
    );
    return this.child;
  }
}
