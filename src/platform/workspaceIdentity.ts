import { createHash } from 'node:crypto';
import { workspace } from 'vscode';
import type { WorkspaceIdentity } from '../connections/connection';

/** The open workspace; undefined where no folder is open. Its key is a hash: no path leaves the window. */
export function workspaceIdentity(): WorkspaceIdentity | undefined {
  const { name, workspaceFile, workspaceFolders } = workspace;
  // An untitled workspace has a file of its own only until it is closed; its first folder stays.
  const saved = workspaceFile?.scheme === 'untitled' ? undefined : workspaceFile;
  const place = saved ?? workspaceFolders?.[0]?.uri;
  if (!place || !name) return undefined;
  return { name, key: createHash('sha256').update(place.toString()).digest('hex') };
}
