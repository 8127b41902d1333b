import { type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { formatBytes } from '../../base/amounts';
import type { Connection } from '../../connections/connection';
import type { PlannedFile } from '../../runs/run';
import { Dismissed } from '../register';

/** Files of a run that are offered as a sample. */
const maxOffered = 200;

interface SampleItem extends QuickPickItem {
  path?: string;
}

/** The file to make a schema of: one of those that are to be extracted from, or any other. Rejects with Dismissed. */
export async function chooseSample(
  files: Promise<readonly PlannedFile[]>,
  connection: Pick<Connection, 'supportedExtensions'>,
): Promise<string> {
  const items = files.then((some): SampleItem[] => [
    ...inOrder(some)
      .slice(0, maxOffered)
      .map(({ path, source, bytes }) => ({
        label: `$(file) ${path}`,
        description: formatBytes(bytes),
        path: source,
      })),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: '$(folder-opened) Another File…' },
  ]);
  const options = {
    title: 'Generate a Schema',
    placeHolder: 'Which file is a good sample? Its labels and tables become the fields.',
    ignoreFocusOut: true,
  };
  const item = await window.showQuickPick(items, options);
  if (!item) throw new Dismissed();
  return item.path ?? browse(connection);
}

/** Sheets last: their many cells seldom are what a schema is wanted for. */
const inOrder = (files: readonly PlannedFile[]): PlannedFile[] =>
  [...files].sort((a, b) => Number(sheet.test(a.path)) - Number(sheet.test(b.path)));

const sheet = /\.(?:xlsx?|xlsm|ods|csv|tsv|numbers)$/i;

/** Any file on disk. Rejects with Dismissed. */
export async function browse({
  supportedExtensions,
}: Pick<Connection, 'supportedExtensions'>): Promise<string> {
  const extensions = [...supportedExtensions].map(extension => extension.slice(1));
  const chosen = await window.showOpenDialog({
    openLabel: 'Generate a Schema',
    filters: { Documents: extensions, 'All Files': ['*'] },
  });
  const [uri] = chosen ?? [];
  if (!uri) throw new Dismissed();
  if (uri.scheme !== 'file')
    throw new Error('Only a file on disk can be a sample. Save a copy to disk first.');
  return uri.fsPath;
}
