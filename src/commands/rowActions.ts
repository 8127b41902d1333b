import { window } from 'vscode';
import { messageOf } from '../base/log';
import type { ResultAddress } from '../documents/resultUri';
import { progressTo, withProgress } from '../platform/progress';
import type { Place } from '../runs/catalog';
import { type Charges, chargedSentence } from '../runs/charges';
import { runIdOf } from '../runs/keys';
import type { BatchRow, FileRow } from '../runs/rows';
import type { Run } from '../runs/run';
import type { DriveOptions } from '../runs/runner';
import type { Services } from '../services';

/** All rows of all projects, as far as the servers' lists have been read; reads the first pages where they have not. */
export function allRows(services: Services): Promise<BatchRow[]> {
  const { catalog, rows } = services;
  return fromAllProjects(services, async place => {
    await catalog.batches(place);
    return rows.list(place.connectionId, place.projectId);
  });
}

/**
 * What is read of every project of every connection. A server that cannot be asked keeps nobody from what the others
 * have; where none can, its error is told.
 */
export async function fromAllProjects<T>(
  { connections, catalog, log }: Services,
  read: (place: Place) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  let failure: { error: unknown } | undefined;
  for (const { id: connectionId } of connections.list()) {
    try {
      for (const project of await catalog.projects(connectionId)) {
        found.push(...(await read({ connectionId, projectId: project.id })));
      }
    } catch (error) {
      log.warn(`the projects of ${connectionId} could not be read: ${messageOf(error)}`);
      failure ??= { error };
    }
  }
  if (failure && found.length === 0) throw failure.error;
  return found;
}

/**
 * The file whose result an address names, where one of the rows holds it. The parse that an extraction has read is in no
 * row itself: it belongs to the file of the same path.
 */
export function fileOfResult(
  { rows }: Services,
  { connectionId, projectId, jobId, path }: ResultAddress,
): FileRow | undefined {
  const files = rows.list(connectionId, projectId).flatMap(row => rows.files(row.key) ?? []);
  return (
    files.find(file => file.jobId === jobId) ??
    files.find(file => file.jobType === 'extract_v2' && file.path === path)
  );
}

/** Cancels a run of this machine, or a batch made elsewhere. Files that are done keep their results. */
export async function cancelRow(services: Services, row: BatchRow): Promise<void> {
  const runId = runIdOf(row.key);
  const { runner, rows, poller, connections } = services;
  if (runId !== undefined) tellCharges(services, row, await runner.cancelRun(runId));
  else {
    rows.setCancelling(row.key, true);
    try {
      const client = await connections.clientFor(row.connectionId);
      const answers = row.batchIds.map(id => client.cancelBatch(id, { projectId: row.projectId }));
      for (const batch of await Promise.all(answers)) rows.putBatch(row.connectionId, batch);
    } catch (error) {
      rows.setCancelling(row.key, false);
      throw error;
    }
  }
  poller.watch(row.key);
}

/** Work that is done stays charged: a person who cancels to save credits should know. */
function tellCharges({ connections }: Services, row: BatchRow, charges: Charges): void {
  const { connectionId } = row;
  if (!connections.has(connectionId) || !connections.get(connectionId).chargesCredits) return;
  void window.showInformationMessage(`“${row.label}” is being cancelled. ${chargedSentence(charges)}`);
}

/** Goes on with an upload that stopped. Rejects with the reason where it stops again. */
export function resumeRow(services: Services, row: BatchRow): Promise<void> {
  return goOn(row, (runId, options) => services.runner.resume(runId, options));
}

/** Goes on with an upload that its server makes no batches for: each of its files becomes a job of its own. */
export function useJobs(services: Services, row: BatchRow): Promise<void> {
  return goOn(row, (runId, options) => services.runner.useJobs(runId, options));
}

/**
 * Has the files of a run sent, with progress that can be cancelled. Rejects with the reason where the upload stands still
 * and the person was not told of it otherwise. Does nothing for a batch made elsewhere.
 */
export async function goOn(
  row: BatchRow,
  work: (runId: string, options: DriveOptions) => Promise<Run>,
): Promise<void> {
  const runId = runIdOf(row.key);
  if (runId === undefined) return;
  const run = await withProgress(`Sending ${row.label}`, (report, signal) =>
    work(runId, { signal, onProgress: progressTo(report) }),
  );
  throwUntold(run);
}

/** Throws what an upload stands still or failed for, unless it is told elsewhere: a pause with a reason, where it came up. */
export function throwUntold({ phase, pause, error }: Pick<Run, 'phase' | 'pause' | 'error'>): void {
  const isTold = pause !== null && pause.reason !== 'other';
  if (phase !== 'cancelled' && error && !isTold) throw new Error(error);
}
