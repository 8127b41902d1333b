import { env, window, workspace } from 'vscode';
import { withProgress } from '../../platform/progress';
import type { BatchRow } from '../../runs/rows';
import type { Services } from '../../services';
import { allRows } from '../rowActions';
import { batchTargets } from '../targets';
import { reportText } from './reportText';

/** **Open Report**: a batch, its files and its cost as a Markdown document that can be saved anywhere. */
export async function openReport(services: Services, args: readonly unknown[]): Promise<void> {
  for (const content of await reportsOf(services, args)) {
    const document = await workspace.openTextDocument({ language: 'markdown', content });
    await window.showTextDocument(document, { preview: false });
  }
}

/** **Copy Report**: the same in the clipboard. */
export async function copyReport(services: Services, args: readonly unknown[]): Promise<void> {
  const reports = await reportsOf(services, args);
  await env.clipboard.writeText(reports.join('\n'));
  window.setStatusBarMessage(
    reports.length === 1 ? 'Copied the report' : `Copied ${reports.length} reports`,
    3000,
  );
}

async function reportsOf(services: Services, args: readonly unknown[]): Promise<string[]> {
  const { rows } = services;
  const none = 'There are no batches yet.';
  const targets = await batchTargets(
    rows,
    () => allRows(services),
    args,
    () => true,
    none,
  );
  return withProgress('Reading the files of the batch', async (_report, signal) => {
    const reports: string[] = [];
    for (const row of targets) reports.push(await reportOf(services, row, signal));
    return reports;
  });
}

async function reportOf(services: Services, row: BatchRow, signal: AbortSignal): Promise<string> {
  const { connections, catalog, rows } = services;
  const { connectionId, projectId } = row;
  const files = await catalog.loadFiles(row.key, signal);
  const project = catalog.knownProjects(connectionId).find(({ id }) => id === projectId)?.name ?? projectId;
  // A batch of a connection that was removed is still to be told of.
  const server = connections.has(connectionId) ? connections.get(connectionId).name : connectionId;
  return reportText(rows.get(row.key) ?? row, files, { server, project });
}
