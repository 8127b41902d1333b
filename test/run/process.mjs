import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const graceMs = 5_000;

/**
 * Runs a program in a process group of its own, and takes the group with it when it ends.
 * @param {string[]} argv
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, limitMs: number, output?: number }} options it is ended after `limitMs`;
 *   its output goes to the open file `output`, else on ours
 * @returns {Promise<import('./counts.mjs').End>}
 */
export function runProcess(
  [command, ...args],
  { cwd, env, limitMs, output = /** @type {const} */ ('inherit') },
) {
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  /** @type {Partial<import('./counts.mjs').End>} */
  let forced = {};
  const endHard = () => endGroup(child.pid, 'SIGKILL');
  const late = setTimeout(() => {
    forced = { code: null, why: `was still running after ${limitMs / 60_000} minutes` };
    endHard();
  }, limitMs);
  const interrupt = signal => {
    forced = { code: null, why: `was ended by ${signal}`, interrupted: true };
    endGroup(child.pid, 'SIGTERM');
    setTimeout(endHard, graceMs).unref();
  };
  for (const signal of signals) process.on(signal, interrupt);
  return new Promise(resolve => {
    const finish = end => {
      clearTimeout(late);
      for (const signal of signals) process.off(signal, interrupt);
      endHard();
      resolve({ ...end, ...forced });
    };
    child.once('error', error => finish({ code: null, why: `could not start: ${error.message}` }));
    child.once('exit', code => finish({ code }));
  });
}

/**
 * Ends every process that still has `TMPDIR=folder` in its environment, however detached (Linux).
 * @param {string} folder
 * @returns {string[]} their command lines
 */
export function endLeftovers(folder) {
  if (process.platform !== 'linux') return [];
  const ids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const left = ids.filter(pid => readProc(pid, 'environ').split('\0').includes(`TMPDIR=${folder}`));
  return left.map(pid => {
    const commandLine = readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
    endProcess(Number(pid), 'SIGKILL');
    return commandLine;
  });
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended, or is another user's
  }
}

function endGroup(pid, signal) {
  if (pid !== undefined) endProcess(-pid, signal);
}

function endProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
