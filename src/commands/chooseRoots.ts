import { type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import { Dismissed } from './register';

interface RootItem extends QuickPickItem {
  uri?: Uri;
}

/**
 * Folders and files for a run: what the Explorer passed (the clicked one and the whole selection), else what a person
 * chooses. Only what is on disk can be parsed.
 */
export async function chooseRoots(clicked: unknown, selected: unknown, title: string): Promise<string[]> {
  const passed = Array.isArray(selected) && selected.length ? selected : [clicked];
  const uris = passed.filter(uri => uri instanceof Uri);
  const chosen = uris.length ? uris : await ask(title);
  const onDisk = chosen.filter(isOnDisk);
  if (!onDisk.length)
    throw new Error('Only folders and files on disk can be parsed. Save a copy to disk first.');
  return onDisk.map(uri => uri.fsPath);
}

const isOnDisk = (uri: Uri) => uri.scheme === 'file';

async function ask(title: string): Promise<Uri[]> {
  const onDisk = (workspace.workspaceFolders ?? []).filter(folder => isOnDisk(folder.uri));
  const folders: RootItem[] = onDisk.map(folder => ({
    label: `$(folder) ${folder.name}`,
    description: folder.uri.fsPath,
    uri: folder.uri,
  }));
  if (!folders.length) return browse(title);
  const items: RootItem[] = [
    ...folders,
    { label: '', kind: QuickPickItemKind.Separator },
    { label: '$(folder-opened) Another Folder…' },
  ];
  const options = { title, placeHolder: 'Which folder?', ignoreFocusOut: true };
  const item = await window.showQuickPick(items, options);
  if (!item) throw new Dismissed();
  return item.uri ? [item.uri] : browse(title);
}

async function browse(title: string): Promise<Uri[]> {
  const options = {
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
    openLabel: title,
  };
  const uris = await window.showOpenDialog(options);
  if (!uris?.length) throw new Dismissed();
  return uris;
}
