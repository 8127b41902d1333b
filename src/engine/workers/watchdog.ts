import { Worker } from 'node:worker_threads';

/** File descriptor on which the watchdog tells the parent why it ended its process. */
export const REASON_FD = 4;
/** What it writes there before it ends a process over its memory ceiling. */
export const OVER_MEMORY = 'memory';

const CHECK_MS = 200;

/**
 * Runs on a thread of its own, because the main thread may be inside a script or native call that never returns: it
 * then sees neither the closed channel of a dead parent nor a timer. SIGKILL, since an ordinary exit would wait for
 * native code. A parent's death shows as another parent id on POSIX, as an unknown process id on Windows.
 */
const WATCH = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { parent, limit, reasonFd, reason } = workerData;
const end = () => process.kill(process.pid, 'SIGKILL');
setInterval(() => {
  if (process.ppid !== parent) end();
  try { process.kill(parent, 0); } catch (error) { if (error.code === 'ESRCH') end(); }
  if (process.memoryUsage.rss() > limit) {
    try { writeSync(reasonFd, reason); } finally { end(); }
  }
}, ${CHECK_MS});
`;

/** Ends this process when its parent is gone or when it holds more than `memoryLimitBytes`. */
export function startWatchdog(parentPid: number, memoryLimitBytes: number): void {
  const thread = new Worker(WATCH, {
    eval: true,
    workerData: { parent: parentPid, limit: memoryLimitBytes, reasonFd: REASON_FD, reason: OVER_MEMORY },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  thread.unref();
}
