import { Uri, window, workspace } from 'vscode';
import { formatBytes } from '../base/amounts';
import { maxDocumentBytes } from '../documents/resultFiles';

/** Above this a person is asked first: the editor grows slow (measured: 10 MB take 1.5 s to open). */
const largeBytes = 5 * 2 ** 20;

/**
 * Whether a virtual document should be opened: a large one asks first, and can be saved to disk instead, which is all
 * that can be done with one that is larger than editors take.
 */
export async function mayOpen(uri: Uri, text: string): Promise<boolean> {
  const bytes = Buffer.byteLength(text);
  if (bytes <= largeBytes) return true;
  const open = 'Open Anyway';
  const save = 'Save As…';
  const possible = bytes > maxDocumentBytes ? [save] : [open, save];
  const chosen = await window.showWarningMessage(
    `This result is ${formatBytes(bytes)} of text.`,
    ...possible,
  );
  if (chosen === save) await saveAs(uri, text);
  return chosen === open;
}

async function saveAs(uri: Uri, text: string): Promise<void> {
  const name = uri.path.split('/').at(-1) ?? 'result';
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const options = { ...(folder && { defaultUri: Uri.joinPath(folder, name) }), title: 'Save Result' };
  const target = await window.showSaveDialog(options);
  if (target) await workspace.fs.writeFile(target, Buffer.from(text));
}
