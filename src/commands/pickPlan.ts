import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import { count, formatBytes } from '../base/amounts';
import { type Offer, type Sending, sendingWords, underWayWords } from '../runs/plan/offer';
import type { LeftOutReason, Plan } from '../runs/plan/plan';
import { leftOutGroups, type PlanServer, planLine } from '../runs/plan/summary';
import type { RunJobType } from '../runs/run';
import { back, pickStep } from './quickPick';

/** A person wants to parse another folder instead. */
export const elsewhere = Symbol('elsewhere');

export interface PlanQuestion {
  title: string;
  jobType: RunJobType;
  /** What does the work, in words; null where the server decides it. */
  by: string | null;
  offer: Promise<Offer>;
  /** Takes who hears, until the offer is made, what is being done. */
  onProgress: (listener: (words: string) => void) => void;
  /** Whether credits are charged. */
  charges: boolean;
  server: PlanServer;
  /** The last of the steps. */
  totalSteps: number;
  /** Asks once more where a lot would be sent; false leads back to the plan. */
  confirm: (sending: Sending, offer: Offer) => Promise<boolean>;
}

/** What a person wants started. */
export interface PlanAnswer {
  offer: Offer;
  /** Files with an earlier result are sent, too. */
  again: boolean;
}

interface PlanItem extends QuickPickItem {
  start?: { again: boolean };
  list?: LeftOutReason | 'unchanged';
}

/** Paths of one reason that the list shows; a person who needs them all has the log. */
const shownPaths = 1000;

const verbs: Record<RunJobType, { start: string; again: string; done: string }> = {
  parse_v2: { start: 'Start parsing', again: 'Parse', done: 'Parsed' },
  extract_v2: { start: 'Start extracting from', again: 'Extract from', done: 'Extracted' },
  classify_v2: { start: 'Start classifying', again: 'Classify', done: 'Classified' },
};

/**
 * Shows what a run would send, what that costs, what is unchanged, and what is left out and why, and asks whether to
 * start. A reason opens the list of its files.
 */
export async function confirmPlan(
  question: PlanQuestion,
): Promise<PlanAnswer | typeof back | typeof elsewhere> {
  const { title, totalSteps, onProgress, confirm } = question;
  for (;;) {
    const chosen = await pickStep<PlanItem>({
      title,
      placeholder: 'Looking through the files…',
      step: totalSteps,
      totalSteps,
      canGoBack: true,
      items: async (pick, signal) => {
        onProgress(words => {
          if (!signal.aborted) pick.placeholder = words;
        });
        const offer = await question.offer;
        onProgress(() => undefined);
        pick.placeholder = placeholderOf(question, offer);
        return planItems(question, offer);
      },
    });
    if (chosen === back) return back;
    const offer = await question.offer;
    if (chosen.start) {
      const { again } = chosen.start;
      if (await confirm(again ? offer.all : offer.fresh, offer)) return { offer, again };
    } else if (chosen.list) await showFiles(question, offer, chosen.list);
    else return elsewhere;
  }
}

function placeholderOf({ jobType, by }: PlanQuestion, { plan, underWay }: Offer): string {
  if (plan.files.length === 0) return 'There is nothing here that can be parsed.';
  const how = by === null ? '' : `${verbs[jobType].done} ${by}`;
  return [planLine(plan), how, underWay ? underWayWords(underWay) : ''].filter(Boolean).join('. ');
}

function planItems(question: PlanQuestion, offer: Offer): PlanItem[] {
  const leftOut = leftOutGroups(offer.plan.leftOut, question.server).map(
    (group): PlanItem => ({
      label: `$(circle-slash) ${count(group.count, 'file')} · ${group.words}`,
      description: group.examples.join(', ') + (group.count > group.examples.length ? ', …' : ''),
      list: group.reason,
    }),
  );
  const starts = offer.plan.files.length ? startItems(question, offer) : [nothingHere];
  if (!leftOut.length) return starts;
  return [...starts, { label: 'left out', kind: QuickPickItemKind.Separator }, ...leftOut];
}

const nothingHere: PlanItem = {
  label: '$(folder-opened) Choose another folder…',
  description: 'no file here can be parsed',
};

/** What is cheapest comes first: nothing is paid for twice by pressing Enter. */
function startItems({ jobType, charges }: PlanQuestion, { fresh, all, earlier }: Offer): PlanItem[] {
  const { start, again } = verbs[jobType];
  const files = ({ files: n }: Sending) => count(n, 'file');
  const startFresh: PlanItem = {
    label: `$(play) ${start} ${files(fresh)}`,
    description: sendingWords(fresh, charges),
    start: { again: false },
  };
  if (earlier.size === 0) return [startFresh];
  const unchanged: PlanItem = {
    label: `$(check) ${count(earlier.size, 'file')} unchanged`,
    description: 'an earlier batch has their results',
    list: 'unchanged',
  };
  const allAgain = { description: sendingWords(all, charges), start: { again: true } };
  if (fresh.files > 0) {
    const label = `$(debug-restart) ${again} all ${files(all)} again`;
    return [startFresh, { label, ...allAgain }, unchanged];
  }
  return [
    {
      label: `$(check-all) Take the earlier results of ${files(all)}`,
      description: 'unchanged: nothing is sent',
      start: { again: false },
    },
    { label: `$(debug-restart) ${start} ${files(all)} again`, ...allAgain },
    unchanged,
  ];
}

async function showFiles(
  { title, server }: PlanQuestion,
  { plan, earlier }: Offer,
  list: LeftOutReason | 'unchanged',
): Promise<void> {
  const entries =
    list === 'unchanged'
      ? plan.files.filter(file => earlier.has(file.path))
      : plan.leftOut.filter(entry => entry.reason === list);
  await pickStep({
    title,
    placeholder: `${count(entries.length, 'file')} ${list === 'unchanged' ? list : `left out · ${reasonWords(plan, server, list)}`}`,
    canGoBack: true,
    items: async () =>
      entries.slice(0, shownPaths).map(entry => ({
        label: entry.path,
        description: entry.bytes ? formatBytes(entry.bytes) : '',
      })),
  });
}

const reasonWords = ({ leftOut }: Plan, server: PlanServer, reason: LeftOutReason): string =>
  leftOutGroups(leftOut, server).find(group => group.reason === reason)?.words ?? reason;
