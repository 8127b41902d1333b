import { count, formatBytes } from '../../base/amounts';
import type { LeftOut, LeftOutReason, Plan } from './plan';

/** Reasons in the order of how much a person wants to know them, with their words. */
const words: Record<LeftOutReason, string> = {
  unsupported: 'type not supported',
  not_what_its_name_says: 'a program under a document’s name',
  too_large: 'too large',
  empty: 'empty',
  unreadable: 'cannot be read',
  ignored: 'git-ignored',
  excluded: 'excluded by settings',
  hidden: 'hidden',
  duplicate: 'same file under another name',
  link_loop: 'link that leads in a circle',
  link_outside: 'link out of the folder',
};

/** What stays out for one reason. */
export interface LeftOutGroup {
  reason: LeftOutReason;
  /** The reason in words, lower case. */
  words: string;
  count: number;
  bytes: number;
  /** The first paths, three at most. */
  examples: string[];
}

/** "14 files, 3.2 MB; 3 left out". */
export function planLine(plan: Pick<Plan, 'files' | 'bytes' | 'leftOut'>): string {
  const taken = `${count(plan.files.length, 'file')}, ${formatBytes(plan.bytes)}`;
  return plan.leftOut.length === 0 ? taken : `${taken}; ${plan.leftOut.length.toLocaleString('en')} left out`;
}

/** Where a plan would go, as far as that leaves files out. */
export interface PlanServer {
  /** Largest file that it takes, in bytes. */
  maxFileBytes: number;
  /** Named where there are others, which may parse what this one does not; else null. */
  name: string | null;
}

/** What the plan leaves out, by reason. */
export function leftOutGroups(leftOut: readonly LeftOut[], server?: PlanServer): LeftOutGroup[] {
  const groups = Object.entries(words).map(([reason, text]) => ({
    reason: reason as LeftOutReason,
    words: (server && wordsFor(server)[reason]) ?? text,
    count: 0,
    bytes: 0,
    examples: [] as string[],
  }));
  const byReason = new Map(groups.map(group => [group.reason, group]));
  for (const { path, reason, bytes } of leftOut) {
    const group = byReason.get(reason);
    if (!group) continue;
    group.count++;
    group.bytes += bytes;
    if (group.examples.length < 3) group.examples.push(path);
  }
  return groups.filter(group => group.count > 0);
}

function wordsFor({ maxFileBytes, name }: PlanServer): Record<string, string | undefined> {
  return {
    too_large: `larger than ${formatBytes(maxFileBytes)}, the most that is taken`,
    ...(name && { unsupported: `${words.unsupported} by ${name}` }),
  };
}
