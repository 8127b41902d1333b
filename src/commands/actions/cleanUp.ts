import { type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import { count } from '../../base/amounts';
import { withProgress } from '../../platform/progress';
import { timeOf } from '../../runs/batchRow';
import {
  cleanedEvents,
  type Deletion,
  type DeletionFailure,
  deleteLeftovers,
} from '../../runs/cleanUp/deleteLeftovers';
import { type Leftover, type Survey, surveyRun } from '../../runs/cleanUp/leftovers';
import { runIdOf, runKey } from '../../runs/keys';
import type { BatchRow } from '../../runs/rows';
import type { Run } from '../../runs/run';
import type { Services } from '../../services';
import { expiry } from '../../views/words';
import { Dismissed } from '../register';
import { batchTargets } from '../targets';
import { failuresText, leftoverWord, outcomeOf, usesWord } from './cleanUpWords';
import { runRows } from './runRows';

/** A run with what was found of it. */
interface Found {
  run: Run;
  survey: Survey;
}

interface LeftoverItem extends QuickPickItem {
  found?: Found;
  leftover?: Leftover;
}

/** **Clean Up…**: shows what ended batches left on their server, and deletes what a person chooses of it. */
export async function cleanUp(services: Services, args: readonly unknown[]): Promise<void> {
  const { rows, ledger, tree } = services;
  const none = 'No ended batch of this machine has left anything to clean up.';
  const fits = (row: BatchRow) => row.cleanable;
  const targets = await batchTargets(rows, async () => runRows(services), args, fits, none);
  const runs = targets.flatMap(row => ledger.get(runIdOf(row.key) ?? '') ?? []);
  const found = await look(services, runs);
  const chosen = await choose(found);
  if ([...chosen.values()].some(leftovers => leftovers.length > 0)) await confirm(services, chosen);
  try {
    await removeAll(services, found, chosen);
  } finally {
    tree.refresh();
  }
}

function look(services: Services, runs: readonly Run[]): Promise<Found[]> {
  return withProgress('Looking for what is left on the server', async (report, signal) => {
    const found: Found[] = [];
    for (const run of runs) {
      if (runs.length > 1) report(run.label, found.length / runs.length);
      const cloud = await services.connections.clientFor(run.connectionId);
      const others = services.ledger.runs().filter(other => other.id !== run.id);
      const survey = await surveyRun(cloud, run, others, { signal, projectId: run.projectId });
      found.push({ run, survey });
    }
    return found;
  });
}

/** What a person wants deleted of each run. Where nothing is left to delete, nobody is asked. */
async function choose(found: readonly Found[]): Promise<ReadonlyMap<Run, Leftover[]>> {
  const chosen = new Map<Run, Leftover[]>(found.map(({ run }) => [run, []]));
  if (found.every(({ survey }) => survey.leftovers.length === 0)) return chosen;
  const left = stillRuns(found) ? ' What still runs is left alone.' : '';
  const picked = await window.showQuickPick(found.flatMap(itemsOf), {
    title: 'Clean Up',
    placeHolder: `What is to be deleted from the server?${left}`,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked?.length) throw new Dismissed();
  for (const { found: of, leftover } of picked) if (of && leftover) chosen.get(of.run)?.push(leftover);
  return chosen;
}

const stillRuns = (found: readonly Found[]): boolean =>
  found.some(({ survey }) => survey.runningJobs + survey.runningBatches.length > 0);

function itemsOf(found: Found): LeftoverItem[] {
  const { run, survey } = found;
  const { leftovers, runningBatches, runningJobs } = survey;
  const running = [
    runningBatches.length ? count(runningBatches.length, 'batch', 'batches') : '',
    runningJobs ? count(runningJobs, 'job') : '',
  ].filter(Boolean);
  const notes = [
    running.length ? `${running.join(' and ')} still running` : '',
    leftovers.length ? '' : 'nothing is left on the server',
  ].filter(Boolean);
  const label = [run.label, ...notes].join(' · ');
  return [
    { label, kind: QuickPickItemKind.Separator },
    ...leftovers.map(leftover => itemOf(found, leftover)),
  ];
}

function itemOf(found: Found, leftover: Leftover): LeftoverItem {
  const { usedBy, expiresAt = null } = leftover;
  const expires = timeOf(expiresAt);
  return {
    label: leftoverWord(leftover),
    ...(expires === null ? {} : { description: expiry(expires, Date.now()) }),
    ...(usedBy.length > 0 ? { detail: usesWord(leftover) } : {}),
    picked: usedBy.length === 0,
    found,
    leftover,
  };
}

async function confirm({ connections }: Services, chosen: ReadonlyMap<Run, Leftover[]>): Promise<void> {
  const leftovers = [...chosen.values()].flat();
  const servers = new Set([...chosen.keys()].map(run => connections.get(run.connectionId).place));
  const used = leftovers.some(leftover => leftover.usedBy.length > 0);
  const detail = [
    `${leftovers.map(leftoverWord).join(', ')}: ${[...servers].join(', ')}.`,
    used ? 'Others need some of it.' : '',
    'It cannot be brought back. Your own files stay.',
  ];
  const button = 'Delete';
  const options = { modal: true, detail: detail.filter(Boolean).join(' ') };
  const answer = await window.showWarningMessage('Delete this from the server?', options, button);
  if (answer !== button) throw new Dismissed();
}

async function removeAll(
  services: Services,
  found: readonly Found[],
  chosen: ReadonlyMap<Run, Leftover[]>,
): Promise<void> {
  const deletions = await withProgress('Cleaning up', async (report, signal) => {
    const done: Deletion[] = [];
    for (const { run, survey } of found) {
      const leftovers = chosen.get(run) ?? [];
      // Its failed files may be tried again by now, in another window too.
      if (!services.rows.get(runKey(run.id))?.cleanable) continue;
      const cloud = await services.connections.clientFor(run.connectionId);
      const deletion = await deleteLeftovers(cloud, run.jobType, leftovers, {
        request: { signal, projectId: run.projectId },
        onProgress: (tried, total) =>
          report(`${run.label}: ${tried} of ${total}`, (done.length + tried / total) / found.length),
      });
      done.push(deletion);
      await services.ledger.append(run.id, ...cleanedEvents(survey, leftovers, deletion, Date.now()));
    }
    return done;
  });
  await tellOutcome(services, deletions, stillRuns(found));
}

async function tellOutcome(
  { log }: Services,
  deletions: readonly Deletion[],
  stillRuns: boolean,
): Promise<void> {
  const failures = deletions.flatMap<DeletionFailure>(deletion => deletion.failures);
  for (const { kind, id, message } of failures) log.warn(`clean up: ${kind} ${id}: ${message}`);
  const { message, isGood } = outcomeOf(deletions);
  if (isGood) {
    const note = stillRuns ? `${message} What still runs was left alone.` : message;
    window.setStatusBarMessage(note, 5000);
    return;
  }
  const details = 'Show Details';
  const answer = await window.showWarningMessage(message, ...(failures.length ? [details] : []));
  if (answer !== details) return;
  const content = failuresText(failures);
  await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
}
