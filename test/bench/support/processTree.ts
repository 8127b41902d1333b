import { readdirSync, readFileSync } from 'node:fs';

/** What a process and its descendants have used. */
export interface TreeUse {
  /** Processor time in seconds. */
  cpuSeconds: number;
  /** Highest sum of resident bytes seen. */
  peakBytes: number;
}

/** Linux counts processor time in hundredths of a second (USER_HZ) and memory here in pages of 4 KiB. */
const ticksPerSecond = 100;
const pageBytes = 4096;
const sampleMs = 100;

interface Stat {
  pid: number;
  parent: number;
  /** Own time, and that of children which have ended. */
  ticks: number;
  bytes: number;
}

/** Measures a tree of processes from now until `end()`. Null where there is no /proc (any system but Linux). */
export function measureTree(root: number): { end(): TreeUse } | null {
  const first = treeOf(root);
  if (!first) return null;
  const before = sum(first, 'ticks');
  let peakBytes = sum(first, 'bytes');
  const sample = () => {
    peakBytes = Math.max(peakBytes, sum(treeOf(root) ?? [], 'bytes'));
  };
  const timer = setInterval(sample, sampleMs);
  return {
    end: () => {
      clearInterval(timer);
      sample();
      return { cpuSeconds: (sum(treeOf(root) ?? [], 'ticks') - before) / ticksPerSecond, peakBytes };
    },
  };
}

/** Processor seconds of this process's children that have ended; null without /proc. */
export function endedChildrenSeconds(): number | null {
  const fields = fieldsOf(process.pid);
  return fields && (Number(fields[13]) + Number(fields[14])) / ticksPerSecond;
}

/** Resident bytes of one process; null without /proc, or when it has ended. */
export function residentBytes(pid: number): number | null {
  return process.platform === 'linux' ? (statOf(pid)?.bytes ?? null) : null;
}

const sum = (stats: readonly Stat[], key: 'ticks' | 'bytes'): number =>
  stats.reduce((total, stat) => total + stat[key], 0);

function treeOf(root: number): Stat[] | null {
  if (process.platform !== 'linux') return null;
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => statOf(Number(name)) ?? []);
  const pids = new Set([root]);
  // A child may have a lower number than its parent, so one pass is not enough.
  for (let size = 0; size !== pids.size; ) {
    size = pids.size;
    for (const { pid, parent } of all) if (pids.has(parent)) pids.add(pid);
  }
  return all.filter(({ pid }) => pids.has(pid));
}

function statOf(pid: number): Stat | null {
  const fields = fieldsOf(pid);
  if (!fields) return null;
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
  return { pid, parent: Number(fields[1]), ticks, bytes: Number(fields[21]) * pageBytes };
}

/** The fields of /proc/PID/stat from the third on; the second, the name, may hold spaces. Null when it has ended. */
function fieldsOf(pid: number): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
