import { parentKeyOf } from '../runs/keys';

/** Id of the node of a row, by the row's key. */
export const rowId = (rowKey: string): string => `row:${rowKey}`;

/** Id of the node of a file under its row, by the file's key. */
export const fileId = (key: string): string => `${rowId(parentKeyOf(key))}/${key}`;

/**
 * Changed files of one row above which the row is read anew as a whole: VS Code compares every node that it is told of
 * with every other (`_getHandlesToRefresh`), so that 10,000 at once would hold up all extensions.
 */
const mostFilesAlone = 20;

/** Ids of the nodes to ask for again after these rows and files changed. A row stands for its files too. */
export function touchedIds(changedKeys: readonly string[]): string[] {
  const rows = new Set<string>();
  const files = new Map<string, string[]>();
  for (const key of changedKeys) {
    const row = parentKeyOf(key);
    if (row === key) rows.add(row);
    else if (!files.get(row)?.push(key)) files.set(row, [key]);
  }
  for (const [row, keys] of files) if (keys.length > mostFilesAlone) rows.add(row);
  const alone = [...files].flatMap(([row, keys]) => (rows.has(row) ? [] : keys));
  return [...[...rows].map(rowId), ...alone.map(fileId)];
}
