import { window, workspace } from 'vscode';
import { count } from '../../base/amounts';
import type { ReadRun, ResultTables } from '../../documents/resultTables';
import { tableUri } from '../../documents/tableUri';
import { withProgress } from '../../platform/progress';
import { type ListPath, listsOf } from '../../runs/results/tableRows';
import type { TableFormat } from '../../runs/results/tableText';
import type { BatchRow } from '../../runs/rows';
import type { Services } from '../../services';
import { mayOpen } from '../mayOpen';
import { allRows } from '../rowActions';
import { batchTargets, choose } from '../targets';

/** **Open Results as Table**: what a batch has extracted, as one document. */
export async function openTable(
  services: Services,
  args: readonly unknown[],
  format: TableFormat,
): Promise<void> {
  const none = 'There is no batch that extracts anything yet.';
  const extracts = ({ jobType }: BatchRow) => jobType === 'extract_v2';
  const rows = await batchTargets(services.rows, () => allRows(services), args, extracts, none);
  const tables = await services.documents.tables.get();
  for (const row of rows) await openOne(tables, row, format);
}

async function openOne(tables: ResultTables, row: BatchRow, format: TableFormat): Promise<void> {
  const { connectionId, projectId, key: rowKey, label } = row;
  const run = await withProgress(`Reading the results of ${label}`, (report, signal) =>
    tables.results(
      { connectionId, projectId, rowKey },
      {
        signal,
        onProgress: (files, total) =>
          report(`${files.toLocaleString('en')} of ${count(total, 'file')}`, total ? files / total : 1),
      },
    ),
  );
  const address = { connectionId, projectId, rowKey, label, format, list: await chooseRows(run) };
  const text = await tables.text(address, run);
  const uri = tableUri(address);
  if (!(await mayOpen(uri, text))) return;
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
  if (run.notRead > 0)
    void window.showWarningMessage(
      `${count(run.notRead, 'result')} of “${label}” could not be read; the table says why. Open it again to try once more.`,
    );
}

/** What a row stands for; nothing is asked where the results hold no lists of objects. */
async function chooseRows({ files }: ReadRun): Promise<ListPath | null> {
  const lists = listsOf(files);
  if (lists.length === 0) return null;
  const isByEntry = files.some(({ result }) => Array.isArray(result));
  const whole = isByEntry ? 'A row for each page or table row' : 'A row for each file';
  const choices = [
    { label: whole, description: count(files.length, 'file'), value: null },
    ...lists.map(({ path, items }) => ({
      label: `A row for each item of ${path.join('.')}`,
      description: count(items, 'item'),
      value: path,
    })),
  ];
  return choose<ListPath | null>('What is a row of the table?', choices, '');
}
