import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import { count, formatBytes } from '../base/amounts';
import type { LeftOutReason, Plan, PlanProgress } from '../runs/plan/plan';
import { leftOutGroups, planLine } from '../runs/plan/summary';
import { back, pickStep } from './quickPick';

interface PlanItem extends QuickPickItem {
  start?: true;
  reason?: LeftOutReason;
}

/** A person wants to parse another folder instead. */
export const elsewhere = Symbol('elsewhere');

/** Paths of one reason that the list shows; a person who needs them all has the log. */
const shownPaths = 1000;

/**
 * Shows what a run would send and what it leaves out and why, and asks whether to start. A reason opens the list of its
 * files.
 */
export async function confirmPlan(
  title: string,
  plan: Promise<Plan>,
  onProgress: (listener: (progress: PlanProgress) => void) => void,
): Promise<Plan | typeof back | typeof elsewhere> {
  for (;;) {
    const chosen = await pickStep<PlanItem>({
      title,
      placeholder: 'Looking through the files…',
      step: 2,
      totalSteps: 2,
      canGoBack: true,
      items: async pick => {
        onProgress(({ files }) => {
          pick.placeholder = `Looking through the files… ${count(files, 'file')} so far`;
        });
        const made = await plan;
        pick.placeholder = made.files.length ? planLine(made) : 'There is nothing here that can be parsed.';
        return planItems(made);
      },
    });
    if (chosen === back) return back;
    if (chosen.start) return plan;
    if (chosen.reason) await showLeftOut(title, await plan, chosen.reason);
    else return elsewhere;
  }
}

function planItems(plan: Plan): PlanItem[] {
  const groups = leftOutGroups(plan.leftOut);
  const leftOut: PlanItem[] = groups.map(group => ({
    label: `$(circle-slash) ${count(group.count, 'file')} · ${group.words}`,
    description: group.examples.join(', ') + (group.count > group.examples.length ? ', …' : ''),
    reason: group.reason,
  }));
  const start: PlanItem = plan.files.length
    ? {
        label: `$(play) Start parsing ${count(plan.files.length, 'file')}`,
        description: formatBytes(plan.bytes),
        start: true,
      }
    : { label: '$(folder-opened) Choose another folder…', description: 'no file here can be parsed' };
  if (!leftOut.length) return [start];
  return [start, { label: 'left out', kind: QuickPickItemKind.Separator }, ...leftOut];
}

async function showLeftOut(title: string, plan: Plan, reason: LeftOutReason): Promise<void> {
  const group = leftOutGroups(plan.leftOut).find(candidate => candidate.reason === reason);
  const entries = plan.leftOut.filter(entry => entry.reason === reason);
  await pickStep({
    title,
    placeholder: `${count(entries.length, 'file')} left out · ${group?.words ?? reason}`,
    canGoBack: true,
    items: async () =>
      entries.slice(0, shownPaths).map(entry => ({
        label: entry.path,
        description: entry.bytes ? formatBytes(entry.bytes) : '',
      })),
  });
}
