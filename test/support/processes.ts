import { readFileSync } from 'node:fs';

/** Process ids of the children of a process; none where the system has no /proc (any but Linux). */
export function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return [];
  try {
    const words = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return words === '' ? [] : words.split(' ').map(Number);
  } catch (error) {
    if (!isGone(error)) throw error;
    return [];
  }
}

/** Whether a process runs; one that has ended and that nobody has waited for does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (!isGone(error)) throw error;
    return false;
  }
}

const isGone = (error: unknown): boolean =>
  ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');
