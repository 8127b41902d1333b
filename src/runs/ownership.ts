import { randomUUID } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import type { Clock } from '../base/clock';
import { isAlive } from '../base/isAlive';
import type { Disposable } from '../base/lifecycle';
import { type Log, messageOf } from '../base/log';

/** An owner shows this often that it lives. */
const heartbeatMs = 10_000;
/**
 * A lock without a heartbeat for so long is stale, though a process of its number runs: numbers are given again, above
 * all after the restart of a container.
 */
const staleMs = 60_000;

/** Tokens of the locks that this process holds. */
const heldHere = new Set<string>();

/** Right to drive a run, until it is disposed. */
export interface Ownership extends Disposable {
  /** Aborted when another window took over, since this one did not show that it lives (a machine that slept). */
  readonly lost: AbortSignal;
}

/**
 * Claims a lock file for this process; undefined where another living process has it. Two that find a stale lock at
 * the same moment cannot both take it: it is moved away first, and put back where it turns out to be a new one.
 */
export async function claim(
  path: string,
  options: { clock: Clock; log: Log },
): Promise<Ownership | undefined> {
  const token = `${process.pid} ${randomUUID()}`;
  // Before the file exists: another claim of this process must not take the new lock for a dead one.
  heldHere.add(token);
  let claimed = false;
  try {
    claimed =
      (await create(path, token)) || ((await clearStale(path, options)) && (await create(path, token)));
  } finally {
    if (!claimed) heldHere.delete(token);
  }
  return claimed ? new Lock(path, token, options.clock, options.log) : undefined;
}

/** Removes the lock of an owner that is gone; false where it lives, or where another claim was faster. */
async function clearStale(path: string, { clock, log }: { clock: Clock; log: Log }): Promise<boolean> {
  const found = await readFile(path, 'utf8').catch(() => '');
  if (!(await isStale(path, found, clock))) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return false;
  }
  const taken = await readFile(aside, 'utf8').catch(() => '');
  if (taken !== found) await link(aside, path).catch(() => log.warn(`${path} was lost to another window.`));
  await rm(aside, { force: true });
  return taken === found;
}

async function create(path: string, token: string): Promise<boolean> {
  try {
    await writeFile(path, token, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(path: string, token: string, clock: Clock): Promise<boolean> {
  const pid = Number.parseInt(token, 10);
  if (pid === process.pid) return !heldHere.has(token);
  if (pid > 0 && !isAlive(pid)) return true;
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return clock.now() - mtimeMs > staleMs;
}

class Lock implements Ownership {
  private readonly loss = new AbortController();
  readonly lost = this.loss.signal;
  private timer: unknown;

  constructor(
    private readonly path: string,
    private readonly token: string,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.beatLater();
  }

  dispose(): void {
    this.clock.clearTimeout(this.timer);
    if (!heldHere.delete(this.token) || this.lost.aborted) return;
    try {
      unlinkSync(this.path);
    } catch (error) {
      this.log.warn(`A lock could not be removed: ${messageOf(error)}`);
    }
  }

  private beatLater(): void {
    this.timer = this.clock.setTimeout(() => {
      this.beat().catch(error => this.log.warn(`A lock could not be renewed: ${messageOf(error)}`));
    }, heartbeatMs);
  }

  private async beat(): Promise<void> {
    try {
      const found = await readFile(this.path, 'utf8').catch(() => undefined);
      if (found !== this.token) {
        if (heldHere.delete(this.token)) this.loss.abort(new Error('Another window goes on with this run.'));
        return;
      }
      const now = this.clock.now() / 1000;
      await utimes(this.path, now, now);
    } finally {
      if (heldHere.has(this.token)) this.beatLater();
    }
  }
}
