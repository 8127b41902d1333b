import { spawn } from 'node:child_process';
import type { Clock } from '../../base/clock';
import { messageOf } from '../../base/log';
import { type EngineAnnouncement, parseAnnouncement } from './engineFiles';
import { EngineFailure, type EngineFailureReason } from './failures';

/** How the engine is run: `execPath enginePath --data … --token-file …`. */
export interface EngineCommand {
  execPath: string;
  enginePath: string;
  dataDir: string;
  tokenFile: string;
  /** Seconds after which an engine that nobody uses ends itself. */
  idleSeconds: number;
  /** Further options of its command line. */
  options: readonly string[];
}

/** Exit code of an engine that found its data folder in use: another window was faster. */
const dataFolderInUse = 3;

const exitReasons: Record<number, EngineFailureReason> = {
  ...{ 4: 'newer-data', 5: 'node-too-old', 7: 'disk', 8: 'damaged-data' },
};

/**
 * Starts an engine and waits until it is ready. It is a process group of its own, so that it outlives a reload of the
 * window that started it. Resolves to undefined when another engine holds the data folder. Throws EngineFailure.
 */
export function startEngine(
  command: EngineCommand,
  clock: Clock,
  timeoutMs: number,
): Promise<EngineAnnouncement | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawned(command);
    let out = '';
    let errors = '';
    const timer = clock.setTimeout(() => {
      child.kill('SIGKILL');
      settle(() => reject(new EngineFailure('timeout', errors)));
    }, timeoutMs);
    const settle = (finish: () => void) => {
      clock.clearTimeout(timer);
      child.removeAllListeners();
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      finish();
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const line = /^(.*)\n/.exec(out)?.[1];
      if (line === undefined) return;
      const ready = parseAnnouncement(line);
      settle(() => (ready ? resolve(ready) : reject(new EngineFailure('not-ours', line.slice(0, 200)))));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-4000);
    });
    child.once('error', error => settle(() => reject(new EngineFailure('spawn-failed', error.message))));
    child.once('close', code => {
      if (code === dataFolderInUse) return settle(() => resolve(undefined));
      const reason = exitReasons[code ?? -1] ?? 'exited';
      settle(() => reject(new EngineFailure(reason, `exit code ${code}: ${errors.trim()}`)));
    });
  });
}

/** The process. Throws EngineFailure where the system refuses at once, as Windows does for a virus scanner. */
function spawned({ execPath, enginePath, dataDir, tokenFile, idleSeconds, options }: EngineCommand) {
  const { ELECTRON_NO_ATTACH_CONSOLE: _, NODE_OPTIONS: __, ...env } = process.env;
  const own = ['--data', dataDir, '--token-file', tokenFile, '--idle-timeout', String(idleSeconds)];
  try {
    return spawn(execPath, [enginePath, ...own, ...options], {
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...env, ELECTRON_RUN_AS_NODE: '1' },
    });
  } catch (error) {
    throw new EngineFailure('spawn-failed', messageOf(error));
  }
}
