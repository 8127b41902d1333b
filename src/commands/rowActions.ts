import type { ResultAddress } from '../documents/resultUri';
import { progressTo, withProgress } from '../platform/progress';
import { runIdOf } from '../runs/keys';
import type { BatchRow, FileRow } from '../runs/rows';
import type { Services } from '../services';

/** All rows of all projects, as far as the servers' lists have been read; reads the first pages where they have not. */
export async function allRows({ connections, catalog, rows }: Services): Promise<BatchRow[]> {
  const found: BatchRow[] = [];
  for (const { id } of connections.list()) {
    for (const project of await catalog.projects(id)) {
      await catalog.batches({ connectionId: id, projectId: project.id });
      found.push(...rows.list(id, project.id));
    }
  }
  return found;
}

/** The file whose result an address names, where one of the rows holds it. */
export function fileOfResult(
  { rows }: Services,
  { connectionId, projectId, jobId }: ResultAddress,
): FileRow | undefined {
  for (const row of rows.list(connectionId, projectId)) {
    const file = rows.files(row.key)?.find(candidate => candidate.jobId === jobId);
    if (file) return file;
  }
  return undefined;
}

/** Cancels a run of this machine, or a batch made elsewhere. Files that are done keep their results. */
export async function cancelRow(services: Services, row: BatchRow): Promise<void> {
  const runId = runIdOf(row.key);
  const { runner, rows, poller, connections } = services;
  if (runId !== undefined) await runner.cancelRun(runId);
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

/** Goes on with an upload that stopped. Rejects with the reason where it stops again. */
export async function resumeRow({ runner }: Services, row: BatchRow): Promise<void> {
  const runId = runIdOf(row.key);
  if (runId === undefined) return;
  const run = await withProgress(`Sending ${row.label}`, (report, signal) =>
    runner.resume(runId, { signal, onProgress: progressTo(report) }),
  );
  if (run.phase !== 'cancelled' && run.error) throw new Error(run.error);
}
