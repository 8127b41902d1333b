import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A real engine on this machine, fresh and empty. */
export interface EngineProcess {
  url: string;
  token: string;
  pid: number;
  dataDir: string;
  /** What it has written to its log so far. */
  log(): string;
  /** Ends it, removes its data, and gives its exit code; null where it had to be killed. */
  stop(): Promise<number | null>;
}

/** Longest waits for its first line and for its end, in milliseconds. */
const startLimitMs = 20_000;
const stopLimitMs = 10_000;

/** What is started: the engine that ships, or the one that a benchmark was built with. */
const script = resolve(process.env['ENGINE_SCRIPT'] ?? 'dist/engine.js');

/**
 * Starts the engine with the Node that runs the tests, on a folder and a token of its own. Whoever starts it stops
 * it; it does not outlive this process. `flags` are further arguments of its command line.
 */
export async function startEngine(...flags: string[]): Promise<EngineProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'llama-engine-'));
  const token = randomBytes(24).toString('base64url');
  const tokenFile = join(folder, 'token');
  const dataDir = join(folder, 'data');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const child = spawn(
    process.execPath,
    [script, ...['--data', dataDir, '--port', '0', '--token-file', tokenFile], ...flags],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    log += text;
  });

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const late = setTimeout(kill, stopLimitMs);
      child.kill('SIGTERM');
      await once(child, 'exit');
      clearTimeout(late);
    }
    process.off('exit', kill);
    await rm(folder, { recursive: true, force: true });
    return child.exitCode;
  };

  try {
    const line = await firstLine(child.stdout, startLimitMs);
    const { url, pid } = JSON.parse(line) as { url: string; pid: number };
    return { url, token, pid, dataDir, log: () => log, stop };
  } catch (error) {
    await stop();
    throw new Error(`The engine did not start: ${log || error}`, { cause: error });
  }
}

async function firstLine(stream: NodeJS.ReadableStream, limitMs: number): Promise<string> {
  const lines = createInterface({ input: stream });
  const [line] = await Promise.race([
    once(lines, 'line', { signal: AbortSignal.timeout(limitMs) }),
    once(lines, 'close').then(() => Promise.reject(new Error('it ended without a word'))),
  ]);
  return line;
}
