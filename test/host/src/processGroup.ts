import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { followParent, hostNode } from './paths';

const readyWithinMs = 60_000;
const graceMs = 3_000;

/** A running server with every process it started; `await using` stops it. */
export interface ProcessGroup extends AsyncDisposable {
  /** What `ready` found in its output. */
  readonly match: RegExpExecArray;
  /** Everything it has written so far. */
  output(): string;
  /** Settles when it ends, with its exit code; null after a signal. */
  readonly ended: Promise<number | null>;
  /** Ends the group; what one of it started apart from the group goes on. */
  end(): Promise<void>;
  /** Ends the group and whatever else names its folder; resolves when the group is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a script under the host's Node.js in a process group of its own.
 *
 * @param argv the script and its arguments
 * @param options.folder a folder of the group's own: whatever still runs and names it in its command line when the
 *   group stops (a detached engine) is ended too
 * @throws Error with its output, where `ready` does not appear within a minute
 */
export async function startProcessGroup(
  argv: readonly string[],
  options: { env: NodeJS.ProcessEnv; ready: RegExp; folder: string },
): Promise<ProcessGroup> {
  const child = spawn(hostNode, ['--require', followParent, ...argv], {
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  const signal = (name: NodeJS.Signals) => child.pid !== undefined && kill(-child.pid, name);
  const end = async () => {
    signal('SIGTERM');
    const impatient = setTimeout(signal, graceMs, 'SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await ended;
    clearTimeout(impatient);
    signal('SIGKILL'); // VS Code's file watcher outlives the server by half a minute
  };
  const stop = async () => {
    await end();
    for (const pid of processesNaming(options.folder)) kill(pid, 'SIGKILL');
  };

  const becomesReady = new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = options.ready.exec(output);
      if (match) resolve(match);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`it ended with ${code}`)));
    setTimeout(() => reject(new Error('it took too long')), readyWithinMs).unref();
  });
  try {
    return { match: await becomesReady, output: () => output, ended, end, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw new Error(`VS Code's server did not start: ${String(error)}\n${output}`, { cause: error });
  }
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ids of the processes that have `text` in their command line (Linux). */
function processesNaming(text: string): number[] {
  const ids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return ids.filter(pid => pid !== process.pid && commandLine(pid).includes(text));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
}
